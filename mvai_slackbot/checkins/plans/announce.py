"""What Slack is told of plans and what stands around them: direct messages only."""

from collections.abc import Iterator

from mvai_slackbot.checkins import facts, service
from mvai_slackbot.checkins.announce import plan_post
from mvai_slackbot.checkins.answers import readers
from mvai_slackbot.checkins.models import Offer, Plan
from mvai_slackbot.checkins.plans import calling, views_around
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e, receipts
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()
# The name of a look at somebody's rest in the outbox.
REST = "checkin-rest"
# The name of a word on who reads along.
READER = "checkin-reader"


@announcers.of(facts.SecondViewAsked)
def _ask_second(work: Work, fact: facts.SecondViewAsked) -> Iterator[e.Effect]:
    leader = people.get_person(work.session, fact.offer.offered_by)
    words = views_around.second_asked(fact.offer, fact.incident, leader, readers.in_words(work, fact.incident))
    yield from tell(fact.person, words, key=fact.offer.key, subject=f"checkin-offer:{fact.offer.id}")


@announcers.of(facts.PlanEdited)
def _edited(work: Work, fact: facts.PlanEdited) -> Iterator[e.Effect]:
    yield from plan_post(work, fact.plan, fact.incident, fact.person)


@announcers.of(facts.RestUnknown)
def _look_at_rest(work: Work, fact: facts.RestUnknown) -> Iterator[e.Effect]:
    if fact.person.user_id:
        yield e.LookAtRest(person=fact.person.user_id, subject=f"{REST}:{fact.person.id}")


def _own_posts(work: Work, incident: Incident, person: Person) -> Iterator[tuple[Plan, Offer]]:
    for plan in service.list_plans(work.session, incident.id):
        if plan.person_id == person.id and plan.state in service.LIVE:
            yield plan, work.session.get_one(Offer, plan.offer_id)


@announcers.of(facts.CallNeeded)
def _please_call(work: Work, fact: facts.CallNeeded) -> Iterator[e.Effect]:
    for plan, offer in _own_posts(work, fact.incident, fact.person):
        yield from tell(fact.person, views_around.resting(plan, fact.incident), key=offer.key)
    callers = calling.list_callers(work, fact.incident)
    leads = people.list_in_part(work.session, fact.incident.id, Part.SME_LEAD)
    for caller in callers:
        words = views_around.please_call(fact.call, fact.incident, fact.person)
        yield from tell(caller, words, key=fact.call.key(caller.id))
    lead = any(one in leads for one in callers)
    deputy = _deputy(work, fact.incident, fact.person)
    for holder in holder_of(work, fact.incident):
        if lead or deputy is not None:
            yield from tell(holder, views_around.rests_for_staff(fact.incident, fact.person, deputy, lead=lead))


@announcers.of(facts.CallStillNeeded)
def _still_please_call(work: Work, fact: facts.CallStillNeeded) -> Iterator[e.Effect]:
    # A message of its own, below the first: one that only changes is read by nobody.
    callers = [*calling.list_callers(work, fact.incident), *holder_of(work, fact.incident)]
    for caller in {one.id: one for one in callers}.values():
        key = fact.call.key(caller.id)
        receipts.forget(work.session, [key])
        words = views_around.please_call(fact.call, fact.incident, fact.person, again=True)
        yield from tell(caller, words, key=key)


def _deputy(work: Work, incident: Incident, besides: Person) -> Person | None:
    found = people.list_in_part(work.session, incident.id, Part.DEPUTY)
    return next((one for one in found if one.id != besides.id and one.user_id and not one.deactivated), None)


@announcers.of(facts.CallMade)
def _was_called(work: Work, fact: facts.CallMade) -> Iterator[e.Effect]:
    by = people.get_person(work.session, fact.call.called_by) if fact.call.called_by is not None else None
    asked = [*calling.list_callers(work, fact.incident), *holder_of(work, fact.incident), *([by] if by else [])]
    asked = [one for one in asked if receipts.find(work.session, fact.call.key(one.id)) is not None]
    for caller in {one.id: one for one in asked}.values():
        words = views_around.was_called(fact.incident, fact.person, by)
        yield from tell(caller, words, key=fact.call.key(caller.id))
    for plan, _ in _own_posts(work, fact.incident, fact.person):
        yield from plan_post(work, plan, fact.incident, fact.person)


@announcers.of(facts.ReaderJoined)
def _reads_along(work: Work, fact: facts.ReaderJoined) -> Iterator[e.Effect]:
    person = people.get_person(work.session, fact.plan.person_id)
    words = views_around.reads_along(fact.plan, fact.incident, fact.reader)
    yield from tell(person, words, subject=f"{READER}:{fact.plan.id}-{fact.reader.id}")
