"""What those say who look at answers, and who read trends."""

from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.listeners import incident_meant
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.reports import alerts, digest, rollup, views, views_trends
from mvai_slackbot.reports.facts import TrendsDue
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()
READERS = (
    "Answers are read by the coordinator, the SME lead and the mental-health SME of the incident. Type `/mvai` to see what "
    "you can do here."
)


@listeners.button(views.SayWhatCame, needs=May.ADDRESSEE, repeatable=True)
def say_what_came(work: Work, by: Invocation, said: views.SayWhatCame) -> Answer:
    """Record what came of it; every message about it says so."""
    alert = alerts.record_outcome(work, said.alert, said.outcome)
    return say(
        f"{title(get_incident(work.session, alert.incident_id))}: recorded: {views.WORDS[said.outcome].lower()}."
    )


class Where(Arguments):
    """`trends [number]`."""

    number: Annotated[str | None, Rest()] = None


@listeners.command("checkin", "trends", Where, needs=May.ADDRESSEE, usage="trends [number]", reads=True,
                   help="how answers went over time, to you as a direct message, if you may read them")  # fmt: skip
def trends(work: Work, by: Invocation, said: Where) -> Answer:
    """Send trends to whoever may read them, and to nobody else."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    incident = incident_meant(work, by, said.number, otherwise=READERS)
    reading = digest.gather(work, incident, me)
    if not reading.trends:
        if digest.may_read(work, incident, me):
            return say(views_trends.nothing_yet(incident))
        # Nobody learns from the refusal whether anything was answered.
        raise Refused(READERS)
    work.record(TrendsDue(incident, (me,), work.now.date(), asked=True))
    return say(views_trends.on_its_way(incident))


@listeners.command("checkin", "rollup", Arguments, needs=May.COMPARE, usage="rollup", reads=True,
                   help="answers across five or more incidents, rounded, none of them named")  # fmt: skip
def show_rollup(work: Work, by: Invocation, said: Arguments) -> Answer:
    """Show it to those who may see it."""
    return Say(views_trends.rolled_up(rollup.gather(work)))
