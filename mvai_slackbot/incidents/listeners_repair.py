"""Try again what Slack did not take: the channel's own set-up, and what other features told people about the incident."""

from collections.abc import Callable, Sequence

from mvai_slackbot.incidents import service, set_up, views
from mvai_slackbot.incidents.listeners import Which, incident_meant
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, say
from mvai_slackbot.work import Work

# What another feature has told people about an incident that still matters: in a person's words, and its name in the outbox.
Others = Callable[[Work, Incident], Sequence[tuple[str, str]]]


def build(others: Sequence[Others]) -> Listeners:
    """Return the listeners; `others` are handed in by the features whose messages a repair tries again, too."""
    listeners = Listeners()

    @listeners.command("incident", "repair", Which, needs=May.STAFF, usage="repair [number]", repeatable=True,
                       help="try again what Slack did not take")  # fmt: skip
    def repair(work: Work, by: Invocation, said: Which) -> Answer:
        """Try again what is missing and nothing else."""
        return _repair(work, incident_meant(work, by, said.number), others)

    @listeners.button(views.RepairNow, needs=May.STAFF, repeatable=True)
    def repair_pressed(work: Work, by: Invocation, said: views.RepairNow) -> Answer:
        """Try again what is missing, from the card."""
        return _repair(work, service.get_incident(work.session, said.incident), others)

    return listeners


def _repair(work: Work, incident: Incident, others: Sequence[Others]) -> Answer:
    told = [one for other in others for one in other(work, incident)]
    missing = set_up.repair(work, incident, told)
    if not missing:
        return say(f"{views.title(incident)}: nothing is missing.")
    return say(f"{views.title(incident)}: trying again: {', '.join(missing)}.")
