"""The tables of smes, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def sme() -> None:
    """Make the table sme."""
    op.create_table(
        "sme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "executive",
                "public-information",
                "investigations",
                "victim-services",
                "peer-support",
                "police-psychologist",
                "mental-health",
                "faith",
                "community",
                "family-member",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("experience", sa.JSON(), nullable=False),
        sa.Column("home_state", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column(
            "travel",
            sa.Enum("no", "own-state", "anywhere", name="travel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("talks", sa.LargeBinary(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_sme_added_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_sme_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sme")),
        sa.UniqueConstraint("person_id", name=op.f("uq_sme_person_id")),
    )


def sme_earlier() -> None:
    """Make the table sme_earlier."""
    op.create_table(
        "sme_earlier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sme_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_sme_earlier_changed_by")),
        sa.ForeignKeyConstraint(["sme_id"], ["sme.id"], name=op.f("fk_sme_earlier_sme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sme_earlier")),
    )
    op.create_index(op.f("ix_sme_earlier_sme_id"), "sme_earlier", ["sme_id"], unique=False)


def assignment() -> None:
    """Make the table assignment."""
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("request_number", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("virtual", "in-person", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("open_key", sa.String(length=60), nullable=True),
        sa.Column("offered_by", sa.Integer(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "offered",
                "accepted",
                "declined",
                "taken-back",
                "done",
                "handed-over",
                "stepped-back",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("anyway", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_assignment_incident_id")),
        sa.ForeignKeyConstraint(["offered_by"], ["person.id"], name=op.f("fk_assignment_offered_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_assignment_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("open_key", name=op.f("uq_assignment_open_key")),
    )
    op.create_index("ix_assignment_incident", "assignment", ["incident_id", "state"], unique=False)
    op.create_index("ix_assignment_person", "assignment", ["person_id", "state"], unique=False)
    op.create_index(op.f("ix_assignment_request_id"), "assignment", ["request_id"], unique=False)


def assignment_note() -> None:
    """Make the table assignment_note."""
    op.create_table(
        "assignment_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_assignment_note_assignment_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_assignment_note_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_note_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_note")),
    )
    op.create_index(op.f("ix_assignment_note_incident_id"), "assignment_note", ["incident_id"], unique=False)
