"""What happens to the channel by hand, and the lock."""

from datetime import datetime

from slackblocks import Block as SlackBlock

from mvai_slackbot.incidents import service, set_up, views, watch
from mvai_slackbot.incidents.listeners import Which, incident_meant
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import EventSaid, Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.slack.text import moment, person
from mvai_slackbot.work import Work

listeners = Listeners()
# A line of somebody's stay holds two moments and is up to 290 characters long; a message takes 50 pieces.
LINES_IN_PIECE, MOST_PIECES = 10, 45


def _incident(work: Work, by: Invocation) -> Incident | None:
    return service.find_by_channel(work.session, by.channel_id)


@listeners.event("member_joined_channel", needs=May.ANYONE)
def somebody_joined(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """Keep who is there; somebody without a role raises the alarm."""
    if (incident := _incident(work, by)) is None:
        return None
    if by.itself:
        watch.seen_again(work, incident)
        set_up.came_back(work, incident)
    else:
        watch.joined(work, incident, by.user_id)
    return None


@listeners.event("member_left_channel", needs=May.ANYONE)
def somebody_left(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """Keep who left."""
    if (incident := _incident(work, by)) is not None:
        watch.left(work, incident, by.user_id)
    return None


@listeners.event("group_archive", needs=May.ANYONE)
def archived(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """Follow an archived channel; our own archiving is no news."""
    if (incident := _incident(work, by)) is not None:
        set_up.channel_changed(work, incident, "archived by hand", archived=True)
    return None


@listeners.event("group_unarchive", needs=May.ANYONE)
def unarchived(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """Go on where the archive stopped us."""
    if (incident := _incident(work, by)) is not None:
        set_up.channel_changed(work, incident, "unarchived", archived=False)
    return None


@listeners.event("group_rename", needs=May.ANYONE)
def renamed(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """Follow a new name."""
    if (incident := _incident(work, by)) is not None:
        name = str(said.event["channel"]["name"])
        set_up.channel_changed(work, incident, f"renamed to {name}", name=name)
    return None


@listeners.event("group_deleted", needs=May.ANYONE)
def deleted(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """A deleted channel is gone for good: posts stop and the owner is told."""
    if (incident := _incident(work, by)) is not None:
        watch.expose(work, incident, "the channel was deleted")
    return None


@listeners.event("channel_shared", needs=May.ANYONE)
def shared(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """A channel shared with another organisation raises the alarm."""
    if (incident := _incident(work, by)) is not None:
        watch.expose(work, incident, "the channel is shared with another organisation")
    return None


@listeners.command("incident", "lock", Which, needs=May.STAFF, usage="lock [number]", repeatable=True,
                   help="stop posts, hide it from all but coordinators, list who could see what")  # fmt: skip
def lock(work: Work, by: Invocation, said: Which) -> Answer:
    """Hide the incident and say who could see the channel."""
    incident = incident_meant(work, by, said.number)
    there = [f"• <@{one.user_id}> {_span(one.since, one.until)}" for one in watch.list_visits(work, incident)]
    parts = [
        f"• {person(one.user_id, one.name.reveal())}, {part.value.replace('_', ' ')}, {_span(since, until)}"
        for one, part, since, until in watch.list_stays(work, incident)
    ]
    wrong = [
        f"• {person(one.user_id, one.name.reveal())}, {eyes.what}, {_span(eyes.seen_from, eyes.taken_back_at)}"
        for one, eyes in watch.list_wrong_eyes(work, incident)
    ]
    watch.lock(work, incident)
    told = [
        f"*{views.title(incident)}* is locked. Posts and invites stop; only coordinators see it.",
        "*In the channel, and could read all that stands there:*", *(there or ["nobody"]),
        "*Had a part, and could read its state and its requests:*", *parts,
        *(["*Got a message by mistake, which was taken back:*", *wrong] if wrong else []),
        "Reviewers and auditors could read its requests until now. Whoever was asked to help got an offer without details.",
    ]  # fmt: skip
    return Say(message(f"{views.title(incident)} is locked.", *_whole(told)))


def _span(since: datetime, until: datetime | None) -> str:
    return f"from {moment(since)} " + (f"to {moment(until)}" if until else "until now")


def _whole(lines: list[str]) -> list[SlackBlock]:
    """Return every line: who could see what is not cut short. What no message could hold is said at its end."""
    most = MOST_PIECES * LINES_IN_PIECE
    pieces = [lines[first : first + LINES_IN_PIECE] for first in range(0, min(len(lines), most), LINES_IN_PIECE)]
    more = [f"{len(lines) - most} more are in the export of the incident."] if len(lines) > most else []
    return [section("\n".join(piece)) for piece in (*pieces, *([more] if more else []))]


@listeners.command(
    "incident",
    "unlock",
    Which,
    needs=May.STAFF,
    usage="unlock [number]",
    help="end the lock or the alarm",
    repeatable=True,
)
def unlock(work: Work, by: Invocation, said: Which) -> Answer:
    """End the lock."""
    incident = incident_meant(work, by, said.number)
    watch.unlock(work, incident)
    return say(f"{views.title(incident)} is unlocked. Posts go on.")
