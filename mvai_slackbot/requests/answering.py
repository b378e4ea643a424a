"""What answers about requests have in common: the choice of incidents, what was not posted."""

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident, Status, Watch
from mvai_slackbot.incidents.telling import may_post
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.requests.forms import NONE_YET
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
