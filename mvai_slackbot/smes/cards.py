"""What an SME and the leader see: the offer, the assignment card, how they are introduced to each other."""

from datetime import datetime, timedelta
from typing import Literal

from slackblocks import Block as SlackBlock

from mvai_slackbot import crisis
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import link, title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes import zones
from mvai_slackbot.smes.models import Assignment, Kind, Mode, Sme, State
from mvai_slackbot.smes.words import MODES, kind_words

NOTICE = (
    "*This message is about an act of mass violence in a community.* It holds no details. Read it when it suits you."
)
EXPECTED = {
    Mode.VIRTUAL: "a first call, then advice to the community's leader by phone, video and in a private channel",
    Mode.IN_PERSON: "a first call, then travel to the community, arranged with a coordinator",
}
WAYS = {"call": "phone call", "text": "text message", "email": "e-mail", "slack": "Slack"}


class AcceptOffer(Value):
    """Accept."""

    action = "offer.accept"
    assignment: int


class DeclineOffer(Value):
    """Decline."""

    action = "offer.decline"
    assignment: int


class GiveReason(Value):
    """Say why not, in one press."""

    action = "offer.reason"
    assignment: int
    reason: Literal["not now", "too close to home"]


class OwnReason(Value):
    """Open the form for own words."""

    action = "offer.own_reason"
    assignment: int


class MarkDone(Value):
    """Open the form that closes the assignment."""

    action = "assignment.done"
    assignment: int


class WriteNote(Value):
    """Open the form for a note."""

    action = "assignment.note"
    assignment: int


class StepBack(Value):
    """Leave the incident."""

    action = "assignment.step_back"
    assignment: int


def care() -> str:
    """Return whom an SME can call or text at any time."""
    return " · ".join(f"{one.title}: {one.contact}" for one in crisis.list_first())


def offer(
    incident: Incident, assignment: Assignment, asked_for: str, sme: Sme, apart: timedelta | None, asker: Person | None
) -> Message:
    """Return the offer, as it waits for an answer: no place, no agency, no words of the request."""
    clock = zones.in_words(apart, "yours")
    lines = [
        f"*Area:* {escape(asked_for) or 'agreed in the first call'}",
        f"*How:* {MODES[assignment.mode]}",
        f"*The community's clock:* {clock}" if clock else "",
        f"*What is expected:* {EXPECTED[assignment.mode]}",
        f"*Who asks:* {person(asker.user_id, asker.name.reveal())}" if asker else "",
        f"*Its number:* request {assignment.request_number}",
    ]
    if sme.kind == Kind.FAMILY_MEMBER:
        lines.append("Please think first of who will be there for you while you help.")
    return quiet_message(
        section(f"{incident.mark}{NOTICE}"),
        section("Could you help?\n" + "\n".join(line for line in lines if line)),
        actions(
            button("Accept", AcceptOffer(assignment=assignment.id), style="primary"),
            button("Decline", DeclineOffer(assignment=assignment.id)),
        ),
        context(
            "Yes and no are both fine, and a no needs no reason. Only if you accept, the incident is opened to you."
        ),
        drill=incident.drill,
    )


def offer_ended(incident: Incident, words: str, *more: SlackBlock) -> Message:
    """Return the offer when nothing is asked any more."""
    return quiet_message(section(f"{incident.mark}{words}"), *more, drill=incident.drill)


def declined(incident: Incident, assignment: Assignment) -> Message:
    """Return the offer after a no: thanks, and a reason only for who wants to give one."""
    if assignment.reason is not None:
        return offer_ended(incident, "Thank you for answering, and for telling us. It needs nothing more.")
    ident = assignment.id
    buttons = actions(
        button("Not now", GiveReason(assignment=ident, reason="not now")),
        button("Too close to home", GiveReason(assignment=ident, reason="too close to home"), nth=1),
        button("Own words", OwnReason(assignment=ident)),
    )
    words = (
        "Thank you for answering. That is fine, and it counts against nobody.\nYou need not say why. If you want to:"
    )
    return offer_ended(incident, words, buttons)


def assignment_card(incident: Incident, assignment: Assignment, asked_for: str, lead: str, role: str) -> Message:
    """Return the card of an assignment, for the SME; `lead` tells of the leader, `role` of their own part."""
    mark, number = incident.mark, assignment.request_number
    about = escape(asked_for) or "No area is named yet."
    words = f"{mark}*Request {number} of {incident.number}* · {MODES[assignment.mode]}\n{about}"
    where = f"The private channel is {link(incident)}." if incident.channel_id else "The private channel is on its way."
    leave = button(
        "Step back" if assignment.state is State.ACCEPTED else "Leave the incident",
        StepBack(assignment=assignment.id),
        confirm="You leave this incident and its channel. No reason is asked.",
    )
    if assignment.state is State.ACCEPTED:
        ident = assignment.id
        buttons = [button("Done", MarkDone(assignment=ident)), button("Note", WriteNote(assignment=ident)), leave]
        state = f"Thank you for helping. {where}{role}"
    else:
        buttons = [button("Note", WriteNote(assignment=assignment.id)), leave]
        state = "*Done.* Thank you. You stay with the incident until it ends, unless you leave it now."
    return quiet_message(
        section(f"{words}\n{state}"),
        section(lead),
        actions(*buttons),
        context(
            f"The same in words: `/mvai-sme done {number} &lt;note&gt;`, `/mvai-sme note &lt;text&gt;`. Notes are read by "
            "staff and this incident's SMEs. Please write no names of victims, witnesses, suspects or juveniles.",
            f"This work can weigh on you too. {care()}",
        ),
        drill=incident.drill,
    )


def leader_for_sme(incident: Incident, leader: Person | None, now: datetime, hours: str) -> str:
    """Return how the SME meets the leader, with phone and e-mail, which an SME of the incident may read."""
    if leader is None:
        return f"{incident.mark}No leader is named yet. You are introduced to each other as soon as there is one."
    reach = [
        person(leader.user_id, ""),
        f"phone {escape(leader.phone.reveal())}" if leader.phone else "",
        f"e-mail {escape(leader.email.reveal())}" if leader.email else "",
    ]
    lines = [
        f"*Please meet* {escape(leader.title)}",
        f"Reach them: {', '.join(one for one in reach if one) or 'through the coordinator'}",
        f"They prefer: {WAYS[leader.prefers]}" if leader.prefers in WAYS else "",
        f"Hours: {escape(hours)}" if hours else "",
        _clock(now, leader.timezone or incident.timezone),
        "They know that you help and expect to hear from you first."
        if leader.user_id
        else "They have no Slack account: please agree with the coordinator who calls first.",
    ]
    return "\n".join(line for line in lines if line)


def sme_for_leader(
    incident: Incident, assignment: Assignment, asked_for: str, who: Person, sme: Sme, now: datetime
) -> Message:
    """Return how the leader meets the SME: who, from where, when and how to talk; no contact details."""
    state = f", from {sme.home_state}" if sme.home_state else ""
    lines = [
        f"{incident.mark}*Please meet* {person(who.user_id, who.name.reveal())} ({escape(who.title)})",
        f"{kind_words(sme.kind)}{state}. They help with request {assignment.request_number}, {MODES[assignment.mode]}: "
        f"{escape(asked_for) or 'as you agree together'}.",
        f"How and when they like to talk: {escape(sme.talks.reveal())}" if sme.talks else "",
        _clock(now, sme.timezone or who.timezone),
        "They write to you in the incident channel first." if incident.channel_id else "",
        "Their help costs nothing, and you decide how much of it you want.",
    ]
    return quiet_message(section("\n".join(line for line in lines if line)), drill=incident.drill)


def _clock(now: datetime, zone: str) -> str:
    local = zones.clock(now, zone)
    return f"Their clock: {zone.replace('_', ' ')}, now {local}" if local else ""


def joined_line(incident: Incident, assignment: Assignment, asked_for: str, who: Person) -> Message:
    """Return the one line for the channel."""
    about = f": {escape(asked_for)}" if asked_for else ""
    name = person(who.user_id, who.name.reveal())
    text = f"{title(incident)}: {name} helps with request {assignment.request_number}, {MODES[assignment.mode]}{about}."
    return message(text, section(text))
