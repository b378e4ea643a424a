"""A second view: somebody whom the leader asks to answer as well, about one subject; at most two views a subject."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.facts import SecondViewAsked
from mvai_slackbot.checkins.models import About, AnswersAs, Offer, Plan, PlanState
from mvai_slackbot.checkins.plans import delegating
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.access import May, may
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work


def list_second(session: Session, plan_id: int) -> list[Plan]:
    """Return the second views beside a plan that are asked, or rest."""
    rows = select(Plan).where(Plan.second_of == plan_id, Plan.state.in_(service.LIVE))
    return list(session.scalars(rows.order_by(Plan.id)))


def list_asked(session: Session, plan_id: int) -> list[Offer]:
    """Return those who were asked for a second view and have not answered."""
    rows = select(Offer).where(Offer.second_of == plan_id, Offer.state.in_(service.WAITING))
    return list(session.scalars(rows.order_by(Offer.id)))


def ask(work: Work, plan: Plan, person: Person, about: About, answers_as: AnswersAs | None = None) -> Offer:
    """Ask somebody for a second view; nothing is asked of them before a yes."""
    delegating.check_may_ask(work, plan)
    name = person.name.reveal()
    if plan.second_of is not None:
        raise Refused("This is a second view itself.")
    if not person.user_id or person.deactivated:
        raise Refused("That person cannot be reached in Slack. Please choose somebody else.")
    answerer = prompts.answerer_for(work, plan, about)
    if person.id == plan.person_id or (answerer is not None and answerer.id == person.id):
        raise Refused(f"{name} answers about this already. A second view comes from somebody else.")
    given = [one.subject for one in list_second(work.session, plan.id)]
    asked = [one.subject for one in list_asked(work.session, plan.id)]
    if about in [*given, *asked]:
        raise Refused("There is a second view about this already, or somebody was asked. Two are the most.")
    made = Offer(
        incident_id=plan.incident_id, person_id=person.id, offered_by=plan.person_id, offered_at=work.now,
        second_of=plan.id, subject=about, answers_as=answers_as,
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    work.record(SecondViewAsked(get_incident(work.session, plan.incident_id), made, person))
    return made


def end(work: Work, plan_id: int) -> Plan:
    """End a second view: the leader who asked for it, whoever gives it, or staff."""
    plan = service.get_plan(work, plan_id)
    first = work.session.get(Plan, plan.second_of) if plan.second_of is not None else None
    own = work.actor.person_id in (plan.person_id, first.person_id if first is not None else None)
    if not own and not may(work.session, work.actor.person_id, May.STAFF, plan.incident_id):
        raise Refused(service.NOT_YOURS)
    if first is None:
        raise Refused("That is no second view.")
    if plan.state is not PlanState.STOPPED:
        service.set_state(work, plan, PlanState.STOPPED)
    return first
