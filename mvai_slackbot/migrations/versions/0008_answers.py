"""What follows a check-in prompt: reminders counted, silence, people asked to phone, requests from answers, form links."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BEFORE = ("open", "snoozed", "answered", "withdrawn", "passed")
STATES = (*BEFORE, "no-response", "undelivered")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def _set_states(states: Sequence[str]) -> None:
    """Let a prompt be in these states; SQLite makes the table anew for that, PostgreSQL changes the check."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("checkin_prompt", recreate="always") as batch:
            batch.alter_column("state", type_=_words("state", *states), existing_nullable=False)
        return
    listed = ", ".join(f"'{state}'" for state in states)
    op.drop_constraint(op.f("ck_checkin_prompt_state"), "checkin_prompt", type_="check")
    op.create_check_constraint(op.f("ck_checkin_prompt_state"), "checkin_prompt", f"state IN ({listed})")


def upgrade() -> None:
    """Make the tables, and count reminders."""
    with op.batch_alter_table("checkin_prompt") as batch:
        batch.add_column(sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))
    _set_states(STATES)
    op.execute("UPDATE checkin_prompt SET reminders = 1 WHERE reminded_at IS NOT NULL")
    _outreach()
    _help_asked()
    _form_link()


def downgrade() -> None:
    """Drop the tables; what nobody answered is passed again."""
    for table in ("checkin_form_link", "checkin_help_asked", "checkin_outreach"):
        op.drop_table(table)
    op.execute("UPDATE checkin_prompt SET state = 'passed' WHERE state IN ('no-response', 'undelivered')")
    _set_states(BEFORE)
    with op.batch_alter_table("checkin_prompt") as batch:
        batch.drop_column("reminders")


def _outreach() -> None:
    op.create_table(
        "checkin_outreach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_prompt_id", sa.Integer(), nullable=False),
        sa.Column("step", _words("step", "lead", "coordinator", "monthly"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_of_it", _words("reached", "reached", "no-contact"), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name=op.f("fk_checkin_outreach_plan_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_outreach_person_id")),
        sa.ForeignKeyConstraint(
            ["first_prompt_id"], ["checkin_prompt.id"], name=op.f("fk_checkin_outreach_first_prompt_id")
        ),
        sa.ForeignKeyConstraint(["told_by"], ["person.id"], name=op.f("fk_checkin_outreach_told_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_outreach")),
        sa.UniqueConstraint(
            "plan_id", "person_id", "first_prompt_id", "step", name=op.f("uq_checkin_outreach_plan_id")
        ),
    )


def _help_asked() -> None:
    op.create_table(
        "checkin_help_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["checkin_occurrence.id"], name=op.f("fk_checkin_help_asked_occurrence_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["assistance_request.id"], name=op.f("fk_checkin_help_asked_request_id")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_checkin_help_asked_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_help_asked")),
        sa.UniqueConstraint("occurrence_id", "area", name=op.f("uq_checkin_help_asked_occurrence_id")),
    )


def _form_link() -> None:
    op.create_table(
        "checkin_form_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_to", sa.LargeBinary(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["prompt_id"], ["checkin_prompt.id"], name=op.f("fk_checkin_form_link_prompt_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_form_link_person_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_checkin_form_link_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_form_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_checkin_form_link_secret_hash")),
    )
    op.create_index(op.f("ix_checkin_form_link_prompt_id"), "checkin_form_link", ["prompt_id"], unique=False)
