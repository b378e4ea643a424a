"""The tables of checkins, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def checkin_offer() -> None:
    """Make the table checkin_offer."""
    op.create_table(
        "checkin_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("offered_by", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "later",
                "yes",
                "no",
                "taken-back",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_checkin_offer_incident_id")),
        sa.ForeignKeyConstraint(["offered_by"], ["person.id"], name=op.f("fk_checkin_offer_offered_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_offer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_offer")),
    )
    op.create_index("ix_checkin_offer_incident", "checkin_offer", ["incident_id", "person_id"], unique=False)


def checkin_plan() -> None:
    """Make the table checkin_plan."""
    op.create_table(
        "checkin_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_through", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("active", "paused", "stopped", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_checkin_plan_incident_id")),
        sa.ForeignKeyConstraint(["offer_id"], ["checkin_offer.id"], name=op.f("fk_checkin_plan_offer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_plan_person_id")),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_checkin_plan_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_plan")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_checkin_plan_offer_id")),
    )
    op.create_index("ix_checkin_plan_incident", "checkin_plan", ["incident_id", "person_id"], unique=False)
    op.create_index(op.f("ix_checkin_plan_person_id"), "checkin_plan", ["person_id"], unique=False)
    op.create_index(op.f("ix_checkin_plan_state"), "checkin_plan", ["state"], unique=False)


def checkin_delegation() -> None:
    """Make the table checkin_delegation."""
    op.create_table(
        "checkin_delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum("officer", "community", name="delegated", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "refused",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_delegation_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name=op.f("fk_checkin_delegation_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_delegation")),
    )
    op.create_index(op.f("ix_checkin_delegation_plan_id"), "checkin_delegation", ["plan_id"], unique=False)


def checkin_prompt() -> None:
    """Make the table checkin_prompt."""
    op.create_table(
        "checkin_prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "snoozed",
                "answered",
                "withdrawn",
                "passed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_checkin_prompt_asked_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_prompt_person_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name=op.f("fk_checkin_prompt_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_prompt")),
        sa.UniqueConstraint("plan_id", "person_id", "local_date", name=op.f("uq_checkin_prompt_plan_id")),
    )
    op.create_index(op.f("ix_checkin_prompt_plan_id"), "checkin_prompt", ["plan_id"], unique=False)


def checkin_occurrence() -> None:
    """Make the table checkin_occurrence."""
    op.create_table(
        "checkin_occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum("officer", "community", name="subject", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("prompt_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["checkin_plan.id"], name=op.f("fk_checkin_occurrence_plan_id")),
        sa.ForeignKeyConstraint(["prompt_id"], ["checkin_prompt.id"], name=op.f("fk_checkin_occurrence_prompt_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_occurrence")),
        sa.UniqueConstraint("plan_id", "subject", "local_date", name=op.f("uq_checkin_occurrence_plan_id")),
    )
    op.create_index(op.f("ix_checkin_occurrence_prompt_id"), "checkin_occurrence", ["prompt_id"], unique=False)


def checkin_answer() -> None:
    """Make the table checkin_answer."""
    op.create_table(
        "checkin_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("leader", "delegate", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("own", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("readers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["checkin_occurrence.id"], name=op.f("fk_checkin_answer_occurrence_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_answer_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_answer")),
        sa.UniqueConstraint("occurrence_id", "version", name=op.f("uq_checkin_answer_occurrence_id")),
    )


def checkin_answer_read() -> None:
    """Make the table checkin_answer_read."""
    op.create_table(
        "checkin_answer_read",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["checkin_answer.id"], name=op.f("fk_checkin_answer_read_answer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_checkin_answer_read_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkin_answer_read")),
    )
    op.create_index(op.f("ix_checkin_answer_read_answer_id"), "checkin_answer_read", ["answer_id"], unique=False)
