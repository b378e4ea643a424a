"""The tables of requests, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def assistance_request() -> None:
    """Make the table assistance_request."""
    op.create_table(
        "assistance_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by", sa.Integer(), nullable=True),
        sa.Column(
            "source",
            sa.Enum("slack", "phone", "email", name="source", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "logged",
                "assigned",
                "done",
                "closed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum(
                "hours", "day", "week", "later", name="urgency", native_enum=False, create_constraint=True, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "mode",
            sa.Enum("virtual", "in-person", "both", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("requester_id", sa.Integer(), nullable=True),
        sa.Column("second_contact_id", sa.Integer(), nullable=True),
        sa.Column("contact_way", sa.String(length=20), nullable=False),
        sa.Column("contact_hours", sa.LargeBinary(), nullable=True),
        sa.Column("helped_before_decision_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "completed",
                "withdrawn",
                "referred",
                "declined",
                "duplicate",
                "logged-by-mistake",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_assistance_request_closed_by")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_assistance_request_incident_id")),
        sa.ForeignKeyConstraint(["logged_by"], ["person.id"], name=op.f("fk_assistance_request_logged_by")),
        sa.ForeignKeyConstraint(["requester_id"], ["person.id"], name=op.f("fk_assistance_request_requester_id")),
        sa.ForeignKeyConstraint(
            ["second_contact_id"], ["person.id"], name=op.f("fk_assistance_request_second_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistance_request")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_assistance_request_team_id")),
    )
    op.create_index("ix_assistance_request_incident", "assistance_request", ["incident_id", "status"], unique=False)


def request_decision() -> None:
    """Make the table request_decision."""
    op.create_table(
        "request_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column(
            "body",
            sa.Enum("iacp", "bja", name="body", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "verdict",
            sa.Enum(
                "virtual",
                "in-person",
                "both",
                "refer",
                "decline",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_request_decision_decided_by")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_request_decision_recorded_by")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_request_decision_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_decision")),
    )
    op.create_index(op.f("ix_request_decision_request_id"), "request_decision", ["request_id"], unique=False)


def request_earlier_words() -> None:
    """Make the table request_earlier_words."""
    op.create_table(
        "request_earlier_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_request_earlier_words_changed_by")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["assistance_request.id"], name=op.f("fk_request_earlier_words_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_earlier_words")),
    )
    op.create_index(op.f("ix_request_earlier_words_request_id"), "request_earlier_words", ["request_id"], unique=False)
