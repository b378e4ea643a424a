"""The tables of calls, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def call_typed_answer() -> None:
    """Make the table call_typed_answer."""
    op.create_table(
        "call_typed_answer",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_typed_answer_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_call_typed_answer")),
    )


def call_asked() -> None:
    """Make the table call_asked."""
    op.create_table(
        "call_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asking",
                "taken",
                "nobody",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("open_key", sa.String(length=60), nullable=True),
        sa.Column("acknowledged_by", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "reached",
                "referred",
                "no-contact",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_waiting", sa.Integer(), nullable=False),
        sa.Column("nobody_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["acknowledged_by"], ["person.id"], name=op.f("fk_call_asked_acknowledged_by")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_call_asked_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_asked_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_asked")),
        sa.UniqueConstraint("open_key", name=op.f("uq_call_asked_open_key")),
    )
    op.create_index(op.f("ix_call_asked_incident_id"), "call_asked", ["incident_id"], unique=False)
    op.create_index(op.f("ix_call_asked_person_id"), "call_asked", ["person_id"], unique=False)
    op.create_index("ix_call_asked_state", "call_asked", ["state"], unique=False)


def call_asking() -> None:
    """Make the table call_asking."""
    op.create_table(
        "call_asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "rank",
            sa.Enum("first", "second", name="rank", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "delivered",
                "failed",
                "passed-over",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call_asked.id"], name=op.f("fk_call_asking_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_asking_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_asking")),
        sa.UniqueConstraint("call_id", "person_id", "at", name=op.f("uq_call_asking_call_id")),
    )
    op.create_index(op.f("ix_call_asking_call_id"), "call_asking", ["call_id"], unique=False)
    op.create_index(op.f("ix_call_asking_person_id"), "call_asking", ["person_id"], unique=False)


def call_outcome_said() -> None:
    """Make the table call_outcome_said."""
    op.create_table(
        "call_outcome_said",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "reached",
                "referred",
                "no-contact",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call_asked.id"], name=op.f("fk_call_outcome_said_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_outcome_said")),
    )
    op.create_index(op.f("ix_call_outcome_said_call_id"), "call_outcome_said", ["call_id"], unique=False)
