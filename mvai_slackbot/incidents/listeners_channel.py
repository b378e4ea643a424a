"""What happens to the channel by hand, and the lock."""

from collections.abc import Callable

from mvai_slackbot.incidents import service, set_up, views, views_lock, watch
from mvai_slackbot.incidents.listeners import Which, incident_meant
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views_lock import Seen
from mvai_slackbot.message import Message
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import EventSaid, Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()
# Told by who takes calls: why the incident cannot be closed yet while somebody waits for one; None when nobody does.
WaitsForCall = Callable[[Work, Incident], Message | None]


def build(waits_for_call: WaitsForCall) -> Listeners:
    """Return what is heard of the channel, and the lock, which says whether somebody waits for a call."""
    heard = Listeners()
    _hear_lock(heard, waits_for_call)
    heard.all += listeners.all
    return heard


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
    """A channel shared with another organization raises the alarm."""
    if (incident := _incident(work, by)) is not None:
        watch.expose(work, incident, "the channel is shared with another organization")
    return None


def _hear_lock(heard: Listeners, waits_for_call: WaitsForCall) -> None:
    @heard.command("incident", "lock", Which, needs=May.STAFF, usage="lock [number]", repeatable=True,
                   help="stop posts, hide it from all but coordinators, list who could see what")  # fmt: skip
    def lock(work: Work, by: Invocation, said: Which) -> Answer:
        """Hide the incident and say who could see the channel."""
        incident = incident_meant(work, by, said.number)
        since = watch.lock(work, incident)
        seen = Seen(
            watch.list_visits(work, incident),
            watch.list_stays(work, incident),
            watch.list_wrong_eyes(work, incident),
            watch.list_locks(work, incident),
        )
        waits = waits_for_call(work, incident) is not None
        return Say(views_lock.locked(incident, seen, since, work.now, waits_for_call=waits))


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
