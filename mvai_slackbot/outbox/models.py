"""The tables of the promise: entries, receipts, remembered answers."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Enum, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime


class State(StrEnum):
    """Where an entry stands; `waiting` and `leased` are unfinished."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    DEAD = "dead"


def stored(kind: type[StrEnum], name: str) -> Enum:
    """Return the column type of a word list: text with a named check, the same on both databases."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda e: [m.value for m in e],
    )


class Entry(Base):
    """One effect that Slack was promised."""

    __tablename__ = "outbox_entry"
    __table_args__ = (Index("ix_outbox_entry_open", "state", "lane", "id"), Index("ix_outbox_entry_subject", "subject"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(String(40))
    lane: Mapped[str] = mapped_column(String(255))
    key: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(100))
    step: Mapped[str] = mapped_column(String(100))
    # The effect as JSON; wiped once it is done.
    payload: Mapped[Private | None] = mapped_column(PrivateText)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[State] = mapped_column(stored(State, "state"), default=State.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    first_tried_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True, default=None)
    # Slack's error code of the last try, never words of a person.
    error: Mapped[str] = mapped_column(String(200), default="")


class Receipt(Base):
    """Where the message of a key stands in Slack."""

    __tablename__ = "outbox_receipt"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    channel: Mapped[str] = mapped_column(String(40))
    ts: Mapped[str] = mapped_column(String(40))


class RememberedAnswer(Base):
    """What a gesture got the first time."""

    __tablename__ = "outbox_answer"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    answer: Mapped[Private | None] = mapped_column(PrivateText)
