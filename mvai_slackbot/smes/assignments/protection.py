"""How helpers are protected: what they carry is counted, caps and rest hold, one calm message afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.clock import date_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments.facts import CareAnswered, CareDue, HandedOver
from mvai_slackbot.smes.assignments.models import HelperRest
from mvai_slackbot.smes.models import Assignment, Mode, Sme, State
from mvai_slackbot.smes.offers import daytime, policy
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Fact, Work

YEAR = timedelta(days=365)
# After a message that could not be sent for so long it says nothing any more: the bot was down.
STALE = timedelta(days=7)


@dataclass(frozen=True)
class Exposure:
    """What somebody carries besides one incident: communities now, communities in a year, until when they rest."""

    now: int
    year: int
    rest_until: datetime | None


def exposure_of(work: Work, person_id: int, besides: int | None = None) -> Exposure:
    """Count what somebody carries, drills and the incident `besides` left out."""
    real = (
        select(func.count(func.distinct(Assignment.incident_id)))
        .join(Incident, Incident.id == Assignment.incident_id)
        .where(Assignment.person_id == person_id, Incident.drill.is_(False), Assignment.incident_id != (besides or 0))
    )
    current = work.session.scalar(real.where(Assignment.state == State.ACCEPTED)) or 0
    taken = Assignment.answered_at > work.now - YEAR
    # Only what was accepted counts: a no, an offer without an answer, one that was taken back burden nobody.
    helped = Assignment.state.in_((State.ACCEPTED, State.DONE, State.HANDED_OVER, State.STEPPED_BACK))
    year = work.session.scalar(real.where(taken, helped)) or 0
    return Exposure(current, year, resting_until(work.session, person_id, work.now, besides))


def resting_until(session: Session, person_id: int, now: datetime, besides: int | None = None) -> datetime | None:
    """Return until when somebody rests from other communities, None when they do not."""
    rows = select(func.max(HelperRest.rest_until)).where(
        HelperRest.person_id == person_id, HelperRest.incident_id != (besides or 0)
    )
    latest = session.scalar(rows)
    return latest if latest is not None and latest > now else None


def hard_words(exposure: Exposure, name: str) -> str | None:
    """Return why somebody cannot be asked at all, None when they can."""
    most = policy.helpers().caps.hard_incidents
    if exposure.now < most:
        return None
    return (
        f"{name} helps {exposure.now} communities now, and {most} is the most the program asks of anybody. "
        "Choose somebody else: press “Find help” on the incident's card."
    )


def soft_words(exposure: Exposure, name: str) -> list[str]:
    """Return what speaks against asking somebody, each in a sentence."""
    caps, words = policy.helpers().caps, []
    if exposure.now >= caps.soft_incidents:
        words.append(f"{name} helps {exposure.now} communities now.")
    if exposure.year >= caps.soft_year:
        words.append(f"{name} has helped {exposure.year} communities in twelve months.")
    if exposure.rest_until is not None:
        words.append(f"{name} rests until {date_words(exposure.rest_until.date())}.")
    return words


def is_full(work: Work, sme: Sme) -> bool:
    """Whether somebody has as many assignments as they take."""
    return service.count_current(work.session, sme.person_id) >= sme.most


def check_free(work: Work, assignment: Assignment, incident: Incident, sme: Sme) -> None:
    """Raise `Refused`, in words for the SME, when they should not take one more."""
    if not sme.active:
        raise Refused(
            "You are resting from the roster now, so this is not for you to take. Nothing is asked of you. If that is not "
            "as you want it, please write to the coordinator who asked you."
        )
    if not assignment.anyway and is_full(work, sme):
        raise Refused(
            f"You have {sme.most} of {sme.most} assignments now, the number you chose. That limit is there for you. If you "
            "want to take this one as well, please write to the coordinator who asked you: they can lift it."
        )
    exposure = exposure_of(work, sme.person_id, besides=incident.id)
    if not incident.drill and hard_words(exposure, "") is not None:
        raise Refused(
            f"You help {exposure.now} communities now, and that is the most the program asks of anybody. The limit "
            "protects you, and the coordinator who asked you will find somebody else. Thank you for being ready."
        )


def follow(work: Work, fact: Fact) -> None:
    """Read when somebody's help in a community ends, and when it begins again."""
    if isinstance(fact, facts.OfferAccepted):
        _begins_again(work, fact.assignment)
        return
    ended = isinstance(fact, facts.AssignmentEnded) and fact.answered and fact.because != facts.ACCOUNT
    if ended or isinstance(fact, facts.AssignmentDone | facts.SteppedBack | HandedOver):
        assert isinstance(fact, facts.AssignmentFact)
        _ends(work, fact.assignment, fact.incident, fact.person)


def _find(session: Session, person_id: int, incident_id: int) -> HelperRest | None:
    return session.scalar(
        select(HelperRest).where(HelperRest.person_id == person_id, HelperRest.incident_id == incident_id)
    )


def _begins_again(work: Work, assignment: Assignment) -> None:
    known = _find(work.session, assignment.person_id, assignment.incident_id)
    if known is not None:
        known.ask_at, known.rest_until = None, work.now


def _ends(work: Work, assignment: Assignment, incident: Incident, person: Person) -> None:
    current = service.list_of_person(work.session, person.id, State.ACCEPTED)
    if incident.drill or any(one.incident_id == incident.id for one in current):
        return
    rules = policy.helpers()
    days = rules.rest.in_person_days if _was_there(work, person, incident) else rules.rest.virtual_days
    sme = roster.find_sme(work.session, person.id)
    # Whoever wants to rest longer than the program asks has said so on the roster.
    days = max(days, sme.rest_days if sme is not None else 0)
    zone = people.zone_of(person, incident.timezone)
    ask_at = daytime.waking(work.now + timedelta(days=rules.care.days_after), zone, policy.offers().daytime)
    known = _find(work.session, person.id, incident.id)
    if known is None:
        known = HelperRest(
            person_id=person.id, incident_id=incident.id, ended_at=work.now, rest_until=work.now, ask_at=ask_at
        )
        work.session.add(known)
    elif known.ask_at is None and known.asked_at is None:
        known.ask_at = ask_at
    known.ended_at, known.rest_until = work.now, work.now + timedelta(days=days)


def _was_there(work: Work, person: Person, incident: Incident) -> bool:
    of_theirs = service.list_assignments(work.session, incident.id)
    return any(
        one.person_id == person.id and one.mode is Mode.IN_PERSON and one.answered_at is not None
        for one in of_theirs
        if one.state is not State.DECLINED
    )


def list_due(work: Work) -> Sequence[int]:
    """Return the rests whose calm message is due."""
    due = select(HelperRest.id).where(HelperRest.ask_at <= work.now, HelperRest.asked_at.is_(None))
    return work.session.scalars(due.order_by(HelperRest.id)).all()


def look_at(work: Work, rest_id: int) -> None:
    """Send one, in the helper's own daytime; one that is a week late is left out."""
    rest = work.session.get_one(HelperRest, rest_id, with_for_update=True, populate_existing=True)
    person = people.get_person(work.session, rest.person_id)
    sme = roster.find_sme(work.session, person.id)
    zone = people.zone_of(person, sme.timezone if sme is not None else "")
    if rest.ask_at is None or rest.asked_at is not None:
        return
    if person.deactivated or work.now - rest.ask_at > STALE:
        rest.ask_at = None
    elif daytime.is_day(work.now, zone, policy.offers().daytime):
        rest.asked_at = work.now
        work.record(CareDue(rest, person))


def answer(work: Work, rest: HelperRest, *, longer: bool) -> HelperRest:
    """Take what the helper pressed; what it was is not kept, but a longer rest is."""
    person = people.get_person(work.session, rest.person_id)
    rest.answered_at = work.now
    if longer:
        days = policy.helpers().rest.longer_days
        rest.rest_until = max(rest.rest_until, work.now) + timedelta(days=days)
    work.record(CareAnswered(rest, person, longer))
    return rest
