"""What Slack is told when an assignment ends, and of notes."""

from collections.abc import Iterator

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.incidents.views import FindHelpHere, link
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes import cards, facts, views
from mvai_slackbot.smes.telling import assignment_card, card_key, no_longer, request_card, staff_of, tell_offer
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.AssignmentDone)
def _done(work: Work, fact: facts.AssignmentDone) -> Iterator[e.Effect]:
    yield from assignment_card(work, fact.incident, fact.assignment, fact.person)
    yield from request_card(work, fact.assignment)


@announcers.of(facts.SteppedBack)
def _stepped_back(work: Work, fact: facts.SteppedBack) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    words = (
        "You stepped back. That is fine, no reason is needed, and nothing is asked of you. Thank you for what you gave."
    )
    yield from tell(fact.person, cards.offer_ended(incident, words), card_key(assignment), assignment.subject)
    if fact.needed:
        yield from no_longer(work, fact)
    yield from request_card(work, assignment)
    name = person(fact.person.user_id, escape(fact.person.name.reveal()))
    need = f"{name} stepped back from request {assignment.request_number}." if fact.needed else f"{name} left."
    lead = " They were the SME lead; whoever accepts next becomes SME lead." if fact.lead else ""
    for holder in incidents.holder_of(work, incident):
        again = FindHelpHere(incident=incident.id)
        yield from tell(holder, views.gone_news(incident, f"{need}{lead} Please do not ask why.", again))


@announcers.of(facts.AccessLeft)
def _remove(work: Work, fact: facts.AccessLeft) -> Iterator[e.Effect]:
    incident = fact.incident
    if incident.channel_id and not incident.archived and fact.person.user_id and not fact.person.deactivated:
        yield e.Remove(channel=incident.channel_id, person=fact.person.user_id, subject=fact.assignment.subject)


@announcers.of(facts.AssignmentEnded)
def _ended(work: Work, fact: facts.AssignmentEnded) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    if fact.because == "account":
        words = (
            f"{escape(fact.person.name.reveal())}'s account is deactivated. Request {assignment.request_number} needs "
        )
        for holder in incidents.holder_of(work, incident):
            again = FindHelpHere(incident=incident.id)
            yield from tell(holder, views.gone_news(incident, f"{words}somebody else.", again))
        yield from request_card(work, assignment)
        return
    what = f"request {assignment.request_number}" if fact.because == "request" else "the incident"
    if fact.answered:
        over = f"This ended: {what} closed. Thank you for your help. Please look after yourself too. {cards.care()}"
        yield from tell(fact.person, cards.offer_ended(incident, over), card_key(assignment), assignment.subject)
    else:
        over = f"This ended meanwhile: {what} closed. Nothing is asked of you. Thank you for being ready."
        yield from tell_offer(work, fact, cards.offer_ended(incident, over))
    yield from request_card(work, assignment)


@announcers.of(facts.OfferUndelivered)
def _undelivered(work: Work, fact: facts.OfferUndelivered) -> Iterator[e.Effect]:
    name = escape(fact.person.name.reveal())
    number = fact.assignment.request_number
    words = f"The offer about request {number} could not reach {name}. Please phone, or ask somebody else."
    for one in staff_of(work, fact.incident, fact.assignment):
        yield from tell(one, views.gone_news(fact.incident, words, FindHelpHere(incident=fact.incident.id)))


@announcers.of(facts.NoteWritten)
def _note(work: Work, fact: facts.NoteWritten) -> Iterator[e.Effect]:
    """Tell the incident's holder that there is a note; the words are read by command, not in a message."""
    for holder in incidents.holder_of(work, fact.incident):
        if holder.id != fact.person.id:
            who = person(fact.person.user_id, fact.person.name.reveal())
            text = (
                f"{fact.incident.mark}{who} wrote a note. Type `/mvai-sme notes` in {link(fact.incident)} to read it."
            )
            yield from tell(holder, message("MVAI: a note was written", section(text)))
