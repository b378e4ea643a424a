"""The tables of intake by mail."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class MailState(StrEnum):
    """What became of a mail."""

    REQUEST = "request"
    ANSWER = "answer"
    HELD = "held"
    LET_IN = "let-in"
    DROPPED = "dropped"
    # The same mail lay in the mailbox once more.
    AGAIN = "again"
    # A letter of ours came back.
    BOUNCE = "bounce"


class Why(StrEnum):
    """Why a mail is held."""

    UNVERIFIED = "unverified"
    TOO_BIG = "too-big"
    BROKEN = "broken"
    MACHINE = "machine"
    WORDS = "words"
    # Another mail of the same name said something else.
    TWIN = "twin"


class ReceivedMail(Base):
    """One mail that arrived; what it is attached to it is named and not stored."""

    __tablename__ = "received_mail"
    __table_args__ = (
        UniqueConstraint("mailbox", "uid_validity", "uid"),
        Index("ix_received_mail_state", "team_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40))
    # Hashes: which mailbox, the mail's own name, what it says, who wrote it. They tell equal ones, and nothing else.
    mailbox: Mapped[str] = mapped_column(String(64))
    uid_validity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(64), index=True)
    says: Mapped[str] = mapped_column(String(64))
    writer: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    arrived_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[MailState] = mapped_column(stored(MailState, "state"))
    why: Mapped[Why | None] = mapped_column(stored(Why, "why"), default=None)
    sender: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    sender_name: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    title: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    text: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # Names of attachments, one a line.
    attachments: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    message_id: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # The request it became, or belongs to; of a held mail the one it says it answers.
    request_id: Mapped[int | None] = mapped_column(ForeignKey("assistance_request.id"), index=True, default=None)
    # Our acknowledgement of it.
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), default=None)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When people on call were told that it waits.
    alarmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class Mailbox(Base):
    """How the mailbox stands, by the machine's clock."""

    __tablename__ = "mailbox"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    team_id: Mapped[str] = mapped_column(String(40))
    watched_since: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # The code of the last try that failed; empty when it went well.
    fault: Mapped[str] = mapped_column(String(60), default="")
    # How often people were told since it was read last: the first person on call, then everybody on call.
    told: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
