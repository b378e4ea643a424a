"""Calls: who asked for whom, outcomes, numbers near somebody, what wakes a phone; reading: alerts, digests, trends."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OUTCOMES = ("reached", "referred", "no-contact", "seen")
MOMENTS = ("undelivered_at", "rung_at", "outcome_due_at", "outcome_reminded_at", "returned_at")


def upgrade() -> None:
    """Add the columns and make the tables."""
    for name in MOMENTS:
        op.add_column("call_asked", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("call_asking", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "call_raised",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call_asked.id"], name=op.f("fk_call_raised_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_raised_person_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_call_raised")),
    )
    op.create_index(op.f("ix_call_raised_person_id"), "call_raised", ["person_id"], unique=False)
    op.create_table(
        "call_numbers",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("second_name", sa.LargeBinary(), nullable=True),
        sa.Column("second_phone", sa.LargeBinary(), nullable=True),
        sa.Column("dispatch_phone", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_numbers_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_call_numbers")),
    )
    op.create_table(
        "call_pager",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_pager_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_call_pager")),
    )
    op.create_table(
        "call_test",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phone_rang", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_test_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_test")),
    )
    op.create_index(op.f("ix_call_test_person_id"), "call_test", ["person_id"], unique=False)
    _reports()


def _reports() -> None:
    op.create_table(
        "report_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("level", _one_of("watch", "urgent", name="alert_level"), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("outcome", _one_of(*OUTCOMES, name="alert_outcome"), nullable=True),
        sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_report_alert_incident_id")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["checkin_occurrence.id"], name=op.f("fk_report_alert_occurrence_id")
        ),
        sa.ForeignKeyConstraint(["outcome_by"], ["person.id"], name=op.f("fk_report_alert_outcome_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_alert_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_alert")),
        sa.UniqueConstraint("occurrence_id", name=op.f("uq_report_alert_occurrence_id")),
    )
    op.create_index(op.f("ix_report_alert_incident_id"), "report_alert", ["incident_id"], unique=False)
    op.create_table(
        "report_alert_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("outcome", _one_of(*OUTCOMES, name="alert_outcome"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["report_alert.id"], name=op.f("fk_report_alert_outcome_alert_id")),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_report_alert_outcome_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_alert_outcome")),
    )
    op.create_index(op.f("ix_report_alert_outcome_alert_id"), "report_alert_outcome", ["alert_id"], unique=False)
    op.create_table(
        "report_digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_report_digest_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_digest")),
        sa.UniqueConstraint("incident_id", "day", name=op.f("uq_report_digest_incident_id")),
    )
    op.create_table(
        "report_trend_shown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_report_trend_shown_incident_id")),
        sa.ForeignKeyConstraint(["of_id"], ["person.id"], name=op.f("fk_report_trend_shown_of_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_report_trend_shown_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_trend_shown")),
    )
    op.create_index(op.f("ix_report_trend_shown_incident_id"), "report_trend_shown", ["incident_id"], unique=False)


def _one_of(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    """Drop them."""
    for name in ("report_trend_shown", "report_digest", "report_alert_outcome", "report_alert"):
        op.drop_table(name)
    op.drop_table("call_test")
    op.drop_table("call_pager")
    op.drop_table("call_numbers")
    op.drop_table("call_raised")
    op.drop_column("call_asking", "taken_at")
    for name in MOMENTS:
        op.drop_column("call_asked", name)
