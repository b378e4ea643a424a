"""What somebody does with their own answers: look back, and ask MVAI for what would help."""

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.answers import helping, history, views_help, views_history
from mvai_slackbot.checkins.values import AskHelp, ShowMine
from mvai_slackbot.people.access import May
from mvai_slackbot.requests.service import incident_of
from mvai_slackbot.slack.arguments import Arguments
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Update, say
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.command("checkin", "mine", Arguments, needs=May.ADDRESSEE, usage="mine", reads=True,
                   help="look back at your own answers")  # fmt: skip
def mine(work: Work, by: Invocation, said: Arguments) -> Answer:
    """Open one's own answers, latest first."""
    return Open(views_history.history(history.list_mine(work, 0), content.load()))


@listeners.button(ShowMine, needs=May.ADDRESSEE, repeatable=True)
def turn(work: Work, by: Invocation, said: ShowMine) -> Answer:
    """Open them from a message; turn the page where they stand open."""
    view = views_history.history(history.list_mine(work, said.page), content.load())
    return Update(view) if said.turns else Open(view)


@listeners.button(AskHelp, needs=May.ADDRESSEE)
def ask_help(work: Work, by: Invocation, said: AskHelp) -> Answer:
    """Log a request from what an answer said would help: one press."""
    request = helping.ask(work, said.occurrence)
    return say(views_help.asked(request, incident_of(work.session, request)))
