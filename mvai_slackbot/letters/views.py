"""What coordinators see of letters: the words to copy, and a task until it is marked sent."""

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.letters.models import Letter, LetterKind, LetterState
from mvai_slackbot.letters.service import BOUNCED
from mvai_slackbot.letters.words import LINK
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape

# What one block holds, between the signs around it.
MOST = 2900
# What each is about, so that two that wait can be told apart; nothing of anybody.
ABOUT = {
    LetterKind.ACKNOWLEDGEMENT: "the first answer to a message",
    LetterKind.DECISION: "what was decided",
    LetterKind.OFFER: "who helps",
    LetterKind.CHECKIN: "a check-in",
    LetterKind.OTHER: "about a request",
}
STANDS = "It stays under `/mvai` until somebody presses that it is sent, or not needed."
ONE_LINK = (
    "It carries a link for one person. Each time the words are shown the link is a new one, and the one before ends."
)
SHOWN_ONCE = "The link is shown here once and kept nowhere. If it is lost, show the words again for a new one."
WHY = {
    "no_mail_server": "No mail server is set, so e-mail is sent by hand.",
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
    task = section("*An e-mail is to be sent by hand.*")
    if not has_link(letter):
        return quiet_message(task, *to_copy(letter), drill=_of_drill(letter))
    # No message keeps a link that works.
    words = f"{why(letter.error)} {ONE_LINK}"
    show = button("Show the words", ShowLetter(letter=letter.id), style="primary")
    return quiet_message(
        task, section(words), actions(show, *_presses(letter, first=False)), context(STANDS), drill=_of_drill(letter)
    )


def _of_drill(letter: Letter) -> bool:
    # An incident's mark stands first on the subject line of all that is written about it.
    return letter.title.reveal().startswith("DRILL ")


def has_link(letter: Letter) -> bool:
    """Whether its words carry a link that is made when they are shown."""
    return LINK in letter.text.reveal()


def to_copy(letter: Letter, link: str = "") -> list[SlackBlock]:
    """Return why, the address, the subject and the words, with the link where they carry one."""
    text = letter.text.reveal()
    return [
        section(f"{why(letter.error)} Please copy the words into an e-mail of the program's own mailbox."),
        section(f"*To:* {escape(letter.to.reveal())}\n*Subject:* {escape(letter.title.reveal())}"),
        *(section(f"```{piece}```") for piece in _pieces(escape(text.replace(LINK, link) if link else text))),
        *([context(SHOWN_ONCE)] if link else []),
        actions(*_presses(letter)),
        context(STANDS),
    ]


def _presses(letter: Letter, *, first: bool = True) -> list[SlackButton]:
    return [
        button("I sent it", SentByHand(letter=letter.id), style="primary" if first else None),
        button("Not needed anymore", LetGo(letter=letter.id)),
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
    if by is None:
        return quiet_message(
            section("An e-mail that waited for you is not needed anymore. Nothing more is needed from you.")
        )
    who = escape(by.name.reveal())
    words = "sent it" if letter.state is LetterState.SENT_BY_HAND else "says that it is not needed anymore"
    return quiet_message(section(f"An e-mail that waited for you is settled: {who} {words}."))


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
    return f"An e-mail is to be sent by hand: {ABOUT[letter.kind]}. {why(letter.error)}"
