"""Close an incident and open it again; the channel is archived seven days later."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import ArchiveDue, IncidentClosed, IncidentReopened
from mvai_slackbot.incidents.models import Incident, Outcome, Status
from mvai_slackbot.incidents.service import hold
from mvai_slackbot.outbox.holding import let_stand
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Work

# A bot cannot unarchive a channel, so there is a week in which reopening needs no hand.
ARCHIVE_AFTER = timedelta(days=7)
LED = (Part.LEADER, Part.DEPUTY, Part.CONTACT)
# An incident that was none, or that goes on as another, has no end that anybody is thanked for.
NO_END = (Outcome.BY_MISTAKE, Outcome.SAME_AS)


def check_open(incident: Incident) -> None:
    """Raise `Refused` when the incident is closed."""
    if incident.status is Status.CLOSED:
        raise Refused(
            f"{incident.mark}{incident.number} is closed. Type `/mvai-incident reopen {incident.number}` to open it again."
        )


def close_incident(
    work: Work, incident: Incident, outcome: Outcome, *, checkins_go_on: bool, same_as: str = ""
) -> None:
    """Close: what else ends follows from the fact."""
    hold(work, incident)
    check_open(incident)
    incident.status, incident.outcome, incident.same_as = Status.CLOSED, outcome, same_as
    incident.closed_at, incident.archive_after = work.now, work.now + ARCHIVE_AFTER
    work.record(IncidentClosed(incident, outcome, checkins_go_on))


def tells(work: Work, incident: Incident, outcome: Outcome) -> bool:
    """Whether the end is told to people one by one: of a locked incident nothing goes out, and a drill is always over."""
    return not is_hidden(work.session, incident.id) and (incident.drill or outcome not in NO_END)


def list_told(work: Work, incident: Incident, asked: Sequence[Person]) -> list[Person]:
    """Return who led, stood beside the leader, spoke for the agency, or had check-ins (`asked`); in a drill also who helped.

    Each once, and nobody whom no direct message reaches.
    """
    parts = tuple(part for part in Part if part is not Part.OWNER) if incident.drill else LED
    found = [one for part in parts for one in people.list_in_part(work.session, incident.id, part)]
    return list({one.id: one for one in (*found, *asked) if one.user_id and not one.deactivated}.values())


def reopen_incident(work: Work, incident: Incident) -> None:
    """Open again."""
    hold(work, incident)
    if incident.status is Status.OPEN:
        raise Refused(f"{incident.mark}{incident.number} is open. Nothing was changed.")
    incident.status, incident.outcome, incident.closed_at, incident.archive_after = Status.OPEN, None, None, None
    # What was to archive it and has not happened must not happen now: a bot cannot take that back.
    if incident.channel_id is not None:
        let_stand(work.session, incident.channel_id)
    work.record(IncidentReopened(incident))


def archive_due(work: Work) -> None:
    """Record closed incidents whose week is over, once each."""
    due = select(Incident).where(Incident.archive_after <= work.now, Incident.archived.is_(False))
    # One that is being opened again in this instant is not due any more.
    for incident in work.session.scalars(due.with_for_update(key_share=True, skip_locked=True)):
        incident.archive_after = None
        work.record(ArchiveDue(incident))
