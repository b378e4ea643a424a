"""Remembered answers: the same gesture twice gets the first answer and changes nothing."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private, rows_of, straight
from mvai_slackbot.outbox.models import RememberedAnswer

ANSWER = select(RememberedAnswer.at, RememberedAnswer.answer).where(RememberedAnswer.key == bindparam("of"))

KEEP = insert(rows_of(RememberedAnswer))


def fingerprint(*parts: str) -> str:
    """Return a key made of any words; the words themselves are not kept."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def find_answer(session: Session, key: str, *, since: datetime) -> str | None:
    """Return the remembered answer (JSON) given since the moment, None when there is none."""
    row = straight(session).execute(ANSWER, {"of": key}).first()
    if row is None or row.answer is None:
        return None
    if row.at < since:
        session.execute(delete(RememberedAnswer).where(RememberedAnswer.key == key))
        return None
    answer: Private = row.answer
    return answer.reveal()


def remember(session: Session, key: str, answer: str, *, now: datetime) -> None:
    """Keep an answer; two transactions that keep the same key at once collide, and the second starts anew."""
    straight(session).execute(KEEP, {"key": key, "at": now, "answer": Private(answer)})


def forget(session: Session, *, before: datetime) -> None:
    """Wipe answers given before the moment."""
    session.execute(delete(RememberedAnswer).where(RememberedAnswer.at < before))
