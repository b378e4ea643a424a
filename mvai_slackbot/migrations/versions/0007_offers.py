"""Time to answer, lists of whom to ask, questions, milestones, and how helpers rest."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "helper_rest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rest_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_helper_rest_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_helper_rest_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_rest")),
        sa.UniqueConstraint("person_id", "incident_id", name=op.f("uq_helper_rest_person_id")),
    )
    op.create_index("ix_helper_rest_ask_at", "helper_rest", ["ask_at"], unique=False)
    op.create_index(op.f("ix_helper_rest_incident_id"), "helper_rest", ["incident_id"], unique=False)
    op.create_table(
        "offer_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("virtual", "in-person", name="mode", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("all_at_once", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open_key", sa.String(length=60), nullable=True),
        sa.Column(
            "state",
            sa.Enum("open", "filled", "ended", name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_empty_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_offer_list_incident_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_offer_list_made_by")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_offer_list_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_list")),
        sa.UniqueConstraint("open_key", name=op.f("uq_offer_list_open_key")),
    )
    op.create_index(op.f("ix_offer_list_incident_id"), "offer_list", ["incident_id"], unique=False)
    op.create_index(op.f("ix_offer_list_request_id"), "offer_list", ["request_id"], unique=False)
    op.create_table(
        "assignment_terms",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "helper",
                "team-lead",
                "area-lead",
                "mental-health",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("covering", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("filled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_yes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place_shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("first_contact_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_contact_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("someone_else_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stood_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_assignment_terms_assignment_id")),
        sa.ForeignKeyConstraint(["list_id"], ["offer_list.id"], name=op.f("fk_assignment_terms_list_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["assignment.id"], name=op.f("fk_assignment_terms_replaces_id")),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_assignment_terms")),
    )
    op.create_index("ix_assignment_terms_answer_by", "assignment_terms", ["answer_by"], unique=False)
    op.create_index("ix_assignment_terms_first_contact_due", "assignment_terms", ["first_contact_due"], unique=False)
    op.create_index(op.f("ix_assignment_terms_list_id"), "assignment_terms", ["list_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("request_number", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contact",
                "kickoff",
                "on-site-arrival",
                "area-consult",
                "document-shared",
                "check-in-reviewed",
                "referral-made",
                "hand-over",
                "close-out-call",
                "feedback-received",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "hours",
            sa.Enum(
                "under-1",
                "1-2",
                "2-4",
                "4-8",
                "over-8",
                name="hours",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_milestone_assignment_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_milestone_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_milestone_person_id")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_milestone_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_incident_id"), "milestone", ["incident_id"], unique=False)
    op.create_index(op.f("ix_milestone_request_id"), "milestone", ["request_id"], unique=False)
    op.create_table(
        "offer_list_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "helper",
                "team-lead",
                "area-lead",
                "mental-health",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_offer_list_place_assignment_id")),
        sa.ForeignKeyConstraint(["list_id"], ["offer_list.id"], name=op.f("fk_offer_list_place_list_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_offer_list_place_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_list_place")),
        sa.UniqueConstraint("list_id", "person_id", name=op.f("uq_offer_list_place_list_id")),
    )
    op.create_index(op.f("ix_offer_list_place_list_id"), "offer_list_place", ["list_id"], unique=False)
    op.create_table(
        "offer_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_offer_question_answered_by")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_offer_question_assignment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_question")),
    )
    op.create_index(op.f("ix_offer_question_assignment_id"), "offer_question", ["assignment_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("offer_question")
    op.drop_table("offer_list_place")
    op.drop_table("milestone")
    op.drop_table("assignment_terms")
    op.drop_table("offer_list")
    op.drop_table("helper_rest")
