"""What check-ins do when something else becomes true: a leader hit or changed, a loss, a new reader."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.answers import readers
from mvai_slackbot.checkins.answers.readers import FULL_PARTS
from mvai_slackbot.checkins.facts import OfferAnswered, ReaderJoined
from mvai_slackbot.checkins.models import OfferState, Plan, PlanState
from mvai_slackbot.checkins.plans import calling, seconding, settling
from mvai_slackbot.checkins.plans.holding import led_before
from mvai_slackbot.checkins.plans.models import WhyCalled
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import OwnerChanged, PartEnded, PartTaken
from mvai_slackbot.incidents.facts_calendar import HardDaySet, LeaderSpared, is_loss
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.smes.facts import OfferAccepted
from mvai_slackbot.work import Fact, Work


def follow(work: Work, fact: Fact) -> None:
    """Take notice of what became true elsewhere."""
    match fact:
        case LeaderSpared():
            calling.spare(work, fact.incident, fact.person, WhyCalled.REST)
        case HardDaySet() if is_loss(fact.hard_day.kind):
            calling.after_loss(work, fact.incident)
        case OfferAnswered() if fact.offer.state is OfferState.YES and fact.offer.second_of is None:
            settling.look_at_rest(work, fact.incident, fact.person)
            calling.before_first_form(work, fact.incident, fact.person)
            _end_former(work, fact.incident, fact.person)
        case PartEnded(part=Part.LEADER, wrong=False):
            _pause(work, fact.incident, fact.person)
        case PartTaken(part=Part.LEADER, relieved_at=datetime() as paused):
            _go_on(work, fact.incident, fact.person, paused)
        case PartTaken(part=Part.LEADER):
            _ask_successor(work, fact.incident, fact.person)
        case OfferAccepted():
            _reader(work, fact.incident, fact.person)
        case OwnerChanged():
            _reader(work, fact.incident, fact.owner)


def _pause(work: Work, incident: Incident, person: Person) -> None:
    # Whoever leads no more is asked nothing more; what they answered stays theirs.
    for one in _with_second(work.session, incident, person):
        if one.state is PlanState.ACTIVE:
            service.set_state(work, service.get_plan(work, one.id), PlanState.PAUSED)


def _with_second(session: Session, incident: Incident, person: Person) -> list[Plan]:
    plan = service.find_plan(session, incident.id, person.id)
    return [plan, *seconding.list_second(session, plan.id)] if plan is not None else []


def _go_on(work: Work, incident: Incident, person: Person, paused: datetime) -> None:
    """Let go on what a mistake paused in that moment; what they paused themselves rests, and a call still comes first."""
    for one in _with_second(work.session, incident, person):
        if one.state is PlanState.PAUSED and one.since == paused:
            with suppress(Refused):
                service.set_state(work, service.get_plan(work, one.id), PlanState.ACTIVE)


def _former(session: Session, incident: Incident, person: Person) -> list[Plan]:
    plans = [one for one in service.list_plans(session, incident.id) if one.state in service.LIVE]
    return [
        one
        for one in plans
        if one.person_id != person.id and one.second_of is None and led_before(session, incident.id, one.person_id)
    ]


def _ask_successor(work: Work, incident: Incident, person: Person) -> None:
    """Ask whoever leads now whether they want what the former leader had; nothing of it begins by itself."""
    if work.actor.person_id is not None and _former(work.session, incident, person):
        # Somebody without an account, or asked already, is not asked again: staff see it in the status.
        with suppress(Refused):
            service.offer(work, incident, person)


def _end_former(work: Work, incident: Incident, person: Person) -> None:
    for plan in _former(work.session, incident, person):
        service.set_state(work, service.get_plan(work, plan.id), PlanState.STOPPED)


def _reader(work: Work, incident: Incident, person: Person) -> None:
    """Tell the plans' people that somebody reads along who was not named to them before."""
    if not people.parts_of(work.session, incident.id, person.id) & FULL_PARTS:
        return
    for plan in service.list_plans(work.session, incident.id):
        if plan.person_id == person.id or readers.is_told(work, incident, plan.id, person.id):
            continue
        # On record as told only once the word stands there: until then, earlier answers stay closed.
        work.record(ReaderJoined(incident, plan, person))
