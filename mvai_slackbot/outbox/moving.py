"""Whether anything has happened since: a mark that is another one after each gesture and each effect."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.outbox.models import Entry, RememberedAnswer

# What only shows how things stand is no news of them.
SHOWN = "publish_home"
LAST_ENTRY = select(Entry.id).where(Entry.kind != SHOWN).order_by(Entry.id.desc()).limit(1)
LAST_ANSWER = select(func.max(RememberedAnswer.at))


def mark(session: Session) -> str:
    """Return the mark as it is now; two that are equal say that nobody did or was told anything between them."""
    entry, answer = session.scalar(LAST_ENTRY), session.scalar(LAST_ANSWER)
    return f"{entry or 0} {answer.isoformat() if answer is not None else ''}"
