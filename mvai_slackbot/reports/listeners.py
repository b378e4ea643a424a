"""What those say who look at answers."""

from mvai_slackbot.people.access import May
from mvai_slackbot.reports import alerts, views
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, say
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.button(views.SayWhatCame, needs=May.ADDRESSEE, repeatable=True)
def say_what_came(work: Work, by: Invocation, said: views.SayWhatCame) -> Answer:
    """Record what came of it; every message about it says so."""
    alerts.record_outcome(work, said.alert, said.outcome)
    return say(f"Recorded: {views.WORDS[said.outcome].lower()}.")
