"""Who answers beside a leader, links that open an answer again, one reminder of looks a day, the word when a shift begins."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROLES = (
    "deputy", "wellness-coordinator", "peer-support-lead", "community-liaison", "victim-services-liaison", "other",
)  # fmt: skip
# By table: the name of the check.
ANSWERS_AS = {
    "checkin_offer": "offered_as",
    "checkin_delegation": "delegated_as",
    "checkin_answer": "answered_as",
}


def upgrade() -> None:
    """Add the columns and the table. Shifts that have begun are not told of again."""
    for table, check in ANSWERS_AS.items():
        words = sa.Enum(*ROLES, name=check, native_enum=False, create_constraint=True, length=40)
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("answers_as", words, nullable=True))
    op.add_column("checkin_form_link", sa.Column("reopens", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("on_call", sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE on_call SET begun_at = since WHERE since <= CURRENT_TIMESTAMP")
    with op.batch_alter_table("report_alert") as batch:
        batch.drop_column("reminded")
    op.create_table(
        "report_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alerts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_reminder_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_reminder")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_report_reminder_person_id")),
    )


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("report_reminder")
    with op.batch_alter_table("report_alert") as batch:
        batch.add_column(sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("on_call") as batch:
        batch.drop_column("begun_at")
    with op.batch_alter_table("checkin_form_link") as batch:
        batch.drop_column("reopens")
    for table, check in ANSWERS_AS.items():
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_{check}"), type_="check")
            batch.drop_column("answers_as")
