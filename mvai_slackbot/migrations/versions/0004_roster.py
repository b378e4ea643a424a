"""What the roster keeps of an SME beyond the first version; kinds are open-ended."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = (
    "executive", "public-information", "investigations", "victim-services", "peer-support", "police-psychologist",
    "mental-health", "faith", "community", "family-member",
)  # fmt: skip
LISTS = ("languages", "days", "absences", "ask_anyway")
WORDS = (("agency_type", 20), ("agency_size", 20), ("hours_from", 5), ("hours_to", 5))
PRIVATE = ("agencies", "conflicts", "own_dates", "support_name", "support_contact")


def upgrade() -> None:
    """Let kinds be more than the first ten, and add the columns; who was on the roster chose nothing of it yet."""
    with op.batch_alter_table("sme") as sme:
        sme.drop_constraint(op.f("ck_sme_kind"), type_="check")
    for name in LISTS:
        op.add_column("sme", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    for name, length in WORDS:
        op.add_column("sme", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.add_column("sme", sa.Column("rest_days", sa.Integer(), nullable=False, server_default="0"))
    for name in ("latitude", "longitude"):
        op.add_column("sme", sa.Column(name, sa.Double(), nullable=True))
    for name in PRIVATE:
        op.add_column("sme", sa.Column(name, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Drop the columns; a kind beyond the first ten becomes a community leader."""
    with op.batch_alter_table("sme") as sme:
        for name in (*LISTS, *(name for name, _ in WORDS), "rest_days", "latitude", "longitude", *PRIVATE):
            sme.drop_column(name)
    known = ", ".join(f"'{kind}'" for kind in KINDS)
    op.execute(f"UPDATE sme SET kind = 'community' WHERE kind NOT IN ({known})")  # noqa: S608 - constants
    with op.batch_alter_table("sme") as sme:
        sme.create_check_constraint(op.f("ck_sme_kind"), sa.column("kind").in_(KINDS))
