"""What `/mvai` and `/mvai help` show; only the person who typed sees it."""

from collections.abc import Iterable, Mapping, Sequence

from slackblocks import ActionsBlock, Block as SlackBlock

from mvai_slackbot.calls import views as calls
from mvai_slackbot.incidents import views as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, divider, header, message, section
from mvai_slackbot.slack.help import usage_line
from mvai_slackbot.slack.listeners import Listener
from mvai_slackbot.slack.text import escape, person

# Of 50 blocks in a message, what waits may fill these many.
MOST_WAITING = 25
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
    waiting: Sequence[SlackBlock],
    able: Mapping[str, Sequence[Listener]],
    offer: Sequence[SlackBlock],
) -> Message:
    """Return the answer to `/mvai`: what waits, where one is, what one can do, whom to call."""
    shown, more = bounded(waiting, MOST_WAITING)
    blocks: list[SlackBlock] = [
        header("What waits for you"),
        *(shown or [section("Nothing waits for you.")]),
        *([context(f"And {more} more. They are shown when these are done.")] if more else []),
        divider(),
        *where,
        divider(),
        *can_do(prefix, able),
        *offer,
    ]
    return message("What waits for you, where you are, what you can do here", *blocks)


def bounded(blocks: Sequence[SlackBlock], most: int) -> tuple[list[SlackBlock], int]:
    """Return the first ones and how many lines are left out; a row of buttons stays with the line above it."""
    shown = list(blocks)[:most]
    if len(blocks) > most and isinstance(blocks[most], ActionsBlock):
        shown.pop()
    return shown, sum(1 for one in blocks[len(shown) :] if not isinstance(one, ActionsBlock))


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


def where_am_i(incident: Incident | None, owner: Person | None, *, in_direct_message: bool) -> list[SlackBlock]:
    """Return where somebody is: an incident they may see, the bot's direct message, or somewhere else."""
    if incident is not None:
        owned = person(owner.user_id, owner.name.reveal()) if owner else "nobody yet"
        return [section(f"*Where you are*\n{incidents.title(incident)}, {incident.status.value}. Owner: {owned}")]
    if in_direct_message:
        return [section("*Where you are*\nIn a direct message. No person reads what is typed here.")]
    return [section("*Where you are*\nThis channel is no incident that you are part of.")]


def mine(listed: Iterable[Incident]) -> list[SlackBlock]:
    """Return the incidents somebody is part of, in one line; nothing for somebody with none."""
    names = " · ".join(incidents.link(one) for one in listed)
    return [section(f"*Your incidents*\n{names}")] if names else []


def offer(incident_id: int | None, *, somebody: bool) -> list[SlackBlock]:
    """Return whom to call, and the button that asks for a call while somebody is on call."""
    asks: list[SlackBlock] = [actions(calls.ask_button(incident_id))] if somebody else []
    return [calls.first_contacts_block(), *asks]
