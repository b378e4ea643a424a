"""The plan: pace, hours, days left free, second views, hard days, phases and year marks."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NEW = (
    "incident_hard_day",
    "incident_phase_turn",
    "incident_year_mark",
    "checkin_free_days",
    "checkin_scheduled_rest",
    "checkin_call_to_make",
    "checkin_reader_told",
)


def upgrade() -> None:
    """Make the new tables, and add the columns."""
    _calendar()
    _columns()
    _around_a_plan()
    _readers()
    op.create_index("ix_checkin_prompt_state", "checkin_prompt", ["state", "plan_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_checkin_prompt_state", table_name="checkin_prompt")
    for name in reversed(NEW):
        op.drop_table(name)
    with op.batch_alter_table("checkin_delegation") as table:
        table.drop_column("stands_in")
    with op.batch_alter_table("checkin_plan") as table:
        table.drop_index(op.f("ix_checkin_plan_second_of"))
        table.drop_constraint(op.f("fk_checkin_plan_second_of"), type_="foreignkey")
        table.drop_constraint(op.f("ck_checkin_plan_pace"), type_="check")
        table.drop_constraint(op.f("ck_checkin_plan_asked_about"), type_="check")
        for column in ("paused_until", "pace", "hour", "no_mark", "second_of", "subject"):
            table.drop_column(column)
    with op.batch_alter_table("checkin_offer") as table:
        table.drop_constraint(op.f("ck_checkin_offer_offered_about"), type_="check")
        table.drop_column("subject")
        table.drop_column("second_of")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=False, length=40)


def _among(column: str, *words: str) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _calendar() -> None:
    op.create_table(
        "incident_hard_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_hard_day_incident_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_incident_hard_day_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_hard_day")),
    )
    op.create_index(op.f("ix_incident_hard_day_incident_id"), "incident_hard_day", ["incident_id"], unique=False)
    op.create_table(
        "incident_phase_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("phase", sa.String(length=30), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_phase_turn_incident_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_incident_phase_turn_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_phase_turn")),
    )
    op.create_index(op.f("ix_incident_phase_turn_incident_id"), "incident_phase_turn", ["incident_id"], unique=False)
    op.create_table(
        "incident_year_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_year_mark_incident_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_incident_year_mark_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_year_mark")),
        sa.UniqueConstraint("incident_id", name=op.f("uq_incident_year_mark_incident_id")),
    )


def _columns() -> None:
    about = ("officer", "community")
    with op.batch_alter_table("checkin_offer") as table:
        table.add_column(sa.Column("second_of", sa.Integer(), nullable=True))
        table.add_column(sa.Column("subject", _words("offered_about", *about), nullable=True))
        table.create_check_constraint(op.f("ck_checkin_offer_offered_about"), sa.text(_among("subject", *about)))
    paces = ("usual", "slower", "monthly")
    with op.batch_alter_table("checkin_plan") as table:
        table.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        table.add_column(sa.Column("pace", _words("pace", *paces), nullable=False, server_default="usual"))
        table.add_column(sa.Column("hour", sa.String(length=5), nullable=False, server_default=""))
        table.add_column(sa.Column("no_mark", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("second_of", sa.Integer(), nullable=True))
        table.add_column(sa.Column("subject", _words("asked_about", *about), nullable=True))
        table.create_check_constraint(op.f("ck_checkin_plan_pace"), sa.text(_among("pace", *paces)))
        table.create_check_constraint(op.f("ck_checkin_plan_asked_about"), sa.text(_among("subject", *about)))
        table.create_foreign_key(op.f("fk_checkin_plan_second_of"), "checkin_plan", ["second_of"], ["id"])
        table.create_index(op.f("ix_checkin_plan_second_of"), ["second_of"], unique=False)
    with op.batch_alter_table("checkin_delegation") as table:
        table.add_column(sa.Column("stands_in", sa.Boolean(), nullable=False, server_default=sa.false()))


def _around_a_plan() -> None:
    op.create_table(
        "checkin_free_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column(
            "why",
            sa.Enum("skipped", "kept-free", name="why_free", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name=op.f("fk_checkin_free_days_plan_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_checkin_free_days_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_free_days")),
    )
    op.create_index(op.f("ix_checkin_free_days_plan_id"), "checkin_free_days", ["plan_id"], unique=False)
    op.create_table(
        "checkin_scheduled_rest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_scheduled_rest_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_scheduled_rest")),
        sa.UniqueConstraint("person_id", name=op.f("uq_checkin_scheduled_rest_person_id")),
    )


def _readers() -> None:
    op.create_table(
        "checkin_call_to_make",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum("rest", "loss", name="why_called", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["called_by"], ["person.id"], name=op.f("fk_checkin_call_to_make_called_by")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_checkin_call_to_make_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_call_to_make_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_call_to_make")),
    )
    op.create_index(
        "ix_checkin_call_to_make_incident", "checkin_call_to_make", ["incident_id", "person_id"], unique=False
    )
    op.create_table(
        "checkin_reader_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_reader_told_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name=op.f("fk_checkin_reader_told_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_reader_told")),
        sa.UniqueConstraint("plan_id", "person_id", name=op.f("uq_checkin_reader_told_plan_id")),
    )
