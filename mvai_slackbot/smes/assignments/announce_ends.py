"""What Slack is told when an assignment ends, and of notes."""

from collections.abc import Iterator
from functools import partial

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.incidents.views import link
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden, is_staff
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes import facts
from mvai_slackbot.smes.assignments import ends, facts as facts_work
from mvai_slackbot.smes.models import State
from mvai_slackbot.smes.offers import answered, cards, lists, views_staff
from mvai_slackbot.smes.offers.announce_turns import turn_after
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.telling import (
    Handed,
    assignment_card,
    card_key,
    no_longer,
    request_card,
    staff_of,
    tell_offer,
)
from mvai_slackbot.work import Announcers, Work


def build(handed: Handed) -> Announcers:
    """Return the announcers; `handed` is what higher floors know."""
    announcers = Announcers()
    announcers.of(facts.AssignmentDone)(partial(_done, handed))
    announcers.of(facts.SteppedBack)(partial(_stepped_back, handed))
    announcers.of(facts_work.HandedOver)(_handed_over)
    announcers.of(facts_work.LeadCovers)(partial(_lead_covers, handed))
    announcers.of(facts.AccessLeft)(_remove)
    announcers.of(facts_work.StaysEnded)(_stays_ended)
    announcers.of(facts.AssignmentEnded)(_ended)
    announcers.of(facts.OfferUndelivered)(_undelivered)
    announcers.of(facts.NoteWritten)(_note)
    return announcers


def _done(handed: Handed, work: Work, fact: facts.AssignmentDone) -> Iterator[e.Effect]:
    yield from assignment_card(handed, work, fact.incident, fact.assignment, fact.person)
    yield from request_card(work, fact.assignment)


def _over(work: Work, fact: facts.AssignmentFact, words: str, *, anew: bool = True) -> Iterator[e.Effect]:
    """Tell that it is over; put that in the place of the card, and take the briefing away from who is with it no longer.

    `anew`: nobody looks at a card of yesterday, so the words come as a message; who ended it reads them where they pressed.
    Of a locked incident no message goes out, and the card alone says it.
    """
    anew = anew and not is_hidden(work.session, fact.incident.id)
    assignment, over = fact.assignment, cards.offer_ended(fact.incident, answered.OVER if anew else words)
    yield from tell(fact.person, over, card_key(assignment), assignment.subject)
    if not people.parts_of(work.session, fact.incident.id, fact.person.id):
        gone = cards.offer_ended(fact.incident, "What was known is not shown here anymore, since your part ended.")
        yield from tell(fact.person, gone, f"briefing-{assignment.id}", assignment.subject)
    if anew:
        yield from tell(fact.person, cards.offer_ended(fact.incident, words), subject=assignment.subject)


def _stepped_back(handed: Handed, work: Work, fact: facts.SteppedBack) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    words = f"{answered.STEPPED_BACK} If you would like to talk: {cards.care()}"
    yield from _over(work, fact, words, anew=False)
    covers = lists.covering(work, assignment)
    if fact.needed:
        yield from no_longer(work, fact, covers)
    yield from request_card(work, assignment)
    for holder in incidents.holder_of(work, incident):
        yield from tell(holder, _please_call(work, fact, covers))


def _please_call(work: Work, fact: facts.SteppedBack, covers: Person | None) -> Message:
    """Return the word to staff: who has the task now, and whom to call; who supports them stands below what locks show."""
    name, number = person(fact.person.user_id, fact.person.name.reveal()), fact.assignment.request_number
    need = f"{name} stepped back from request {number}." if fact.needed else f"{name} left."
    held = f" {person(covers.user_id, covers.name.reveal())} has it for now, as team lead." if covers else ""
    lead = " They were the SME lead; whoever accepts next becomes SME lead." if fact.lead else ""
    call = f"Please call {name} when it suits, to ask how they are. Please do not ask why."
    small = _support(work, fact.person)
    return views_staff.news(fact.incident, f"{need}{held}{lead} {call}", small=small)


def _support(work: Work, who: Person) -> str:
    sme = roster.find_sme(work.session, who.id)
    if sme is None or sme.support_name is None:
        return ""
    reach = f", {escape(sme.support_contact.reveal())}" if sme.support_contact else ""
    return f"Please tell their support person as well: {escape(sme.support_name.reveal())}{reach}"


def _handed_over(work: Work, fact: facts_work.HandedOver) -> Iterator[e.Effect]:
    to = person(fact.to.user_id, fact.to.name.reveal())
    number = fact.assignment.request_number
    words = f"{to} has taken request {number} over from you. Nothing more is asked of you. Thank you for what you gave."
    yield from _over(work, fact, words)
    yield from no_longer(work, fact, fact.to)
    yield from request_card(work, fact.assignment)


def _lead_covers(handed: Handed, work: Work, fact: facts_work.LeadCovers) -> Iterator[e.Effect]:
    yield from assignment_card(handed, work, fact.incident, fact.assignment, fact.person)
    name = person(fact.before.user_id, fact.before.name.reveal())
    words = (
        f"{name} has handed over request {fact.assignment.request_number}. As team lead you have it for now; "
        "its card is above. A coordinator is looking for somebody."
    )
    yield from tell(fact.person, cards.offer_ended(fact.incident, words))


def _stays_ended(work: Work, fact: facts_work.StaysEnded) -> Iterator[e.Effect]:
    """Say why they are in the channel no longer, and leave nothing to press that does not serve any more."""
    # Whoever is there as staff as well stays in the channel as such.
    stays = is_staff(work.session, fact.person.id) and not fact.incident.drill
    channel = "" if stays else " You are in its channel no longer."
    words = (
        "The incident was opened again. Your help had ended with it and stays ended: no call and no answer comes to you."
        f"{channel} If you are needed again, a coordinator asks you, and you may say no."
    )
    if not is_hidden(work.session, fact.incident.id):
        yield from tell(fact.person, cards.offer_ended(fact.incident, words))
    if fact.assignment.state is State.DONE:
        gone = cards.offer_ended(fact.incident, f"This is done. Thank you for your help. {cards.care()}")
        yield from tell(fact.person, gone, card_key(fact.assignment), fact.assignment.subject)


def ended_with(work: Work, incident: Incident) -> list[str]:
    """Return a line on whose help stays ended, for who opens a closed incident again; asked before that."""
    names = ", ".join(person(who.user_id, who.name.reveal()) for _, who in ends.list_helped(work, incident))
    out = "Whoever was there only to help is out of the channel. Please ask again whom you need"
    return [f"{out}: {names}."] if names else []


def _remove(work: Work, fact: facts.AccessLeft) -> Iterator[e.Effect]:
    incident = fact.incident
    if incident.channel_id and not incident.archived and fact.person.user_id and not fact.person.deactivated:
        yield e.Remove(channel=incident.channel_id, person=fact.person.user_id, subject=fact.assignment.subject)


def _ended(work: Work, fact: facts.AssignmentEnded) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    if fact.because == facts.ACCOUNT:
        name, turn = escape(fact.person.name.reveal()), turn_after(work, assignment)
        words = f"{name}'s account is deactivated. Request {assignment.request_number} needs somebody else.{turn.words}"
        for holder in incidents.holder_of(work, incident):
            yield from tell(holder, views_staff.news(incident, words, *turn.buttons))
    elif fact.answered and fact.because == facts.INCIDENT and incident.drill:
        # Everybody in a drill is told that it is over, once.
        yield from _over(work, fact, answered.OVER, anew=False)
    elif fact.answered:
        yield from _over(work, fact, f"{answered.why_over(work, fact)}\nIf you would like to talk: {cards.care()}")
        if fact.because == facts.STOOD_DOWN:
            yield from no_longer(work, fact)
    else:
        yield from tell_offer(work, fact, cards.offer_ended(incident, answered.why_not(work, fact)))
    yield from request_card(work, assignment)


def _undelivered(work: Work, fact: facts.OfferUndelivered) -> Iterator[e.Effect]:
    name, number = escape(fact.person.name.reveal()), fact.assignment.request_number
    turn = turn_after(work, fact.assignment)
    words = f"The offer about request {number} could not reach {name}. Please phone, or ask somebody else.{turn.words}"
    for one in staff_of(work, fact.incident, fact.assignment):
        yield from tell(one, views_staff.news(fact.incident, words, *turn.buttons))


def _note(work: Work, fact: facts.NoteWritten) -> Iterator[e.Effect]:
    """Tell the incident's holder that there is a note; the words are read by command, not in a message."""
    for holder in incidents.holder_of(work, fact.incident):
        if holder.id != fact.person.id:
            who = person(fact.person.user_id, fact.person.name.reveal())
            text = (
                f"{fact.incident.mark}{who} wrote a note. Type `/mvai-sme notes` in {link(fact.incident)} to read it."
            )
            yield from tell(holder, message(f"{fact.incident.mark}MVAI: a note was written", section(text)))
