"""What staff read once an incident is locked: who could see what of it, and until when. A breach record is written from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slackblocks import Block as SlackBlock

from mvai_slackbot.incidents.models import ChannelVisit, Incident, WrongEyes
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.access import PARTS, May
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.slack.text import moment, person

# A line of somebody's stay holds two moments and is up to 350 characters long; a message takes 50 pieces of 3,000.
LINES_IN_PIECE, MOST_PIECES = 8, 45
WHOLE = "Had a part, and could read its status and its requests"
OWN_AREA = "Had a part, and could read its status and the requests of their own area"
OWNED = "Owned it, and read it as staff, locked or not"
NOTHING = "Had a part that opens neither its status nor its requests here"
CALL_GOES_ON = (
    "*Somebody of it waits for a call. The lock does not stop that:* whoever is on call goes on being asked, and whoever has "
    "the call can still phone and say how it went."
)


@dataclass(frozen=True)
class Seen:
    """Who could see what: in the channel, by a part, by mistake; `locks` are those that ended, from when to when."""

    visits: Sequence[ChannelVisit]
    stays: Sequence[tuple[Person, Part, datetime, datetime | None]]
    wrong: Sequence[tuple[Person, WrongEyes]]
    locks: Sequence[tuple[datetime, datetime]]


def locked(incident: Incident, seen: Seen, since: datetime, now: datetime, *, waits_for_call: bool = False) -> Message:
    """Return the list; a lock that began before `now` stood already, and what it ended is told as ended then."""
    began = None if since == now else since
    end = f"to {moment(began)}, when it was locked" if began else "until now"
    told = [
        f"*{title(incident)}* is {f'locked since {moment(began)}' if began else 'locked'}. "
        "Posts and invites stop; the bot shows it to coordinators and administrators alone. "
        "Nobody is told of the lock: its people read that it is paused by the coordinator when they look. "
        f"`/mvai-incident unlock {incident.number}` ends it.",
        *([CALL_GOES_ON] if waits_for_call else []),
        "*In the channel, and could read everything in it; a lock removes nobody from it:*",
        *([f"• <@{one.user_id}> {_span(one.since, one.until)}" for one in seen.visits] or ["nobody"]),
        *_by_part(seen, began, end),
        *_by_mistake(seen),
        *(f"It was locked before, {_span(*lock)}: nobody but staff could read it here then." for lock in seen.locks),
        f"Reviewers and auditors could read its requests {end}. Coordinators and administrators read all of it, locked or not. "
        "Whoever was asked to help got an offer without details.",
    ]  # fmt: skip
    return message(f"{title(incident)} is locked.", *_whole(told))


def _by_part(seen: Seen, began: datetime | None, end: str) -> list[str]:
    """Return the parts by what they let somebody read: nobody is said to have read more than that."""
    groups: dict[str, list[str]] = {WHOLE: [], OWN_AREA: [], OWNED: [], NOTHING: []}
    for one, part, since, until in seen.stays:
        reads = _reads(part)
        span = _span(since, until) if reads in (OWNED, NOTHING) else _until_lock(since, until, began, end)
        groups[reads].append(
            f"• {person(one.user_id, one.name.reveal())}, {part.value.replace('_', ' ').replace('sme', 'SME')}, {span}"
        )
    return [line for heading, lines in groups.items() if lines for line in (f"*{heading}:*", *lines)]


def _reads(part: Part) -> str:
    if part in PARTS[May.SEE_INCIDENT]:
        return OWN_AREA if part is Part.SME else WHOLE
    return OWNED if part is Part.OWNER else NOTHING


def _until_lock(since: datetime, until: datetime | None, began: datetime | None, end: str) -> str:
    if began is not None and since >= began:
        return f"{_span(since, until)}, while it was locked: nothing could be read"
    if until is None or (began is not None and until > began):
        return f"from {moment(since)} {end}"
    return _span(since, until)


def _by_mistake(seen: Seen) -> list[str]:
    if not seen.wrong:
        return []
    lines = [
        f"• {person(one.user_id, one.name.reveal())}, {eyes.what}, {_span(eyes.seen_from, eyes.taken_back_at)}"
        for one, eyes in seen.wrong
    ]
    return ["*Got a message by mistake, which was taken back:*", *lines]


def _span(since: datetime, until: datetime | None) -> str:
    return f"from {moment(since)} " + (f"to {moment(until)}" if until else "until now")


def _whole(lines: list[str]) -> list[SlackBlock]:
    """Return every line: who could see what is not cut short. What no message could hold is said at its end."""
    most = MOST_PIECES * LINES_IN_PIECE
    pieces = [lines[first : first + LINES_IN_PIECE] for first in range(0, min(len(lines), most), LINES_IN_PIECE)]
    more = [f"{len(lines) - most} more are in the export of the incident."] if len(lines) > most else []
    return [section("\n".join(piece)) for piece in (*pieces, *([more] if more else []))]
