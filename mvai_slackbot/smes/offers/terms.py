"""What belongs to an offer and to the assignment it becomes: role, dates, and the time to answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes.models import Assignment, Sme, State
from mvai_slackbot.smes.offers import daytime, policy
from mvai_slackbot.smes.offers.models import AssignmentTerms, Role
from mvai_slackbot.work import Work


@dataclass(frozen=True)
class Agreed:
    """What staff say with an offer."""

    role: Role = Role.HELPER
    starts_on: date | None = None
    ends_on: date | None = None
    list_id: int | None = None
    replaces_id: int | None = None
    # Who asks, when it is not the actor: the next on a list is asked in the name of who made it.
    asker_id: int | None = None
    # What staff looked for; it counts where the request names no area itself.
    areas: tuple[str, ...] = ()


PLAIN = Agreed()


def find_terms(session: Session, assignment_id: int) -> AssignmentTerms | None:
    """Return what belongs to an offer; None for one that is older than this record."""
    return session.get(AssignmentTerms, assignment_id)


def terms_of(session: Session, assignment: Assignment) -> AssignmentTerms:
    """Return what belongs to an offer, written down now where it was not yet."""
    found = find_terms(session, assignment.id)
    if found is None:
        found = AssignmentTerms(assignment_id=assignment.id)
        session.add(found)
        session.flush()
    return found


def zone_of(sme: Sme, person: Person, incident: Incident) -> ZoneInfo:
    """Return the zone somebody lives in: as the roster says, as Slack says, else the community's."""
    return ZoneInfo(sme.timezone or person.timezone or incident.timezone or "UTC")


def agree(
    work: Work, assignment: Assignment, request: AssistanceRequest, agreed: Agreed, zone: ZoneInfo
) -> AssignmentTerms:
    """Write down what belongs to a new offer, with its time to answer."""
    terms = terms_of(work.session, assignment)
    terms.role, terms.list_id, terms.replaces_id = agreed.role, agreed.list_id, agreed.replaces_id
    terms.starts_on, terms.ends_on = agreed.starts_on, agreed.ends_on
    set_deadline(work, terms, request, zone)
    return terms


def set_deadline(work: Work, terms: AssignmentTerms, request: AssistanceRequest, zone: ZoneInfo) -> None:
    """Give the whole time to answer, from now."""
    entry = policy.offers().of(request.urgency)
    terms.remind_at = due(work.now, entry.reminder_minutes, entry, zone)
    terms.answer_by = due(work.now, entry.answer_minutes, entry, zone)
    terms.reminded_at = None


def due(start: datetime, minutes: int, entry: policy.Answering, zone: ZoneInfo) -> datetime:
    """Return when so many minutes have passed for somebody: in their own daytime, unless it is urgent."""
    length = timedelta(minutes=minutes)
    return daytime.after(start, length, zone, policy.offers().daytime) if entry.daytime else start + length


def is_late(session: Session, assignment: Assignment) -> bool:
    """Whether nobody answered in time, and nothing else has ended it since."""
    terms = find_terms(session, assignment.id)
    return assignment.state is State.ENDED and terms is not None and terms.expired_at is not None


def role_of(session: Session, assignment: Assignment) -> Role:
    """Return as what somebody helps."""
    terms = find_terms(session, assignment.id)
    return terms.role if terms is not None else Role.HELPER
