"""What coordinators see of letters: the words to copy, and a task until it is marked sent."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.letters.models import Letter, LetterState
from mvai_slackbot.letters.service import BOUNCED
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape

# What one block holds, between the signs around it.
MOST = 2900
WHY = {
    "no_mail_server": "No mail server is set, so mail is sent by hand.",
    "bad_address": "The address cannot be written to. Please look for another way to reach them.",
    BOUNCED: "It was sent and came back: the address does not take mail. Please look for another way to reach them.",
    "smtp_login": "The mail server refuses the bot's user or password. `mvai-slackbot doctor` says what to do.",
}


class SentByHand(Value):
    """A coordinator sent the words."""

    action = "letter.sent"
    letter: int


class LetGo(Value):
    """The words need not be sent any more."""

    action = "letter.let_go"
    letter: int


class ShowLetter(Value):
    """Show the words to copy to whoever presses."""

    action = "letter.show"
    letter: int


def key(letter: Letter, person: Person) -> str:
    """Return the key of somebody's message about a letter."""
    return f"letter-{letter.id}-{person.id}"


def why(code: str) -> str:
    """Return why a letter did not go out, in words for staff."""
    return WHY.get(code, f"The mail server does not take it (`{code}`).")


def by_hand(letter: Letter) -> Message:
    """Return the task: the words to copy, and what to press afterwards."""
    return quiet_message(section("*A mail is to be sent by hand.*"), *to_copy(letter))


def to_copy(letter: Letter) -> list[SlackBlock]:
    """Return why, the address, the subject and the words."""
    return [
        section(f"{why(letter.error)} Please copy the words into a mail of the programme's own mailbox."),
        section(f"*To:* {escape(letter.to.reveal())}\n*Subject:* {escape(letter.title.reveal())}"),
        *(section(f"```{piece}```") for piece in _pieces(escape(letter.text.reveal()))),
        actions(
            button("I sent it", SentByHand(letter=letter.id), style="primary"),
            button("Not needed any more", LetGo(letter=letter.id)),
        ),
        context("It stands under `/mvai` until one of the two is pressed."),
    ]


def _pieces(words: str) -> list[str]:
    """Return words in as few pieces as blocks allow, cut between paragraphs."""
    pieces = [""]
    for paragraph in words.split("\n\n"):
        joined = f"{pieces[-1]}\n\n{paragraph}" if pieces[-1] else paragraph
        if len(joined) <= MOST:
            pieces[-1] = joined
        else:
            pieces.append(clip(paragraph, MOST))
    return pieces


def settled(letter: Letter, by: Person | None) -> Message:
    """Return what takes the task's place."""
    who = escape(by.name.reveal()) if by else "Somebody"
    words = "sent it" if letter.state is LetterState.SENT_BY_HAND else "says that it is not needed any more"
    return quiet_message(section(f"A mail that waited for you is settled: {who} {words}."))


def late(letter: Letter) -> Message:
    """Return the word that mail waits."""
    return quiet_message(
        section(
            f"*Mail has not gone out for ten minutes.* {why(letter.error)} It is tried on, and nothing is lost. "
            "`mvai-slackbot doctor` says what to do."
        )
    )


def line(letter: Letter) -> str:
    """Return the line under `/mvai`."""
    return f"A mail is to be sent by hand. {why(letter.error)}"
