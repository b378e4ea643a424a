"""Who is told of links to the form: the person by e-mail, else whoever holds the incident, who passes it on."""

from collections.abc import Iterator

from sqlalchemy import select

from mvai_slackbot.checkins import facts, service
from mvai_slackbot.checkins.links import service as links, views as views_link
from mvai_slackbot.checkins.links.service import Way
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e, receipts
from mvai_slackbot.people import service as people
from mvai_slackbot.work import Announcers, Work


def key(prompt: Prompt, reader_id: int) -> str:
    """Return the key of the word to one member of staff."""
    return f"checkin-link-{prompt.id}-{reader_id}"


def build(way: Way) -> Announcers:
    """Return what is announced; `way` says how links reach people."""
    announcers = Announcers()

    @announcers.of(facts.LinkWanted)
    def _ask_staff(work: Work, fact: facts.LinkWanted) -> Iterator[e.Effect]:
        person = people.get_person(work.session, fact.prompt.person_id)
        words = views_link.wanted(
            fact.prompt, fact.incident, person, why=_why(fact.again), reachable=bool(way.public_url)
        )
        for holder in holder_of(work, fact.incident):
            named = key(fact.prompt, holder.id)
            # An expired link that is asked for again is a message of its own, once for each link.
            yield from tell(holder, words, key=f"{named}-{fact.again.id}" if fact.again is not None else named)

    announcers.of(facts.PromptChanged)(_not_needed)
    announcers.of(facts.PlanChanged)(_stopped)
    return announcers


def _why(again: FormLink | None) -> str:
    if again is None:
        return views_link.TIME_FOR_NEXT
    return views_link.WOULD_CHANGE if again.used_at is not None else views_link.HAD_EXPIRED


def _not_needed(work: Work, fact: facts.PromptChanged) -> Iterator[e.Effect]:
    if not people.get_person(work.session, fact.prompt.person_id).user_id:
        yield from _over(work, fact.incident, fact.prompt)


def _stopped(work: Work, fact: facts.PlanChanged) -> Iterator[e.Effect]:
    if not fact.person.user_id and fact.plan.state is PlanState.STOPPED:
        rows = select(Prompt).where(Prompt.plan_id == fact.plan.id).order_by(Prompt.id.desc()).limit(2)
        for prompt in work.session.scalars(rows).all():
            yield from _over(work, fact.incident, prompt)


def _over(work: Work, incident: Incident, prompt: Prompt) -> Iterator[e.Effect]:
    """Take the button away where nothing waits any more."""
    plan = work.session.get_one(Plan, prompt.plan_id)
    if plan.state in service.LIVE and links.list_open(work, prompt):
        return
    person = people.get_person(work.session, prompt.person_id)
    for holder in holder_of(work, incident):
        named = key(prompt, holder.id)
        if receipts.find(work.session, named) is not None:
            yield from tell(holder, views_link.not_needed(incident, person), key=named)
