"""What Slack is told of check-ins: direct messages only, nothing in any channel."""

from collections.abc import Iterator

from mvai_slackbot.calls.views import find_ask_button
from mvai_slackbot.checkins import content, facts, service, views
from mvai_slackbot.checkins.answers import helping, readers, service as answering, views as views_answer, views_help
from mvai_slackbot.checkins.models import DelegationState, Occurrence, Offer, OfferState, Plan, PlanState, Prompt
from mvai_slackbot.checkins.plans import calendars, views_around, views_delegating
from mvai_slackbot.checkins.plans.holding import find_waiting
from mvai_slackbot.checkins.prompts import outreach, service as prompts, views as views_prompt
from mvai_slackbot.incidents import service_calendar
from mvai_slackbot.incidents.facts import IncidentLocked, IncidentUnlocked
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.CheckinsOffered)
def _ask_first(work: Work, fact: facts.CheckinsOffered) -> Iterator[e.Effect]:
    by = people.get_person(work.session, fact.offer.offered_by)
    words = views.offer(fact.offer, fact.incident, by, readers.in_words(work, fact.incident))
    yield from tell(fact.person, words, key=fact.offer.key, subject=f"checkin-offer:{fact.offer.id}")


def plan_post(work: Work, plan: Plan, incident: Incident, person: Person) -> Iterator[e.Effect]:
    """Yield the plan as its person sees it, in the place of the question that began it."""
    offer = work.session.get_one(Offer, plan.offer_id)
    if offer.state is not OfferState.YES:
        return
    if plan.state is not PlanState.STOPPED and is_hidden(work.session, incident.id):
        yield from tell(person, views.plan_locked(plan, incident), key=offer.key)
        return
    if plan.state is PlanState.PAUSED and find_waiting(work.session, incident.id, person.id) is not None:
        yield from tell(person, views_around.resting(plan, incident), key=offer.key)
        return
    next_at = calendars.next_at(work.session, plan, incident, person, work.now)
    yield from tell(person, views.plan(plan, incident, next_at, find_ask_button(work, incident, person)), key=offer.key)


@announcers.of(facts.OfferAnswered)
def _show_outcome(work: Work, fact: facts.OfferAnswered) -> Iterator[e.Effect]:
    plan = service.plan_of_offer(work.session, fact.offer.id)
    if fact.offer.state is OfferState.YES and plan is not None:
        yield from plan_post(work, plan, fact.incident, fact.person)
    else:
        yield from tell(fact.person, views.offer_answered(fact.offer, fact.incident), key=fact.offer.key)
    asked_by = people.get_person(work.session, fact.offer.offered_by)
    words = views.offer_outcome if fact.offer.second_of is None else views_around.second_outcome
    yield from tell(asked_by, words(fact.offer, fact.incident, fact.person))


@announcers.of(facts.OfferTakenBack)
def _take_back(work: Work, fact: facts.OfferTakenBack) -> Iterator[e.Effect]:
    yield from tell(fact.person, views.offer_answered(fact.offer, fact.incident), key=fact.offer.key)


@announcers.of(facts.PlanChanged)
def _plan_changed(work: Work, fact: facts.PlanChanged) -> Iterator[e.Effect]:
    yield from plan_post(work, fact.plan, fact.incident, fact.person)
    shown = {one.id: one for one in prompts.list_unanswered_prompts(work.session, fact.plan.id)}
    mine = prompts.find_last(work.session, fact.plan.id, fact.plan.person_id)
    for last in (prompts.last_prompt(work.session, fact.plan.id), work.session.get(Prompt, mine) if mine else None):
        shown |= {last.id: last} if last is not None else {}
    for prompt in shown.values():
        yield from _prompt_post(work, prompt, fact.plan, fact.incident)
    if fact.plan.state is PlanState.STOPPED and fact.plan.set_by == fact.plan.person_id:
        for holder in holder_of(work, fact.incident):
            yield from tell(holder, views.plan_stopped(fact.plan, fact.incident, fact.person))


@announcers.of(IncidentLocked, IncidentUnlocked)
def _show_lock(work: Work, fact: IncidentLocked | IncidentUnlocked) -> Iterator[e.Effect]:
    # Nothing new goes out: what stands with each of them says no next time that does not come.
    for plan in service.list_plans(work.session, fact.incident.id):
        if plan.state in service.LIVE:
            yield from plan_post(work, plan, fact.incident, people.get_person(work.session, plan.person_id))


@announcers.of(facts.StartedAgain)
def _started_again(work: Work, fact: facts.StartedAgain) -> Iterator[e.Effect]:
    for holder in holder_of(work, fact.incident):
        yield from tell(holder, views.plan_started_again(fact.incident, fact.person))


@announcers.of(facts.PlanHeld)
def _plan_held(work: Work, fact: facts.PlanHeld) -> Iterator[e.Effect]:
    for holder in holder_of(work, fact.incident):
        yield from tell(holder, views.plan_held(fact.incident, fact.person))


def _prompt_post(work: Work, prompt: Prompt, plan: Plan, incident: Incident) -> Iterator[e.Effect]:
    person = people.get_person(work.session, prompt.person_id)
    to_leader = person.id == plan.person_id
    wishes = helping.last_wishes(work.session, prompt) if to_leader and prompt.state in prompts.UNANSWERED else []
    shown = views_prompt.Shown(
        prompt,
        plan,
        incident,
        [_question(work, one) for one in prompts.list_occurrences(work.session, prompt.id)],
        readers.in_words(work, incident),
        to_leader,
        [line for wish in wishes for line in views_help.came_of(work, wish)],
        [wish for wish in wishes if wish.open and incident.status is Status.OPEN],
        outreach.is_monthly(work.session, plan.id, person.id),
        service_calendar.has_loss(work.session, incident.id),
        prompts.is_latest(work.session, prompt),
        find_ask_button(work, incident, person),
    )
    yield from tell(person, views_prompt.prompt(shown), key=prompt.key(), subject=f"checkin-prompt:{prompt.id}")


def _question(work: Work, one: Occurrence) -> views_prompt.Question:
    answered = prompts.latest_answer(work.session, one.id) is not None
    return views_prompt.Question(
        one,
        content.load().forms.get(one.form),
        answered,
        prompts.find_newer(work.session, one) is not None,
        answering.changeable_until(work.session, one.id) if answered else None,
    )


@announcers.of(facts.PromptShown, facts.PromptChanged, facts.HelpWanted)
def _show_prompt(work: Work, fact: facts.PromptShown | facts.PromptChanged | facts.HelpWanted) -> Iterator[e.Effect]:
    prompt = fact.prompt
    plan = work.session.get_one(Plan, prompt.plan_id)
    if isinstance(fact, facts.PromptShown) and prompt.shown > 1:
        person = people.get_person(work.session, prompt.person_id)
        yield from tell(person, views_prompt.asked_again(fact.incident), key=prompt.key(prompt.shown - 1))
    yield from _prompt_post(work, prompt, plan, fact.incident)


@announcers.of(facts.QuietDayCame)
def _quiet_day(work: Work, fact: facts.QuietDayCame) -> Iterator[e.Effect]:
    yield from tell(fact.person, views.quiet_day(fact.incident, calendars.mark_name(work.session, fact.incident)))


@announcers.of(facts.DelegateAsked, facts.DelegationChanged)
def _delegation(work: Work, fact: facts.DelegateAsked | facts.DelegationChanged) -> Iterator[e.Effect]:
    delegation, incident = fact.delegation, fact.incident
    plan = work.session.get_one(Plan, delegation.plan_id)
    leader = people.get_person(work.session, plan.person_id)
    delegate = people.get_person(work.session, delegation.person_id)
    if delegation.state is DelegationState.ASKED:
        by = people.get_person(work.session, work.actor.person_id or leader.id)
        words = views_delegating.delegate_asked(delegation, incident, leader, readers.in_words(work, incident), by)
    else:
        words = views_delegating.delegate_answered(delegation, incident)
    yield from tell(delegate, words, key=delegation.key)
    yield from tell(
        leader, views_delegating.delegation_for_leader(delegation, incident, delegate), key=f"{delegation.key}-leader"
    )


@announcers.of(facts.AnswerGiven)
def _tell_readers(work: Work, fact: facts.AnswerGiven) -> Iterator[e.Effect]:
    for reader in readers.list_told(work, fact.incident):
        words = views_answer.told(fact.incident, fact.occurrence.id, newer=fact.answer.version > 1)
        if reader.id != fact.answer.person_id:
            yield from tell(reader, words, key=f"checkin-answer-{fact.occurrence.id}-{reader.id}")
