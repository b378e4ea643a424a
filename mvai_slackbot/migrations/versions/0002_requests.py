"""The life of a request: where it stands, who has it, who was asked, what was found, and every move of it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from mvai_slackbot.migrations.first.requests_as_were import (
    ASKER,
    BODY,
    MOMENT,
    OLD_STATUS,
    SOURCE,
    STATUS,
    VERDICT,
    old_decision,
    old_request,
    words,
)

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


# The values are for the rows that are there; the models give them for those to come.
def new_columns() -> list[sa.Column[Any]]:
    """Return what is added to a request."""
    return [
        sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("asker", words("asker", *ASKER), nullable=False, server_default="agency"),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("state", sa.String(2), nullable=False, server_default=""),
        sa.Column("place", sa.LargeBinary()),
        sa.Column("occurred_on", sa.Date()),
        sa.Column("verified_at", MOMENT),
        sa.Column("verified_by", sa.Integer()),
        sa.Column("verified_how", sa.String(20), nullable=False, server_default=""),
        sa.Column("approved_at", MOMENT),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("call_held_at", MOMENT),
        sa.Column("team_named_at", MOMENT),
        sa.Column("who_can_help", sa.LargeBinary()),
        sa.Column("told_at", MOMENT),
        sa.Column("told_by", sa.Integer()),
        sa.Column("merged_into_id", sa.Integer()),
        sa.Column("alarmed_at", MOMENT),
    ]


POINTS = (
    ("owner_id", "person"), ("verified_by", "person"), ("told_by", "person"), ("merged_into_id", "assistance_request"),
)  # fmt: skip
GIVEN = ("outside", "asker", "state", "verified_how")


def upgrade() -> None:
    """Rebuild the two tables, and make the two new ones."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute("PRAGMA ignore_check_constraints = on")
    else:
        op.drop_constraint(op.f("ck_assistance_request_status"), "assistance_request", type_="check")
    # Nobody had decided about most of them, and those in an incident were asked about.
    op.execute("UPDATE assistance_request SET status = 'acknowledged' WHERE status = 'logged' AND incident_id IS NULL")
    op.execute("UPDATE assistance_request SET status = 'under-assessment' WHERE status = 'logged'")
    if sqlite:
        op.execute("PRAGMA ignore_check_constraints = off")
    _request(sqlite)
    _decision()
    _approve()
    _moves()
    _askings()
    _exports()


def _request(sqlite: bool) -> None:
    with op.batch_alter_table("assistance_request", copy_from=old_request(), recreate="auto") as batch:
        batch.alter_column(
            "status", type_=words("status", *STATUS), existing_nullable=False,
            existing_type=words("status", *OLD_STATUS) if sqlite else sa.String(40),
        )  # fmt: skip
        batch.alter_column(
            "source", type_=words("source", *SOURCE, "command-line"), existing_type=words("source", *SOURCE),
            existing_nullable=False,
        )  # fmt: skip
        for column in new_columns():
            batch.add_column(column)
        for pointing, table in POINTS:
            batch.create_foreign_key(op.f(f"fk_assistance_request_{pointing}"), table, [pointing], ["id"])
    # Values come from the models; a default in the database would be a second truth.
    _drop_defaults("assistance_request", GIVEN)


def _drop_defaults(table: str, names: Sequence[str]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for name in names:
        op.alter_column(table, name, server_default=None)


def _decision() -> None:
    with op.batch_alter_table("request_decision", copy_from=old_decision()) as batch:
        batch.alter_column(
            "verdict", type_=words("verdict", *VERDICT, "more-information"),
            existing_type=words("verdict", *VERDICT), existing_nullable=False,
        )  # fmt: skip
        batch.add_column(sa.Column("refer_to", sa.LargeBinary()))
        batch.add_column(sa.Column("on_behalf", sa.Boolean(), nullable=False, server_default=sa.false()))
    _drop_defaults("request_decision", ("on_behalf",))


def _approve() -> None:
    # Approved is what both bodies said yes to in their latest view.
    op.execute(
        "UPDATE assistance_request SET approved_at = logged_at WHERE id IN ("
        "SELECT d.request_id FROM request_decision d WHERE d.verdict IN ('virtual', 'in-person', 'both') AND d.id = ("
        "SELECT max(e.id) FROM request_decision e WHERE e.request_id = d.request_id AND e.body = d.body"
        ") GROUP BY d.request_id HAVING count(*) = 2)"
    )
    op.execute(
        "UPDATE assistance_request SET status = 'approved' WHERE approved_at IS NOT NULL AND status = 'under-assessment'"
    )
    op.execute("UPDATE assistance_request SET acknowledged_at = logged_at, owner_id = logged_by")


def _moves() -> None:
    op.create_table(
        "request_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(40), nullable=False),
        sa.Column("before", sa.String(40), nullable=False),
        sa.Column("after", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_request_move_actor_id")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_request_move_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_move")),
    )
    op.create_index(op.f("ix_request_move_request_id"), "request_move", ["request_id"], unique=False)


def _askings() -> None:
    op.create_table(
        "request_asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("body", words("body", *BODY), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_asking_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_request_asking_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_asking")),
        sa.UniqueConstraint("key", name=op.f("uq_request_asking_key")),
    )
    op.create_index(op.f("ix_request_asking_request_id"), "request_asking", ["request_id"], unique=False)


def _exports() -> None:
    op.create_table(
        "request_export_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("asked", sa.String(200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_request_export_log_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_export_log")),
    )


def downgrade() -> None:
    """Take it back, for tests: the words that a status may be are not checked any more."""
    op.drop_table("request_export_log")
    op.drop_table("request_asking")
    op.drop_table("request_move")
    op.execute("DELETE FROM request_decision WHERE verdict = 'more-information'")
    with op.batch_alter_table("request_decision") as batch:
        batch.drop_column("on_behalf")
        batch.drop_column("refer_to")
    with op.batch_alter_table("assistance_request") as batch:
        for check in ("status", "asker"):
            batch.drop_constraint(op.f(f"ck_assistance_request_{check}"), type_="check")
        for pointing, _ in POINTS:
            batch.drop_constraint(op.f(f"fk_assistance_request_{pointing}"), type_="foreignkey")
        for added in new_columns():
            batch.drop_column(added.name)
    op.execute("UPDATE assistance_request SET status = 'logged' WHERE status NOT IN ('assigned', 'done', 'closed')")
