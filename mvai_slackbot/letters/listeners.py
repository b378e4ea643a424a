"""What coordinators press under a mail that is to be sent by hand."""

from mvai_slackbot.letters import service, views
from mvai_slackbot.letters.models import LetterState
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.blocks import message
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.button(views.ShowLetter, needs=May.STAFF, repeatable=True)
def show(work: Work, by: Invocation, said: views.ShowLetter) -> Answer:
    """Show the words to copy."""
    letter = service.get_letter(work, said.letter)
    if letter.state is not LetterState.BY_HAND:
        return say("This mail waits for nobody any more. Nothing more is needed from you.")
    return Say(message("A mail to be sent by hand", *views.to_copy(letter)))


@listeners.button(views.SentByHand, needs=May.STAFF)
def sent_by_hand(work: Work, by: Invocation, said: views.SentByHand) -> Answer:
    """Mark it sent."""
    service.settle(work, service.get_letter(work, said.letter), LetterState.SENT_BY_HAND)
    return say("Marked as sent.")


@listeners.button(views.LetGo, needs=May.STAFF)
def let_go(work: Work, by: Invocation, said: views.LetGo) -> Answer:
    """Let it go."""
    service.settle(work, service.get_letter(work, said.letter), LetterState.LET_GO)
    return say("It is off the list. Nothing was sent.")
