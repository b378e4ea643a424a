"""What staff see of offers that wait, of teams, and of assignments: news with the next step on it."""

from collections.abc import Sequence

from slackblocks import Button as SlackButton

from mvai_slackbot.clock import date_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import FindHelpHere, title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, header, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, person
from mvai_slackbot.smes.assignments.models import Milestone
from mvai_slackbot.smes.models import Assignment, Mode
from mvai_slackbot.smes.offers.models import OfferQuestion
from mvai_slackbot.smes.words_offers import HOURS, MILESTONES

ANSWER_NEWS = "MVAI: an offer was answered"
NEEDS_NEWS = "MVAI: a request needs a helper"


class AnswerQuestion(Value):
    """Open the form that answers a question about an offer."""

    action = "offer.answer"
    question: int


class StandDown(Value):
    """Relieve somebody kindly, or withdraw what they were asked."""

    action = "assignment.stand_down"
    incident: int
    assignment: int


class HandOver(Value):
    """Ask somebody to take an assignment over."""

    action = "assignment.hand_over"
    assignment: int
    person: int


class AskTeam(Value):
    """Open the form that asks several people."""

    action = "sme.ask_team"
    incident: int
    request: int
    # What was looked for; it counts where the request names no area itself.
    areas: tuple[str, ...] = ()


class AskNext(Value):
    """Ask the next on a list; `after`: whose no, or silence, it is about."""

    action = "sme.ask_next"
    list: int
    person: int
    after: int


class EndList(Value):
    """Let a list end."""

    action = "sme.end_list"
    list: int
    after: int


class SendTeam(Value):
    """Ask these people, in this order."""

    action = "sme.send_team"
    incident: int
    request: int
    people: tuple[int, ...]
    wanted: int
    mode: Mode
    all_at_once: bool
    lead: int | None = None
    areas: tuple[str, ...] = ()


def news(incident: Incident, words: str, *first: SlackButton, small: str = "", about: str = NEEDS_NEWS) -> Message:
    """Return a word to staff with the next steps: those named first, then "Find help"."""
    row = actions(*first, button("Find help", FindHelpHere(incident=incident.id)))
    below = [context(small)] if small else []
    return message(f"{incident.mark}{about}", section(f"{title(incident)}: {words}"), row, *below)


def plain_news(incident: Incident, words: str, about: str = ANSWER_NEWS) -> Message:
    """Return a word to staff that asks for nothing."""
    return message(f"{incident.mark}{about}", section(f"{title(incident)}: {words}"))


def after_that(asked: Sequence[Person]) -> str:
    """Return who on the list was asked next, as a sentence; nothing where nobody was."""
    names = ", ".join(person(one.user_id, one.name.reveal()) for one in asked)
    return f" {names} {'was' if len(asked) == 1 else 'were'} asked next." if asked else ""


def question_news(
    incident: Incident, assignment: Assignment, who: Person, asked: OfferQuestion, by: Person | None
) -> Message:
    """Return somebody's question to staff: the words stand below the first block, which locked screens show."""
    name = person(who.user_id, who.name.reveal())
    words = f"{name} asks something before answering about request {assignment.request_number}."
    if by is not None:
        end = context(f"{person(by.user_id, by.name.reveal())} answered.")
    else:
        end = actions(button("Answer", AnswerQuestion(question=asked.id), style="primary"))
    return message(
        f"{incident.mark}MVAI: a question about an offer",
        section(f"{title(incident)}: {words}"),
        section(f"They ask: {escape(clip(asked.question.reveal(), 1000))}"),
        *([section(f"The answer: {escape(clip(asked.answer.reveal(), 1500))}")] if asked.answer else []),
        end,
    )


def record(
    incident: Incident, rows: Sequence[tuple[Milestone, Person]], counted: Sequence[tuple[str, int]], *, words: bool
) -> Message:
    """Return what was done in an incident; `words`: with those beside it, which staff and its SMEs read alone."""
    if not rows:
        begin = " Type `/mvai-sme log 7 kickoff 1-2 &lt;a few words&gt;` to begin." if words else ""
        empty = f"{incident.mark}Nothing is in the record yet.{begin}"
        return message(f"{title(incident)}: record", section(empty))
    totals = " · ".join(f"{name}: {number}" for name, number in counted)
    blocks = [header(f"{title(incident)}: what was done"), context(totals)]
    blocks += [section(piece) for piece in _pieces([_milestone(one, who, words=words) for one, who in rows])]
    total = sum(number for _, number in counted)
    latest = f"The latest {len(rows)} of {total}; all of them are in an export." if total > len(rows) else ""
    small = "For staff and the SMEs of this incident, and for the grant's record." if words else ""
    blocks.append(context(latest, small or "Words beside it are read by staff and the SMEs of this incident."))
    return message(f"{title(incident)}: record", *blocks)


def _milestone(one: Milestone, who: Person, *, words: bool) -> str:
    hours = HOURS[one.hours].lower() if one.hours else ""
    about = f"request {one.request_number}"
    line = " · ".join(filter(None, (MILESTONES[one.kind], about, hours, person(who.user_id, who.name.reveal()))))
    note = f"\n    {escape(one.note.reveal())}" if one.note and words else ""
    return f"• {date_words(one.happened_on)} · {line}{note}"


def _pieces(lines: Sequence[str], room: int = 2800) -> list[str]:
    pieces = [""]
    for line in lines:
        if len(pieces[-1]) + len(line) > room:
            pieces.append("")
        pieces[-1] += f"{line}\n"
    return pieces[:40]


def late_contact(incident: Incident, assignment: Assignment, who: Person, *, leader: bool, due: str) -> Message:
    """Return the task of a first contact whose time has passed."""
    name = person(who.user_id, who.name.reveal())
    words = f"the first contact for request {assignment.request_number} was planned by {due} and is not recorded yet. "
    words += (
        f"Please ask {name} whether they have talked, or call the leader yourself."
        if leader
        else "No leader is named yet: “Set leader” on the incident's card introduces them to each other."
    )
    return message(f"{incident.mark}MVAI: a first contact to look at", section(f"{title(incident)}: {words}"))
