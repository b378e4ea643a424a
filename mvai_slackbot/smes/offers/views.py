"""What staff see of offers and notes."""

from collections.abc import Sequence
from datetime import date

from slackblocks import Button as SlackButton

from mvai_slackbot import areas
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import before_reaching, title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment, person
from mvai_slackbot.smes.models import Assignment, AssignmentNote, Mode
from mvai_slackbot.smes.offers.models import Role
from mvai_slackbot.smes.offers.service import Question
from mvai_slackbot.smes.offers.terms import PLAIN, Agreed
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.smes.words_offers import ROLE_WORDS, days


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
    areas: tuple[str, ...] = ()


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
    areas: tuple[str, ...] = ()


class TakeBackOffer(Value):
    """Take the offer back."""

    action = "sme.take_back"
    incident: int
    assignment: int
    # It stands beside others of its kind, which stay.
    several: bool = False


def question(asked: Question, agreed: Agreed = PLAIN, cautions: Sequence[str] = ()) -> Message:
    """Return the question before an offer goes out; `cautions` are why a ranking leaves this person out."""
    value = SendOffer(
        incident=asked.incident.id, request=asked.request.id, person=asked.person.id, mode=asked.mode, anyway=asked.full,
        role=agreed.role, starts_on=agreed.starts_on, ends_on=agreed.ends_on, replaces=agreed.replaces_id,
        areas=agreed.areas,
    )  # fmt: skip
    wanted = asked.request.areas or agreed.areas
    area = escape(areas.in_words(wanted))
    what = [
        f"*What they get:* an offer to help with request {asked.request.number} of {title(asked.incident)}, "
        f"{MODES[asked.mode]}: {area or 'no area named yet'}. No words of the request.",
        "*If they accept:* they join the private channel, and the leader and they are introduced to each other.",
    ]
    if not asked.person.user_id:
        what.append("*How it reaches them:* by e-mail, since they have no Slack account. You record their yes or no.")
        what[1] = "*If they accept:* a coordinator introduces the leader and them to each other by phone."
    if asked.undecided:
        what.append("*Help now, decide after:* IACP and BJA have not both decided. Sending this is recorded as such.")
    if wanted and not set(wanted) & set(asked.sme.areas):
        theirs = escape(areas.in_words(asked.sme.areas)) or "none"
        what.append(f"*Not their areas:* they cover none of what is asked for. Their areas on the roster: {theirs}.")
    if cautions:
        what.append(f"*Please think first:* {'; '.join(escape(one) for one in cautions)}. You may ask all the same.")
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
        role=agreed.role, starts_on=agreed.starts_on, ends_on=agreed.ends_on, areas=agreed.areas,
    )  # fmt: skip
    text = f"{asked.incident.mark}{asked.why} Limits and rest are there to protect them."
    return message(
        text,
        section(escape(text)),
        actions(button("Assign anyway", value)),
        context("Find somebody else: press “Find help” on the incident's card, or type `/mvai-sme list`."),
    )


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
    return message(f"{incident.mark}MVAI: an offer was answered", section(text))


def declined_news(
    incident: Incident,
    assignment: Assignment,
    who: Person,
    again: Value,
    then: str = "",
    first: Sequence[SlackButton] = (),
) -> Message:
    """Return the word to staff that somebody cannot help this time, and the next steps; the same key adds the reason."""
    name = person(who.user_id, who.name.reveal())
    text = f"{title(incident)}: {name} cannot help with request {assignment.request_number} this time.{then}"
    # What somebody typed never stands in the first block: locked screens show it.
    said = f"They chose to say: {escape(clip(assignment.reason.reveal(), 500))}" if assignment.reason else ""
    return message(
        f"{incident.mark}MVAI: an offer was answered",
        section(text),
        *([section(said)] if said else []),
        actions(*first, button("Find help", again)),
        context("A no counts against nobody. Please do not ask for a reason."),
    )


def gone_news(incident: Incident, words: str, again: Value) -> Message:
    """Return the word to staff that a helper is missing, and the next step."""
    return message(
        f"{incident.mark}MVAI: a request needs a helper",
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
