"""What is shown of a withdrawal: the thanks, the word to staff, how it is taken back, whether check-ins go on."""

from collections.abc import Sequence

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.views import ShowRequest, named
from mvai_slackbot.slack.blocks import actions, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape


class TakeBack(Value):
    """It was withdrawn by mistake: open it again."""

    action = "request.take_back"
    request: int


class CheckinsGoOn(Value):
    """After a withdrawal check-ins go on, or end."""

    action = "request.checkins"
    incident: int
    go_on: bool


def withdrawn(request: AssistanceRequest, incident: Incident | None, *, staff: bool) -> Message:
    """Return the answer to whoever withdrew; staff can take it back."""
    text = (
        f"*{named(request, incident) if incident else request.name}* is withdrawn. No reason is needed. Offers end, and the "
        "SMEs are thanked. You can ask again at any time."
    )
    row = [actions(button("It was a mistake: open again", TakeBack(request=request.id)))] if staff else []
    return message(f"{_mark(incident)}{request.name} is withdrawn", section(text), *row)


def _mark(incident: Incident | None) -> str:
    return incident.mark if incident is not None else ""


def withdrew(request: AssistanceRequest, incident: Incident | None, who: str) -> Message:
    """Return the word to staff that somebody outside of them withdrew."""
    name = named(request, incident) if incident is not None else request.name
    text = f"*{name}* was withdrawn by {escape(who)}. Offers end, and the SMEs are thanked. Nothing is needed from you."
    row = (button("Show", ShowRequest(request=request.id)),
           button("It was a mistake: open again", TakeBack(request=request.id)))  # fmt: skip
    return message(f"{_mark(incident)}MVAI: a request was withdrawn", section(text), actions(*row))


def checkins_go_on(incident: Incident, lines: Sequence[str]) -> Message:
    """Return the question to staff after the last request of an incident was withdrawn."""
    text = f"*{title(incident)}*: the last request is withdrawn. Shall the check-ins go on?"
    go_on, end = (CheckinsGoOn(incident=incident.id, go_on=one) for one in (True, False))
    row = (button("They go on", go_on), button("End them", end, nth=1))
    return message(
        f"{incident.mark}MVAI: a question about check-ins", section(text), section("\n".join(lines)), actions(*row)
    )
