"""Close an incident and open it again; the channel is archived seven days later."""

from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import ArchiveDue, IncidentClosed, IncidentReopened
from mvai_slackbot.incidents.models import Incident, Outcome, Status
from mvai_slackbot.incidents.service import hold
from mvai_slackbot.outbox.holding import let_stand
from mvai_slackbot.work import Work

# A bot cannot unarchive a channel, so there is a week in which reopening needs no hand.
ARCHIVE_AFTER = timedelta(days=7)


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
