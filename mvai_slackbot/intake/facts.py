"""What becomes true of a mail and of the mailbox."""

from dataclasses import dataclass

from mvai_slackbot.intake.models import Mailbox, ReceivedMail
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes.models import Assignment
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class MailFact(Fact):
    """A fact of one mail; no timeline speaks of it."""

    mail: ReceivedMail


@dataclass(frozen=True)
class MailBecameRequest(MailFact):
    """A mail became a request; `more`: the mail says more than the request can hold, or has something attached."""

    request: AssistanceRequest
    more: bool


@dataclass(frozen=True)
class MailAnswered(MailFact):
    """A mail belongs to a request that is on record; `other`: another address than the one we wrote to.

    `withdrew`: it withdrew the request, and that is done. `offer`: an SME without an account answers about this.
    """

    request: AssistanceRequest
    other: bool
    withdrew: bool = False
    offer: Assignment | None = None


@dataclass(frozen=True)
class MailHeld(MailFact):
    """A mail waits for a person."""


@dataclass(frozen=True)
class ManyHeld(MailFact):
    """More mails were held within the hour than anybody is told of one by one."""


@dataclass(frozen=True)
class MailSettled(MailFact):
    """Somebody let a held mail in, or dropped it."""


@dataclass(frozen=True)
class MailWaits(MailFact):
    """A held mail has waited for half an hour."""


@dataclass(frozen=True)
class MailboxUnread(Fact):
    """The mailbox could not be read for ten minutes, or does not let us in; `everybody` on call hears of it."""

    mailbox: Mailbox
    everybody: bool


@dataclass(frozen=True)
class MailboxReadAgain(Fact):
    """The mailbox is read again, after people were told that it was not."""

    mailbox: Mailbox
