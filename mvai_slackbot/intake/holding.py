"""What a coordinator does with a mail that is held: let it in, or drop it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.intake import facts
from mvai_slackbot.intake.models import MailState, ReceivedMail, Why
from mvai_slackbot.intake.service import become_request
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Work


def get_mail(work: Work, mail_id: int) -> ReceivedMail:
    """Return a mail by row id, held until this work ends."""
    mail = work.session.get(ReceivedMail, mail_id, with_for_update=True, populate_existing=True)
    if mail is None:
        raise Refused("That e-mail is not on record anymore.")
    return mail


def check_held(mail: ReceivedMail) -> None:
    """Raise `Refused` when somebody has settled it already."""
    if mail.state is MailState.HELD:
        return
    what = "dropped" if mail.state is MailState.DROPPED else "let in"
    raise Refused(f"This e-mail was {what} already. Nothing more is needed from you.")


def let_in(work: Work, mail: ReceivedMail, text: str) -> AssistanceRequest:
    """Let a held mail in with these words: to the request it answers, else as a draft of its own."""
    check_held(mail)
    _settle(work, mail, MailState.LET_IN)
    if mail.request_id is not None:
        request = requests.get_by_id(work.session, mail.request_id)
        work.record(facts.MailAnswered(mail, request, other=True))
        return request
    request = become_request(work, mail, text)
    if mail.why is Why.WORDS:
        # What may name or describe a person is kept until somebody has looked, and no longer.
        mail.text = mail.title = None
    return request


def drop(work: Work, mail: ReceivedMail) -> None:
    """Drop a held mail: its words are wiped here; in the mailbox it stays where it was put."""
    check_held(mail)
    mail.text = mail.title = mail.attachments = mail.sender_name = None
    _settle(work, mail, MailState.DROPPED)


def _settle(work: Work, mail: ReceivedMail, state: MailState) -> None:
    mail.state, mail.settled_at, mail.settled_by = state, work.now, work.actor.person_id
    work.record(facts.MailSettled(mail))


def list_held(session: Session, team_id: str) -> list[ReceivedMail]:
    """Return the held mails, those that a person may have written first, earliest first."""
    rows = select(ReceivedMail).where(ReceivedMail.team_id == team_id, ReceivedMail.state == MailState.HELD)
    return list(session.scalars(rows.order_by(ReceivedMail.why == Why.MACHINE, ReceivedMail.id)))
