"""Receipts: where the message of a key stands in Slack."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from mvai_slackbot.outbox.models import Receipt


def keep(session: Session, key: str, channel: str, ts: str) -> None:
    """Remember where the message of a key stands."""
    receipt = session.get(Receipt, key)
    if receipt is None:
        session.add(Receipt(key=key, channel=channel, ts=ts))
    else:
        receipt.channel, receipt.ts = channel, ts


def find(session: Session, key: str) -> Receipt | None:
    """Return where the message of a key stands, None when it was never posted."""
    return session.get(Receipt, key)


def forget(session: Session, keys: Sequence[str]) -> None:
    """Forget messages that are gone from Slack, so that they are posted anew."""
    for key in keys:
        if (receipt := session.get(Receipt, key)) is not None:
            session.delete(receipt)
