"""What staff see of the roster and of offers."""

from collections.abc import Sequence
from datetime import date

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import before_reaching, title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.blocks import actions, context, header, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment, person
from mvai_slackbot.smes import zones
from mvai_slackbot.smes.finding import Match
from mvai_slackbot.smes.models import Assignment, AssignmentNote, Kind, Mode, Sme
from mvai_slackbot.smes.models_offers import Role
from mvai_slackbot.smes.offers import Question
from mvai_slackbot.smes.terms import PLAIN, Agreed
from mvai_slackbot.smes.views_staff import AskTeam
from mvai_slackbot.smes.words import KINDS, MODES, ROLE_WORDS, TRAVELS, days

MOST_REQUESTS = 6


class AskAssign(Value):
    """Show once more who is asked about what; nothing is sent."""

    action = "sme.ask_assign"
    incident: int
    request: int
    person: int
    mode: Mode | None = None
    anyway: bool = False
    role: Role = Role.HELPER
    starts_on: date | None = None
    ends_on: date | None = None


class SendOffer(Value):
    """Send the offer."""

    action = "sme.send_offer"
    incident: int
    request: int
    person: int
    mode: Mode
    anyway: bool
    role: Role = Role.HELPER
    starts_on: date | None = None
    ends_on: date | None = None
    # The assignment that ends when this is accepted.
    replaces: int | None = None


class TakeBackOffer(Value):
    """Take the offer back."""

    action = "sme.take_back"
    incident: int
    assignment: int


def question(asked: Question, agreed: Agreed = PLAIN) -> Message:
    """Return the question before an offer goes out."""
    value = SendOffer(
        incident=asked.incident.id, request=asked.request.id, person=asked.person.id, mode=asked.mode, anyway=asked.full,
        role=agreed.role, starts_on=agreed.starts_on, ends_on=agreed.ends_on, replaces=agreed.replaces_id,
    )  # fmt: skip
    what = [
        f"*What they get:* an offer to help with request {asked.request.number} of {title(asked.incident)}, "
        f"{MODES[asked.mode]}: {escape(areas.in_words(asked.request.areas)) or 'no area named yet'}. No words of the request.",
        "*If they accept:* they join the private channel, and the leader and they are introduced to each other.",
    ]
    if asked.undecided:
        what.append("*Help now, decide after:* IACP and BJA have not both decided. Sending this is recorded as such.")
    if asked.full:
        what.append(f"*More than they chose, or should carry:* {escape(asked.why)} You ask all the same.")
    if agreed.role in ROLE_WORDS:
        what.append(f"*As what:* {ROLE_WORDS[agreed.role]}")
    if when := days(agreed.starts_on, agreed.ends_on):
        what.append(f"*When:* {when}")
    return before_reaching(asked.incident, asked.person, "\n".join(what), value)


def too_many(asked: Question, agreed: Agreed = PLAIN) -> Message:
    """Return what speaks against asking somebody, with the way around it."""
    value = AskAssign(
        incident=asked.incident.id, request=asked.request.id, person=asked.person.id, mode=asked.mode, anyway=True,
        role=agreed.role, starts_on=agreed.starts_on, ends_on=agreed.ends_on,
    )  # fmt: skip
    text = f"{asked.incident.mark}{asked.why} Limits and rest are there to protect them."
    return message(
        text,
        section(escape(text)),
        actions(button("Assign anyway", value)),
        context("Find somebody else: press “Find help” on the incident's card, or type `/mvai-sme list`."),
    )


def found(incident: Incident, by_request: Sequence[tuple[AssistanceRequest, Sequence[Match]]]) -> Message:
    """Return who could help with the open requests of an incident, with reasons and a button each."""
    name = f"{title(incident)}: who could help"
    if not by_request:
        words = "No request is open. Press “Log request” on the card, or type `/mvai-request log &lt;text&gt;` in the channel."
        return message(name, section(f"*{name}*\n{words}"))
    blocks = [header(name)]
    for request, matches in by_request[:MOST_REQUESTS]:
        asked_for = escape(areas.in_words(request.areas)) or "no area named yet"
        blocks.append(section(f"*Request {request.number}* · {asked_for}"))
        blocks += [_match(incident, request, match) for match in matches]
        if len(matches) > 1:
            blocks.append(actions(button("Ask several", AskTeam(incident=incident.id, request=request.id))))
        if not matches:
            blocks.append(section("Nobody else on the roster covers this. `/mvai-sme add @name` puts somebody on it."))
    if len(by_request) > MOST_REQUESTS:
        blocks.append(context(f"{len(by_request) - MOST_REQUESTS} more requests are open: `/mvai-request list`."))
    blocks.append(context("Nothing is sent yet: the next step shows once more who it goes to."))
    return message(name, *blocks)


def _match(incident: Incident, request: AssistanceRequest, match: Match) -> SlackBlock:
    who = person(match.person.user_id, match.person.name.reveal())
    lines = "\n".join(f"• {reason}" for reason in reasons(match))
    value = AskAssign(incident=incident.id, request=request.id, person=match.person.id)
    return section(f"{who} · {KINDS[match.sme.kind]}\n{lines}", button("Assign", value))


def reasons(match: Match) -> list[str]:
    """Return why somebody fits, and what speaks against it."""
    clock = zones.in_words(match.apart, "the community's clock")
    full = " (as many as they chose)" if match.full else ""
    return [
        one
        for one in (
            f"covers {areas.in_words(match.areas)}",
            f"{match.current} of {match.sme.most} assignments{full}",
            f"their clock: {clock}" if clock else "",
            TRAVELS[match.sme.travel].lower(),
            "has lived through this kind of incident" if match.lived_through else "",
            "lives in the same state: it may be too close to home" if match.same_state else "",
        )
        if one
    ]


def roster(rows: Sequence[tuple[Sme, Person, int]], *, staff: bool) -> Message:
    """Return the roster: all of it for staff; name, kind and areas for other SMEs."""
    if not rows:
        return message("Roster", section("Nobody is on the roster yet. Type `/mvai-sme add @name` to begin."))
    lines = [_line(sme, who, current, staff=staff) for sme, who, current in rows]
    pieces = _pieces(lines)
    return message(f"Roster: {len(rows)}", header("Roster of SMEs"), *[section(piece) for piece in pieces[:40]])


def _line(sme: Sme, who: Person, current: int, *, staff: bool) -> str:
    # That somebody lost a relative is theirs to tell: other SMEs read what they cover, not why.
    kind = KINDS[sme.kind] if staff or sme.kind is not Kind.FAMILY_MEMBER else ""
    line = " · ".join(filter(None, (f"• {person(who.user_id, who.name.reveal())}", kind, areas.in_words(sme.areas))))
    if not staff:
        return line
    resting = "" if sme.active and not who.deactivated else " · *resting*"
    where = " · ".join(filter(None, (sme.home_state, sme.timezone or who.timezone, TRAVELS[sme.travel])))
    return f"{line}\n    {current} of {sme.most} assignments · {where}{resting}"


def _pieces(lines: Sequence[str], room: int = 2800) -> list[str]:
    pieces = [""]
    for line in lines:
        if len(pieces[-1]) + len(line) > room:
            pieces.append("")
        pieces[-1] += f"{line}\n"
    return pieces


def accepted_news(incident: Incident, assignment: Assignment, who: Person, leader: Person | None) -> Message:
    """Return the word to staff that somebody accepted, and what is left to do of the introduction."""
    name, number = person(who.user_id, who.name.reveal()), assignment.request_number
    text = f"{title(incident)}: {name} helps with request {number}."
    if leader is None:
        text += " No leader is named yet: “Set leader” on the incident's card introduces them to each other."
    elif leader.user_id is None:
        text += f" {escape(leader.title)} has no Slack account: please introduce them to each other by phone."
    return message("MVAI: an offer was answered", section(text))


def declined_news(incident: Incident, assignment: Assignment, who: Person, again: Value, then: str = "") -> Message:
    """Return the word to staff that somebody cannot help this time, and the next step; the same key adds the reason."""
    name = person(who.user_id, who.name.reveal())
    text = f"{title(incident)}: {name} cannot help with request {assignment.request_number} this time.{then}"
    # What somebody typed never stands in the first block: locked screens show it.
    said = f"They chose to say: {escape(clip(assignment.reason.reveal(), 500))}" if assignment.reason else ""
    return message(
        "MVAI: an offer was answered",
        section(text),
        *([section(said)] if said else []),
        actions(button("Find help", again)),
        context("A no counts against nobody. Please do not ask for a reason."),
    )


def gone_news(incident: Incident, words: str, again: Value) -> Message:
    """Return the word to staff that a helper is missing, and the next step."""
    return message(
        "MVAI: a request needs a helper",
        section(f"{title(incident)}: {words}"),
        actions(button("Find help", again)),
    )


def notes(incident: Incident, rows: Sequence[tuple[AssignmentNote, Person]]) -> Message:
    """Return the notes of an incident, for staff and its SMEs."""
    lines = [f"{moment(note.at)} · {escape(who.name.reveal())}\n{escape(note.words.reveal())}" for note, who in rows]
    text = "\n".join(lines) or "No note yet. Type `/mvai-sme note &lt;text&gt;` to write one."
    pieces = (
        [section(piece) for piece in _pieces([clip(line, 2700) for line in lines])[:40]] if lines else [section(text)]
    )
    small = context("For staff and the SMEs of this incident. It may be opened under public records law.")
    return message(f"{title(incident)}: notes", section(f"*{title(incident)}: notes*"), *pieces, small)
