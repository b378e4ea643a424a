"""What staff say when an incident is closed with a no: who was called, and who can help instead."""

from collections.abc import Callable
from typing import Annotated

from mvai_slackbot.incidents import closing as incidents_closing, service as incidents
from mvai_slackbot.incidents.listeners_closing import CloseNow, closed
from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.incidents.views import form_title, title
from mvai_slackbot.people.access import May
from mvai_slackbot.requests.ending import closing, ends
from mvai_slackbot.requests.forms import CALLED_FIRST, HELP
from mvai_slackbot.slack.asks import Tick
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Reject
from mvai_slackbot.work import Work


class EndForm(Form):
    """Close an incident whose open requests end with a no."""

    callback = "request.end_with_incident"
    title = "Close the incident"
    submit = "Close it"

    incident: int
    outcome: Outcome
    checkins_go_on: bool
    who_can_help: Annotated[str, HELP]
    called: Annotated[bool, Tick("The call", text="I called and told them who can help instead")]


def ask_first(work: Work, incident: Incident, said: CloseNow) -> Answer:
    """Ask for the call before an incident is closed in a way that tells somebody no; None when nobody is."""
    found = ends.list_to_tell(work, incident, said.outcome)
    if not found:
        return None
    names = ", ".join(one.name for one in found)
    intro = (
        f"*{title(incident)}* is closed with a no to {names}. Please call whoever asked first, and say who can help "
        "instead. Whoever gave an e-mail address reads the same afterwards."
    )
    start = {"incident": incident.id, "outcome": said.outcome, "checkins_go_on": said.checkins_go_on}
    return Open(EndForm.view(start=start, intro=[section(intro)], title=form_title(incident, EndForm)))


def build(check: Callable[[Work, Incident], None]) -> Listeners:
    """Return what is heard; `check` raises `Refused` when the incident cannot be closed now."""
    listeners = Listeners()

    @listeners.form(EndForm, needs=May.STAFF)
    def close(work: Work, by: Invocation, said: EndForm) -> Answer:
        """Record the call, then close the incident and its requests."""
        if not said.called:
            return Reject({"called": CALLED_FIRST})
        incident = incidents.get_incident(work.session, said.incident)
        incidents.hold(work, incident)
        check(work, incident)
        closing.record_call(work, ends.list_to_tell(work, incident, said.outcome), said.who_can_help)
        incidents_closing.close_incident(work, incident, said.outcome, checkins_go_on=said.checkins_go_on)
        return closed(incident)

    return listeners
