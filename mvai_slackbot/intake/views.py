"""What staff see of mail: what is held and why, what it says, and how the mailbox stands."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.intake.models import Mailbox, ReceivedMail, Why
from mvai_slackbot.intake.watching import is_unread
from mvai_slackbot.mail.desk import STUCK
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.views import ShowRequest, paragraphs
from mvai_slackbot.slack.blocks import actions, context, facts, message, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment

MOST_SHOWN = 9_000


class ShowMail(Value):
    """Show a mail to whoever presses; `mail` is a row id, here and in all that follow."""

    action = "mail.show"
    mail: int


class LetIn(Value):
    """Open the form that lets a held mail in."""

    action = "mail.let_in"
    mail: int


class Drop(Value):
    """Drop a held mail."""

    action = "mail.drop"
    mail: int


WHY = {
    Why.UNVERIFIED: "The mail server does not vouch for the sender: it may be from somebody else. Nothing was answered.",
    Why.TOO_BIG: "It is too big to be read here. It lies in the mailbox. Nothing was answered.",
    Why.BROKEN: "It cannot be read here. It lies in the mailbox. Nothing was answered.",
    Why.MACHINE: "A machine or a mailing list seems to have written it. Nothing was answered.",
    Why.WORDS: "Its words may name or describe a person. Whoever wrote it gets the usual acknowledgement.",
    Why.TWIN: "An earlier e-mail calls itself by the same name and says something else. Nothing was answered.",
}
FAULTS = {
    STUCK: "An e-mail in it could not be taken in, and lies there.",
    "imap_login": "It refuses the bot's user or password.",
    "oauth_401": "The token server refuses the bot's id or secret.",
    "oauth_400": "The token server refuses the bot's id, secret or scope.",
    "oauth_no_answer": "The token server does not answer.",
}


def key(mail: ReceivedMail, person: Person) -> str:
    """Return the key of somebody's message about a held mail."""
    return f"mail-{mail.id}-{person.id}"


def _row(mail: ReceivedMail, *, shown: bool = False) -> SlackBlock:
    look = [] if shown else [button("Show the e-mail", ShowMail(mail=mail.id), style="primary")]
    return actions(
        *look,
        button("Let it in", LetIn(mail=mail.id), style="primary" if shown else None),
        button("Drop", Drop(mail=mail.id), confirm="Its words are wiped here. The e-mail itself stays in the mailbox."),
    )


def why(mail: ReceivedMail) -> str:
    """Return why a mail is held."""
    return WHY[mail.why] if mail.why is not None else ""


def held(mail: ReceivedMail) -> Message:
    """Return the task: a mail that waits for a person."""
    return quiet_message(section(f"*An e-mail waits for a person to look at it.* {why(mail)}"), _row(mail))


def many_held() -> Message:
    """Return the one word that more mails are held than anybody is told of one by one."""
    return quiet_message(
        section("*More e-mails than usual wait for a person to look at them.* `/mvai` lists them; nothing is lost.")
    )


def settled(mail: ReceivedMail, by: Person | None, *, dropped: bool) -> Message:
    """Return what takes the task's place."""
    who = escape(by.name.reveal()) if by else "Somebody"
    return quiet_message(
        section(f"An e-mail that waited was looked at: {who} {'dropped it' if dropped else 'let it in'}.")
    )


def waits(count: int) -> Message:
    """Return the alarm that held mails have waited for half an hour."""
    what = "An e-mail has" if count == 1 else f"{count} e-mails have"
    return quiet_message(
        section(f"*{what} waited for half an hour for a person to look.* It may be somebody who asks for help. `/mvai`")
    )


def answered(mail: ReceivedMail, request: AssistanceRequest, *, other: bool, withdrew: bool = False) -> Message:
    """Return the word to whoever has a request that an answer to it came."""
    note = " It came from another address than the one that was written to." if other else ""
    note += " It withdraws the request, and that is done." if withdrew else ""
    return quiet_message(
        section(f"*An answer to {request.name} came by e-mail.*{note}"),
        actions(
            button("Show the e-mail", ShowMail(mail=mail.id), style="primary"),
            button("Show the request", ShowRequest(request=request.id)),
        ),
    )


def of_sme(
    mail: ReceivedMail,
    incident: Incident,
    who: Person,
    request: AssistanceRequest,
    press: Sequence[SlackButton],
    *,
    other: bool,
) -> Message:
    """Return the word that an SME without an account writes about what they were asked, or help with."""
    note = " It came from another address than the one that was written to: please phone before you record it."
    words = f"{title(incident)}: {escape(who.name.reveal())} writes about request {request.number}."
    small = "What they say is in the e-mail. Record their answer, or write or phone back if they ask something."
    return quiet_message(
        section(f"{words}{note if other else ''}"),
        actions(button("Show the e-mail", ShowMail(mail=mail.id)), *press),
        *([context(small)] if press else []),
    )


def more(mail: ReceivedMail, request: AssistanceRequest) -> Message:
    """Return the word that the mail of a request says more than the request can."""
    return quiet_message(
        section(
            f"*{request.name} came by e-mail, and the e-mail holds more:* what is attached lies in the mailbox only."
        ),
        actions(
            button("Show the e-mail", ShowMail(mail=mail.id)),
            button("Show the request", ShowRequest(request=request.id)),
        ),
    )


def show(mail: ReceivedMail) -> Message:
    """Return a mail to one member of staff."""
    sender = mail.sender.reveal() if mail.sender else "unknown"
    name = mail.sender_name.reveal() if mail.sender_name else ""
    attached = mail.attachments.reveal().replace("\n", ", ") if mail.attachments else ""
    pairs = [
        ("From", escape(f"{name} {sender}".strip())),
        ("Subject", escape(mail.title.reveal()) if mail.title else "none"),
        ("Arrived", moment(mail.arrived_at)),
        ("Attached", escape(f"{attached}. What is attached lies in the mailbox only.") if attached else ""),
    ]
    text = mail.text.reveal() if mail.text else ""
    blocks = [facts(pairs), *(paragraphs(clip(text, MOST_SHOWN)) if text else [section("No words are kept here.")])]
    if mail.settled_at is None and mail.why is not None:
        blocks += [section(why(mail)), _row(mail, shown=True)]
    blocks.append(context("Only you see this. The e-mail itself lies in the mailbox, in the folder of what was read."))
    return message("An e-mail", *blocks)


def heading(box: Mailbox) -> str:
    """Return what is wrong with the mailbox, in its first words."""
    if box.fault == STUCK:
        return "*An e-mail in the program's mailbox could not be taken in, and lies there.* The others are read."
    return f"*The program's mailbox is not being read.* {standing(box)}"


def unread(box: Mailbox) -> Message:
    """Return the alarm that the mailbox is not read, or that a mail in it is not."""
    return quiet_message(
        section(heading(box)),
        section(
            "Whoever asks for help by e-mail is not heard meanwhile. Please look into the mailbox by hand, and ask whoever "
            "runs the bot to type `mvai-slackbot doctor`. You will see here when it is read again."
        ),
    )


def read_again() -> Message:
    """Return the word that the mailbox is read again."""
    return quiet_message(section("The program's mailbox is read again. Nothing that lay in it is lost."))


def standing(box: Mailbox) -> str:
    """Return how the mailbox stands, in one line."""
    since = f"It was last read {moment(box.read_at)}." if box.read_at else "It was not read since the bot started."
    if not is_unread(box) and not box.fault:
        return since
    reason = FAULTS.get(box.fault, f"The mail server says `{box.fault}`." if box.fault else "")
    return f"{since} {reason}".strip()
