"""What Slack is told while offers wait: the reminder, the end of the time, questions, the list."""

from collections.abc import Iterator

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes.models import State
from mvai_slackbot.smes.offers import answered, cards, facts as facts_offers, views, views_staff
from mvai_slackbot.smes.offers.announce_turns import expired_news, turn_after
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.smes.telling import (
    reminder_key,
    request_card,
    staff_of,
    tell_giver,
    tell_offer,
    waiting_offer,
)
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts_offers.PlaceShown)
def _place(work: Work, fact: facts_offers.PlaceShown) -> Iterator[e.Effect]:
    yield from tell_offer(work, fact, waiting_offer(work, fact))


@announcers.of(facts_offers.OfferReminded)
def _remind(work: Work, fact: facts_offers.OfferReminded) -> Iterator[e.Effect]:
    terms = terms_of(work.session, fact.assignment)
    yield from tell_offer(work, fact, waiting_offer(work, fact))
    words = cards.reminder(fact.incident, fact.assignment, terms)
    yield from tell(fact.person, words, reminder_key(fact.assignment), fact.assignment.subject)


@announcers.of(facts_offers.OfferExpired)
def _expired(work: Work, fact: facts_offers.OfferExpired) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    yield from tell_offer(work, fact, cards.expired(incident, assignment))
    yield from expired_news(work, incident, assignment, turn_after(work, assignment))
    yield from tell_giver(work, fact)
    yield from request_card(work, assignment)


@announcers.of(facts_offers.OfferFilled)
def _filled(work: Work, fact: facts_offers.OfferFilled) -> Iterator[e.Effect]:
    yield from tell_offer(work, fact, cards.offer_ended(fact.incident, answered.FILLED))


@announcers.of(facts_offers.LateYes)
def _late_yes(work: Work, fact: facts_offers.LateYes) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    yield from tell_offer(work, fact, cards.offer_ended(incident, answered.LATE_YES))
    again = views.AskAssign(incident=incident.id, request=assignment.request_id, person=fact.person.id)
    told = f"{_name(fact.person)} says yes to request {assignment.request_number} after all; others are asked already."
    for one in staff_of(work, incident, assignment):
        yield from tell(one, views_staff.news(incident, told, button("Ask them as well", again)))


@announcers.of(facts_offers.QuestionAsked, facts_offers.QuestionAnswered, facts_offers.QuestionWaits)
def _question(work: Work, fact: facts_offers.QuestionFact) -> Iterator[e.Effect]:
    """Show the question to staff, who answered once somebody did, and the offer with its new time."""
    assignment, incident, asked = fact.assignment, fact.incident, fact.question
    by = fact.by if isinstance(fact, facts_offers.QuestionAnswered) else None
    words = views_staff.question_news(incident, assignment, fact.person, asked, by)
    for one in staff_of(work, incident, assignment):
        yield from tell(one, words, f"question-{asked.id}-{one.id}")
    if isinstance(fact, facts_offers.QuestionWaits):
        late = f"{_name(fact.person)} still waits for an answer to what they asked; the offer waits with them."
        for holder in incidents.holder_of(work, incident):
            answer = button("Answer", views_staff.AnswerQuestion(question=asked.id))
            yield from tell(holder, views_staff.news(incident, late, answer, about="MVAI: a question waits"))
    if assignment.state is State.OFFERED:
        yield from tell_offer(work, fact, waiting_offer(work, fact))


@announcers.of(facts_offers.QuestionAnswered)
def _answer(work: Work, fact: facts_offers.QuestionAnswered) -> Iterator[e.Effect]:
    asked = fact.question
    said = asked.answer.reveal() if asked.answer else ""
    words = cards.answered(fact.incident, asked.question.reveal(), said, fact.by)
    yield from tell(fact.person, words, f"question-{asked.id}", fact.assignment.subject)


@announcers.of(facts_offers.ListFilled)
def _list_filled(work: Work, fact: facts_offers.ListFilled) -> Iterator[e.Effect]:
    if fact.list.wanted == 1:
        return
    words = f"the team for request {fact.number} is complete: {fact.list.wanted} said yes. The others were told kindly."
    for one in _staff(work, fact):
        yield from tell(one, views_staff.plain_news(fact.incident, words))


@announcers.of(facts_offers.ListEmpty)
def _list_empty(work: Work, fact: facts_offers.ListEmpty) -> Iterator[e.Effect]:
    words = (
        f"everybody on the list for request {fact.number} was asked, and {fact.accepted} of {fact.list.wanted} said yes. "
        "Nobody else is asked until you choose."
    )
    more = button("Ask more people", views_staff.AskTeam(incident=fact.incident.id, request=fact.list.request_id))
    for one in _staff(work, fact):
        yield from tell(one, views_staff.news(fact.incident, words, more))


@announcers.of(facts_offers.PlaceSkipped)
def _skipped(work: Work, fact: facts_offers.PlaceSkipped) -> Iterator[e.Effect]:
    words = f"{_name(fact.person)} was left out of the list for request {fact.number}: {escape(fact.why)}"
    for one in _staff(work, fact):
        yield from tell(one, views_staff.plain_news(fact.incident, words, views_staff.NEEDS_NEWS))


def _staff(work: Work, fact: facts_offers.ListFact) -> list[Person]:
    """Return who made the list and who holds the incident now, each once."""
    found = {one.id: one for one in incidents.holder_of(work, fact.incident)}
    if fact.list.made_by is not None:
        maker = people.get_person(work.session, fact.list.made_by)
        found |= {} if maker.deactivated else {maker.id: maker}
    return list(found.values())


def _name(who: Person) -> str:
    return person(who.user_id, who.name.reveal())
