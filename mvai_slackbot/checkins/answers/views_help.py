"""What would help most now: the words that ask MVAI for it, and what came of it."""

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.checkins.answers.helping import Wish
from mvai_slackbot.checkins.values import AskHelp
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.library.views import few
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus
from mvai_slackbot.requests.words import standing
from mvai_slackbot.slack.blocks import actions, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.smes.service import helpers_of
from mvai_slackbot.work import Work


def came_of(work: Work, wish: Wish) -> list[str]:
    """Return what came of each request, a line each (mrkdwn), for the leader."""
    return [f"{areas.in_words(one.areas)}: {_standing(work, one)}." for one in wish.requests]


def _standing(work: Work, request: AssistanceRequest) -> str:
    name = f"request {request.number}"
    if not request.open:
        return f"{name} is {standing(request)}"
    if request.status is RequestStatus.DONE:
        return f"{name}, help was given"
    helpers = helpers_of(work.session, request.id)
    return f"{name}, {', '.join(helpers)}" if helpers else f"{name} is with the coordinator"


def offer(work: Work, incident: Incident, wish: Wish | None, *, to_leader: bool) -> list[SlackBlock]:
    """Return the button that asks MVAI for what an answer named, nothing where nothing is left to ask for.

    A line or two of the library stands below it, for what can be done meanwhile.
    """
    if wish is None or not wish.open:
        return []
    lines = few(work, incident, wish.open)
    whose = "nothing of your answer does" if to_leader else "nothing says that it came from an answer"
    label = "Ask MVAI for it" if to_leader else "Log it as a request"
    return [
        section(
            f"*Ask MVAI for help with this?* {wish.areas}.\nOne press logs a request. It appears in the incident's "
            f"channel as “Help with: …”; {whose}."
        ),
        actions(button(label, AskHelp(occurrence=wish.occurrence.id), style="primary")),
        *([section("\n".join(lines))] if lines else []),
    ]


def asked(request: AssistanceRequest, incident: Incident | None) -> str:
    """Return the answer to the press."""
    mark = incident.mark if incident is not None else ""
    return f"{mark}It is request {request.number} now. The next check-in tells you what became of it."
