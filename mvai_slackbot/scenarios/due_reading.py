"""What is due of reading: alerts that are told or come again, and trends on their day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins.models import PlanState
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.service import list_plans, zero_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.service import get_person
from mvai_slackbot.reports import digest, reminding
from mvai_slackbot.reports.alerts import list_told
from mvai_slackbot.reports.models import Alert, Digest
from mvai_slackbot.simulator.due import Due
from mvai_slackbot.work import Work


def alerts(work: Work) -> Iterator[Due]:
    """When an answer that asks for a look is told; and when somebody is asked what came of all that wait for a word."""
    for alert in work.session.scalars(select(Alert).where(Alert.outcome.is_(None), Alert.told_at.is_(None))):
        incident = get_incident(work.session, alert.incident_id)
        names = ", ".join(one.name.reveal() for one in list_told(work, incident, alert))
        yield Due(alert.due_at, "An answer needs a look: told", f"{names} · {incident.number}")
    for person_id, waiting in reminding.by_person(work).items():
        person = get_person(work.session, person_id)
        at = reminding.next_at(work, person, waiting)
        yield Due(
            at, "How it went with answers: asked again", f"{person.name.reveal()} · {len(waiting)} in one message"
        )


def digests(work: Work) -> Iterator[Due]:
    """When trends are brought to those who read answers in full."""
    for incident_id in digest.list_plans(work):
        incident = get_incident(work.session, incident_id)
        at = None if is_hidden(work.session, incident.id) else _next_digest(work, incident)
        if at is not None:
            names = ", ".join(one.name.reveal() for one in digest.list_readers(work, incident))
            yield Due(at, "How answers went: brought", f"{names} · {incident.number}")


def _next_digest(work: Work, incident: Incident) -> datetime | None:
    zone = ZoneInfo(incident.timezone or "UTC")
    today = times.local_date(work.now, zone)
    zero = zero_of(incident)
    for later in range(digest.WEEKLY_UNTIL):
        day = today + timedelta(days=later)
        done = select(Digest.id).where(Digest.incident_id == incident.id, Digest.day == day)
        if not digest.is_day((day - zero).days) or work.session.scalar(done) is not None:
            continue
        at = times.at_local(day, digest.NOON, zone)
        if digest.has_news(work, incident, day) or _asked_before(work, incident, at):
            return at
    return None


def _asked_before(work: Work, incident: Incident, at: datetime) -> bool:
    for plan in list_plans(work.session, incident.id):
        if plan.state is PlanState.ACTIVE:
            comes = calendars.next_at(work.session, plan, incident, get_person(work.session, plan.person_id), work.now)
            if comes is not None and comes <= at:
                return True
    return False
