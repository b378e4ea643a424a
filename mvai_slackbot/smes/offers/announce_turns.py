"""What staff are told when somebody on a list cannot: who was asked next, or that they choose, with the buttons for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from slackblocks import Button as SlackButton

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.incidents.views import FindHelpHere
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import person
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import facts as facts_offers, lists, views, views_staff
from mvai_slackbot.smes.offers.terms import is_late
from mvai_slackbot.smes.telling import staff_of
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: a sentence, and the buttons where staff are to choose."""

    words: str = ""
    buttons: tuple[SlackButton, ...] = ()


def turn_after(work: Work, assignment: Assignment) -> Turn:
    """Return whose turn it is after somebody on a list cannot; nothing where the offer stands on none."""
    asked = lists.asked_since(work, assignment)
    made = lists.list_of_assignment(work.session, assignment)
    up = lists.next_up(work.session, made) if made is not None and not asked else None
    if made is None or up is None:
        return Turn(views_staff.after_that(asked))
    ask = views_staff.AskNext(list=made.id, person=up.id, after=assignment.id)
    end = views_staff.EndList(list=made.id, after=assignment.id)
    return Turn(
        f" {_name(up)} is next on the list, and nobody is asked until you say so.",
        (button(f"Ask {up.name.reveal()}", ask, style="primary"), button("End the list", end)),
    )


def declined_news(work: Work, incident: Incident, assignment: Assignment, turn: Turn) -> Iterator[e.Effect]:
    """Tell staff that somebody said no, and whose turn it is."""
    who = people.get_person(work.session, assignment.person_id)
    again = FindHelpHere(incident=incident.id)
    words = views.declined_news(incident, assignment, who, again, turn.words, turn.buttons)
    for one in staff_of(work, incident, assignment):
        yield from tell(one, words, f"declined-{assignment.id}-{one.id}")


def expired_news(work: Work, incident: Incident, assignment: Assignment, turn: Turn) -> Iterator[e.Effect]:
    """Tell staff that nobody answered in time, and whose turn it is."""
    who = people.get_person(work.session, assignment.person_id)
    words = f"{_name(who)} has not answered in time about request {assignment.request_number}.{turn.words}"
    small = "No answer counts against nobody. If they still say yes while a place is free, it counts."
    for one in staff_of(work, incident, assignment):
        yield from tell(
            one, views_staff.news(incident, words, *turn.buttons, small=small), f"expired-{assignment.id}-{one.id}"
        )


@announcers.of(facts_offers.NextAsked)
def _next_asked(work: Work, fact: facts_offers.NextAsked) -> Iterator[e.Effect]:
    by = _name(fact.by)
    words = f" {by} asked {_name(fact.person)} next." if fact.person is not None else f" {by} looked who is left."
    yield from _again(work, fact.incident, fact.after, words)


@announcers.of(facts_offers.ListEnded)
def _list_ended(work: Work, fact: facts_offers.ListEnded) -> Iterator[e.Effect]:
    yield from _again(work, fact.incident, fact.after, f" {_name(fact.by)} ended the list: nobody else on it is asked.")


def _again(work: Work, incident: Incident, after: Assignment, words: str) -> Iterator[e.Effect]:
    """Put the choice that was made in the place of the buttons, for all who were asked to choose."""
    if after.state is State.DECLINED:
        yield from declined_news(work, incident, after, Turn(words))
    elif is_late(work.session, after):
        yield from expired_news(work, incident, after, Turn(words))


def _name(who: Person) -> str:
    return person(who.user_id, who.name.reveal())
