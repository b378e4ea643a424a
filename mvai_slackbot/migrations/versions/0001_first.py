"""The tables of the first version."""

from collections.abc import Sequence

from alembic import op

from mvai_slackbot.migrations.first import calls, checkins, incidents, numbers, outbox, people, privacy, requests, smes

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# In this order a table comes after those it points at.
TABLES = (
    numbers.counter,
    outbox.outbox_answer,
    outbox.outbox_entry,
    outbox.outbox_receipt,
    people.person,
    people.absence,
    calls.call_typed_answer,
    incidents.incident,
    people.on_call,
    people.person_earlier,
    people.role_held,
    smes.sme,
    requests.assistance_request,
    calls.call_asked,
    incidents.channel_visit,
    checkins.checkin_offer,
    privacy.export_log,
    people.hidden_incident,
    incidents.incident_earlier_words,
    people.part_held,
    smes.sme_earlier,
    incidents.timeline_entry,
    incidents.wrong_eyes,
    smes.assignment,
    calls.call_asking,
    calls.call_outcome_said,
    checkins.checkin_plan,
    requests.request_decision,
    requests.request_earlier_words,
    smes.assignment_note,
    checkins.checkin_delegation,
    checkins.checkin_prompt,
    checkins.checkin_occurrence,
    checkins.checkin_answer,
    checkins.checkin_answer_read,
)


def upgrade() -> None:
    """Make the tables."""
    for make in TABLES:
        make()


def downgrade() -> None:
    """Drop the tables."""
    for make in reversed(TABLES):
        op.drop_table(make.__name__)
