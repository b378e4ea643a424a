"""What `/mvai` and `/mvai help` show; only the person who typed sees it."""

from collections.abc import Mapping, Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import views as calls
from mvai_slackbot.home.lists import lines
from mvai_slackbot.incidents import views as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.access import PAUSED
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, divider, header, message, section
from mvai_slackbot.slack.help import usage_line
from mvai_slackbot.slack.listeners import Listener
from mvai_slackbot.slack.text import escape, person

# Of 50 blocks in a message, what waits may fill these many; of each feature these many lines, so that none hides another.
MOST_WAITING = 25
MOST_OF_A_KIND = 6
MOST_INCIDENTS = 10
LINES_IN_SECTION = 12
NOUN_WORDS = {
    "": "In general",
    "incident": "Incidents",
    "request": "Requests for assistance",
    "sme": "SMEs",
    "checkin": "Check-ins",
}


def home(
    prefix: str,
    where: Sequence[SlackBlock],
    waiting: Sequence[Sequence[SlackBlock]],
    able: Mapping[str, Sequence[Listener]],
    offer: Sequence[SlackBlock],
) -> Message:
    """Return the answer to `/mvai`: what waits, where one is, what one can do, whom to call."""
    shown, more = _in_short([lines(one) for one in waiting])
    blocks: list[SlackBlock] = [
        header("What waits for you"),
        *(shown or [section("Nothing waits for you.")]),
        *([context(f"And {more} more: all of them are on the Home tab.")] if more else []),
        divider(),
        *where,
        divider(),
        *can_do(prefix, able),
        *offer,
    ]
    return message("What waits for you, where you are, what you can do here", *blocks)


def _in_short(kinds: Sequence[Sequence[Sequence[SlackBlock]]]) -> tuple[list[SlackBlock], int]:
    """Return the first lines of each kind and how many are left out; a row of buttons stays with the line above it."""
    shown: list[SlackBlock] = []
    count = 0
    for line in (line for kind in kinds for line in kind[:MOST_OF_A_KIND]):
        if len(shown) + len(line) > MOST_WAITING:
            break
        shown += line
        count += 1
    return shown, sum(len(kind) for kind in kinds) - count


def can_do(prefix: str, able: Mapping[str, Sequence[Listener]]) -> list[SlackBlock]:
    """Return what somebody can type, a line for each noun."""
    lines = []
    for noun, listeners in able.items():
        if not noun:
            continue
        verbs = ", ".join(dict.fromkeys(one.name.removeprefix(noun).strip() or "form" for one in listeners))
        lines.append(f"• *{NOUN_WORDS.get(noun, noun.capitalize())}*: `/{prefix}-{noun}` {verbs}")
    own = [one for one in able.get("", ()) if one.name]
    lines += [f"• `{escape(usage_line(prefix, one))}`  {escape(one.help)}" for one in own]
    return [
        section("*What you can do here*\n" + "\n".join(lines)),
        context(
            f"All commands with their words: `/{prefix} help`. What you are asked to do always comes with buttons."
        ),
    ]


def help_page(prefix: str, able: Mapping[str, Sequence[Listener]]) -> Message:
    """Return the commands somebody may use, by noun."""
    blocks: list[SlackBlock] = []
    for noun, listeners in able.items():
        lines = [f"• `{escape(usage_line(prefix, one))}`  {escape(one.help)}" for one in listeners]
        for start in range(0, len(lines), LINES_IN_SECTION):
            title = f"*{NOUN_WORDS.get(noun, noun.capitalize())}*\n" if start == 0 else ""
            blocks.append(section(title + "\n".join(lines[start : start + LINES_IN_SECTION])))
    return message("What you can type", *(blocks or [section("There is nothing here that you can type.")]))


def where_am_i(
    incident: Incident | None, owner: Person | None, *, in_direct_message: bool, paused: bool = False
) -> list[SlackBlock]:
    """Return where somebody is: an incident they may see, the bot's direct message, or somewhere else."""
    if incident is not None:
        owned = person(owner.user_id, owner.name.reveal()) if owner else "nobody yet"
        return [section(f"*Where you are*\n{incidents.title(incident)}, {incident.status.value}. Owner: {owned}")]
    if in_direct_message:
        return [section("*Where you are*\nIn a direct message. No person reads what is typed here.")]
    if paused:
        return [section(f"*Where you are*\n{PAUSED}")]
    return [section("*Where you are*\nThis channel is no incident that you are part of.")]


def mine(listed: Sequence[Incident]) -> list[SlackBlock]:
    """Return the first incidents somebody is part of, in one line, and how many more there are; nothing for none."""
    names = " · ".join(incidents.link(one) for one in listed[:MOST_INCIDENTS])
    others = f" · and {len(listed) - MOST_INCIDENTS} more" if len(listed) > MOST_INCIDENTS else ""
    return [section(f"*Your incidents*\n{names}{others}")] if names else []


def offer(incident_id: int | None, *, somebody: bool) -> list[SlackBlock]:
    """Return whom to call, and the button that asks for a call while somebody is on call."""
    asks: list[SlackBlock] = [actions(calls.ask_button(incident_id))] if somebody else []
    return [calls.first_contacts_block(), *asks]
