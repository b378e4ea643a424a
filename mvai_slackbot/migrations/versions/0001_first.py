"""The tables of the first version."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add what this version needs."""
    op.create_table(
        "counter",
        sa.Column("series", sa.String(length=100), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    op.create_table(
        "outbox_answer",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outbox_answer")),
    )
    with op.batch_alter_table("outbox_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_answer_at"), ["at"], unique=False)

    op.create_table(
        "outbox_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("lane", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("step", sa.String(length=100), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "leased", "done", "dead", name="state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_entry")),
    )
    with op.batch_alter_table("outbox_entry", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_entry_open", ["state", "lane", "id"], unique=False)
        batch_op.create_index("ix_outbox_entry_subject", ["subject"], unique=False)

    op.create_table(
        "outbox_receipt",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("ts", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outbox_receipt")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=40), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("rank", sa.LargeBinary(), nullable=True),
        sa.Column("agency", sa.LargeBinary(), nullable=True),
        sa.Column("email", sa.LargeBinary(), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("prefers", sa.String(length=20), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("guest", sa.Boolean(), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("deactivated", sa.Boolean(), nullable=False),
        sa.Column("profile_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("team_id", "user_id", name=op.f("uq_person_team_id")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)

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
        sa.Column("watch_reason", sa.String(length=100), nullable=False),
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
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index("ix_incident_channel", ["channel_id"], unique=False)

    op.create_table(
        "on_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "rank",
            sa.Enum("first", "second", name="rank", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_on_call_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_on_call")),
    )
    with op.batch_alter_table("on_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_on_call_team_id"), ["team_id"], unique=False)

    op.create_table(
        "role_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "coordinator",
                "iacp-reviewer",
                "bja-reviewer",
                "auditor",
                "sme",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_role_held_ended_by")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_role_held_given_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_held_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_held")),
    )
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.create_index("ix_role_held_person", ["person_id", "role"], unique=False)

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
    with op.batch_alter_table("channel_visit", schema=None) as batch_op:
        batch_op.create_index("ix_channel_visit_incident", ["incident_id", "user_id"], unique=False)

    op.create_table(
        "hidden_incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_by", sa.Integer(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hidden_by"], ["person.id"], name=op.f("fk_hidden_incident_hidden_by")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_hidden_incident_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden_incident")),
    )
    with op.batch_alter_table("hidden_incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hidden_incident_incident_id"), ["incident_id"], unique=False)

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
    with op.batch_alter_table("incident_earlier_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_earlier_words_incident_id"), ["incident_id"], unique=False)

    op.create_table(
        "part_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "owner",
                "leader",
                "deputy",
                "contact",
                "sme",
                "sme_lead",
                "mental_health_sme",
                "delegate",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_part_held_incident_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_part_held_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_held")),
    )
    with op.batch_alter_table("part_held", schema=None) as batch_op:
        batch_op.create_index("ix_part_held_incident", ["incident_id", "part"], unique=False)
        batch_op.create_index("ix_part_held_person", ["person_id"], unique=False)

    op.create_table(
        "timeline_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_timeline_entry_actor_id")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_timeline_entry_incident_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_entry")),
    )
    with op.batch_alter_table("timeline_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_timeline_entry_incident_id"), ["incident_id"], unique=False)

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
    with op.batch_alter_table("wrong_eyes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wrong_eyes_incident_id"), ["incident_id"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("wrong_eyes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wrong_eyes_incident_id"))

    op.drop_table("wrong_eyes")
    with op.batch_alter_table("timeline_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timeline_entry_incident_id"))

    op.drop_table("timeline_entry")
    with op.batch_alter_table("part_held", schema=None) as batch_op:
        batch_op.drop_index("ix_part_held_person")
        batch_op.drop_index("ix_part_held_incident")

    op.drop_table("part_held")
    with op.batch_alter_table("incident_earlier_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_earlier_words_incident_id"))

    op.drop_table("incident_earlier_words")
    with op.batch_alter_table("hidden_incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hidden_incident_incident_id"))

    op.drop_table("hidden_incident")
    with op.batch_alter_table("channel_visit", schema=None) as batch_op:
        batch_op.drop_index("ix_channel_visit_incident")

    op.drop_table("channel_visit")
    with op.batch_alter_table("role_held", schema=None) as batch_op:
        batch_op.drop_index("ix_role_held_person")

    op.drop_table("role_held")
    with op.batch_alter_table("on_call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_on_call_team_id"))

    op.drop_table("on_call")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index("ix_incident_channel")

    op.drop_table("incident")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_person_id"))

    op.drop_table("absence")
    op.drop_table("person")
    op.drop_table("outbox_receipt")
    with op.batch_alter_table("outbox_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_entry_subject")
        batch_op.drop_index("ix_outbox_entry_open")

    op.drop_table("outbox_entry")
    with op.batch_alter_table("outbox_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_answer_at"))

    op.drop_table("outbox_answer")
    op.drop_table("counter")
