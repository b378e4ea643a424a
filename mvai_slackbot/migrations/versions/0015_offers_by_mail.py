"""Letters in the place of direct messages to SMEs without a Slack account, and who recorded their answers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

RECORDED_BY = "fk_assignment_terms_recorded_by"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "sme_letter",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_sme_letter_letter_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_sme_letter_assignment_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_sme_letter")),
    )
    op.create_index(op.f("ix_sme_letter_assignment_id"), "sme_letter", ["assignment_id"])
    with op.batch_alter_table("assignment_terms") as batch:
        batch.add_column(sa.Column("recorded_by", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f(RECORDED_BY), "person", ["recorded_by"], ["id"])


def downgrade() -> None:
    """Drop both; the letters stay."""
    with op.batch_alter_table("assignment_terms") as batch:
        batch.drop_constraint(op.f(RECORDED_BY), type_="foreignkey")
        batch.drop_column("recorded_by")
    op.drop_table("sme_letter")
