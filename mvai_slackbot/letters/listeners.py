"""What coordinators press under a mail that is to be sent by hand."""

from collections.abc import Callable

from mvai_slackbot.letters import service, views
from mvai_slackbot.letters.models import Letter, LetterState
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.blocks import message
from mvai_slackbot.slack.forms import note
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.work import Work

# Makes the link that a letter carries, each time a new one; `Refused` when nothing is asked behind it any more.
NewLink = Callable[[Work, Letter], str]

listeners = Listeners()


def build(new_link: NewLink) -> Listeners:
    """Return what is heard; links are made by the feature whose form is behind them."""
    built = Listeners()
    built.all.extend(listeners.all)

    @built.button(views.ShowLetter, needs=May.STAFF, repeatable=True)
    def show(work: Work, by: Invocation, said: views.ShowLetter) -> Answer:
        """Show the words to copy; a link only in a form, which no history keeps."""
        letter = service.get_letter(work, said.letter)
        if letter.state is not LetterState.BY_HAND:
            return say("This e-mail waits for nobody anymore. Nothing more is needed from you.")
        if not views.has_link(letter):
            return Say(message("An e-mail to be sent by hand", *views.to_copy(letter)))
        words = message("An e-mail to be sent by hand", *views.to_copy(letter, new_link(work, letter)))
        return Open(note("An e-mail to send", words))

    return built


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
