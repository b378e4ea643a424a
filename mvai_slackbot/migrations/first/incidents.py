"""The tables of incidents, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def incident() -> None:
    """Make the table incident."""
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("description", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum("open", "closed", name="status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "completed",
                "withdrawn",
                "referred",
                "not-this-kind",
                "opened-by-mistake",
                "same-as",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("same_as", sa.String(length=40), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archive_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel_id", sa.String(length=40), nullable=True),
        sa.Column("channel_name", sa.String(length=100), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column(
            "watch",
            sa.Enum("private", "alarmed", name="watch", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("watch_reason", sa.String(length=1000), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_url", sa.LargeBinary(), nullable=True),
        sa.Column("told_waiting", sa.Boolean(), nullable=False),
        sa.Column("agency", sa.LargeBinary(), nullable=True),
        sa.Column("agency_type", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("sworn_band", sa.String(length=20), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=True),
        sa.Column("occurred_time", sa.String(length=5), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("place_type", sa.String(length=30), nullable=False),
        sa.Column("situation", sa.String(length=20), nullable=False),
        sa.Column("released_counts", sa.LargeBinary(), nullable=True),
        sa.Column("responders_affected", sa.String(length=10), nullable=False),
        sa.Column("lead_agency", sa.LargeBinary(), nullable=True),
        sa.Column("partners", sa.JSON(), nullable=False),
        sa.Column("considerations", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_incident_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("number", name=op.f("uq_incident_number")),
        sa.UniqueConstraint("team_id", "drill", "year", "serial", name=op.f("uq_incident_team_id")),
    )
    op.create_index("ix_incident_channel", "incident", ["channel_id"], unique=False)


def channel_visit() -> None:
    """Make the table channel_visit."""
    op.create_table(
        "channel_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_channel_visit_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_visit")),
    )
    op.create_index("ix_channel_visit_incident", "channel_visit", ["incident_id", "user_id"], unique=False)


def incident_earlier_words() -> None:
    """Make the table incident_earlier_words."""
    op.create_table(
        "incident_earlier_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_incident_earlier_words_changed_by")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_earlier_words_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_earlier_words")),
    )
    op.create_index(
        op.f("ix_incident_earlier_words_incident_id"), "incident_earlier_words", ["incident_id"], unique=False
    )


def timeline_entry() -> None:
    """Make the table timeline_entry."""
    op.create_table(
        "timeline_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("staff_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_timeline_entry_actor_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_timeline_entry_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_entry")),
    )
    op.create_index(op.f("ix_timeline_entry_incident_id"), "timeline_entry", ["incident_id"], unique=False)


def wrong_eyes() -> None:
    """Make the table wrong_eyes."""
    op.create_table(
        "wrong_eyes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("seen_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_wrong_eyes_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wrong_eyes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_eyes")),
    )
    op.create_index(op.f("ix_wrong_eyes_incident_id"), "wrong_eyes", ["incident_id"], unique=False)
