"""How the mailbox stands: read, or not; by the machine's clock, since a turned one says nothing about a mail server."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mvai_slackbot.clock import machine_now
from mvai_slackbot.intake import facts
from mvai_slackbot.intake.models import Mailbox, MailState, ReceivedMail, Why
from mvai_slackbot.intake.service import hashed
from mvai_slackbot.mail.desk import STUCK
from mvai_slackbot.work import Work

UNREAD_AFTER = timedelta(minutes=10)
EVERYBODY_AFTER = timedelta(minutes=10)
WAITS_AFTER = timedelta(minutes=30)
# What does not mend itself: people are told at once.
LOCKED_OUT = ("imap_login", "oauth_", STUCK)


def watch_only(work: Work, name: str | None) -> None:
    """Let this mailbox be watched from now on, and no other."""
    key = hashed(name) if name else ""
    work.session.execute(delete(Mailbox).where(Mailbox.team_id == work.team_id, Mailbox.name != key))
    if name and work.session.get(Mailbox, key) is None:
        work.session.add(Mailbox(name=key, team_id=work.team_id, watched_since=machine_now()))


def was_read(work: Work, name: str) -> None:
    """Record that it was read to its end."""
    box = _hold(work, name)
    if box is None:
        return
    box.read_at, box.fault = machine_now(), ""
    if box.told:
        box.told, box.told_at = 0, None
        work.record(facts.MailboxReadAgain(box))


def was_not_read(work: Work, name: str, code: str) -> None:
    """Record that it could not be read, and why."""
    box = _hold(work, name)
    if box is not None:
        box.fault = code
        _tell(work, box)


def _hold(work: Work, name: str) -> Mailbox | None:
    return work.session.get(Mailbox, hashed(name), with_for_update=True, populate_existing=True)


def look(work: Work) -> None:
    """Tell people on call of a mailbox that is unread, and of held mails that wait."""
    for box in work.session.scalars(select(Mailbox).where(Mailbox.team_id == work.team_id).with_for_update()):
        _tell(work, box)
    waiting = select(ReceivedMail).where(
        ReceivedMail.team_id == work.team_id,
        ReceivedMail.state == MailState.HELD,
        ReceivedMail.why != Why.MACHINE,
        ReceivedMail.alarmed_at.is_(None),
        ReceivedMail.arrived_at <= work.now - WAITS_AFTER,
    )
    found = work.session.scalars(waiting.order_by(ReceivedMail.id).with_for_update()).all()
    for mail in found:
        mail.alarmed_at = work.now
    if found:
        # However many they are, one word: the list is under `/mvai`.
        work.record(facts.MailWaits(found[0]))


def is_unread(box: Mailbox) -> bool:
    """Whether it was not read for ten minutes, or does not let us in."""
    unread_for = machine_now() - (box.read_at or box.watched_since)
    return unread_for >= UNREAD_AFTER or box.fault.startswith(LOCKED_OUT)


def _tell(work: Work, box: Mailbox) -> None:
    if not is_unread(box) or box.told >= 2:
        return
    if box.told == 1 and box.told_at is not None and machine_now() - box.told_at < EVERYBODY_AFTER:
        return
    box.told, box.told_at = box.told + 1, machine_now()
    work.record(facts.MailboxUnread(box, everybody=box.told == 2))


def find_mailbox(session: Session, team_id: str) -> Mailbox | None:
    """Return the mailbox that is watched, None when none is."""
    return session.scalar(select(Mailbox).where(Mailbox.team_id == team_id))
