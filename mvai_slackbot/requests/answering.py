"""What answers about requests have in common: the choice of incidents, a number of elsewhere, what was not posted."""

from mvai_slackbot.errors import Refused, Unclear
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident, Status, Watch
from mvai_slackbot.incidents.telling import may_post
from mvai_slackbot.incidents.views import link, title
from mvai_slackbot.message import Message
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.requests import service
from mvai_slackbot.requests.forms import NONE_YET
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.blocks import section, with_first
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.text import clip
from mvai_slackbot.work import Work


def incident_choices(work: Work, *, none_yet: bool) -> list[tuple[str, str]]:
    """Return the open incidents as a form's choices, latest first, with "None yet" before them."""
    found = [(str(one.id), _choice(one)) for one in incidents.list_open(work.session, work.team_id)]
    return [*([(NONE_YET, "None yet")] if none_yet else []), *found]


def _choice(incident: Incident) -> str:
    words = f" · {incident.description.reveal()}" if incident.description is not None else ""
    return clip(f"{title(incident)}{words}", 75)


def incident_chosen(work: Work, where: str | None) -> Incident | None:
    """Return the chosen incident, None for none yet."""
    return incidents.get_incident(work.session, int(where)) if where and where != NONE_YET else None


def elsewhere(work: Work, by: Invocation, request: AssistanceRequest) -> str:
    """Return whose a request is that was named in another incident's channel; an empty string where nothing is amiss.

    Numbers are one series in a workspace, so a slip of the finger in one channel is a request of another incident.
    """
    here = incidents.find_by_channel(work.session, by.channel_id)
    theirs = service.incident_of(work.session, request)
    if here is None or here.id == request.incident_id:
        return ""
    if theirs is None:
        # A request that has no incident yet is given one from anywhere; only a rehearsal has no part in it.
        outside = (
            f"{here.mark}This is the channel of a drill, and {request.name.lower()} came from outside and is real."
        )
        return outside if here.drill else ""
    if here.drill:
        kind = "" if theirs.drill else ", a real incident"
        return (
            f"{here.mark}This is the channel of a drill, and {request.name.lower()} belongs to {title(theirs)}{kind}."
        )
    return f"{request.name} belongs to {title(theirs)} and not to this channel."


def check_here(work: Work, by: Invocation, request: AssistanceRequest) -> None:
    """Let nobody do something in one incident that they meant for another, by a number that is one off.

    Raise `Unclear` with the way there; `Refused` between a drill and what is real, and where there is no way yet.
    """
    if not (whose := elsewhere(work, by, request)):
        return
    here, theirs = incidents.find_by_channel(work.session, by.channel_id), service.incident_of(work.session, request)
    those = "`/mvai-request list` shows the numbers of this channel."
    if here is None or theirs is None or here.drill != theirs.drill or theirs.channel_id is None:
        there = f"in {link(theirs)} or " if theirs is not None and theirs.channel_id else ""
        meant = f"If you do mean {request.name.lower()}, type the same {there}in a direct message with the bot."
        raise Refused(f"{whose} Nothing was done. {those} {meant}")
    meant = (
        f"If you do mean {request.name.lower()}, press {theirs.number}: the same is done as if typed in its channel."
    )
    raise Unclear(f"{whose} Nothing was done yet. {those} {meant}", [(title(theirs), theirs.channel_id)])


def told_where(work: Work, by: Invocation, request: AssistanceRequest, told: Message) -> Message:
    """Return what is shown of a request, with whose it is first where it is asked for in another incident's channel."""
    whose = elsewhere(work, by, request)
    return with_first(section(whose), told) if whose else told


def unposted(work: Work, incident: Incident | None) -> str:
    """Return why the channel shows nothing of what was just done, an empty string when it does."""
    if incident is None or may_post(work, incident):
        return _ended(incident)
    if is_hidden(work.session, incident.id):
        return "The incident is locked, so nothing was posted in its channel."
    if incident.watch is Watch.ALARMED:
        return "Posts to its channel are stopped because it is no longer private, so nothing was posted there."
    if incident.archived:
        return "Its channel is archived, so nothing was posted there."
    return "Its channel is not set up yet; the card follows when it is."


def _ended(incident: Incident | None) -> str:
    if incident is None or incident.status is Status.OPEN:
        return ""
    return "That incident is closed; `/mvai-incident reopen` in its channel opens it again."
