"""What somebody presses who was asked to phone."""

from mvai_slackbot.checkins.models_following import Reached
from mvai_slackbot.checkins.prompts import outreach
from mvai_slackbot.checkins.values import SayReached
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.button(SayReached, needs=May.ADDRESSEE, repeatable=True)
def say_reached(work: Work, by: Invocation, said: SayReached) -> Answer:
    """Record what came of the call; the task shows it."""
    outreach.say_what_came(work, said.outreach, Reached(said.came))
    return None
