"""The table of letters."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored

LETTER = "letter"


class LetterState(StrEnum):
    """What became of a letter; `by-hand` waits for a coordinator."""

    SENDING = "sending"
    SENT = "sent"
    BY_HAND = "by-hand"
    SENT_BY_HAND = "sent-by-hand"
    LET_GO = "let-go"


class LetterKind(StrEnum):
    """What a letter is about."""

    ACKNOWLEDGEMENT = "acknowledgement"
    DECISION = "decision"
    OFFER = "offer"
    CHECKIN = "check-in"
    OTHER = "other"


class Letter(Base):
    """One mail to one address."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_state", "team_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40))
    kind: Mapped[LetterKind] = mapped_column(stored(LetterKind, "kind"))
    # Names it in its Message-ID and on its subject line, so that an answer finds its way back; says nothing of anybody.
    token: Mapped[str] = mapped_column(String(20), unique=True)
    to: Mapped[Private] = mapped_column(PrivateText)
    title: Mapped[Private] = mapped_column(PrivateText)
    text: Mapped[Private] = mapped_column(PrivateText)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("assistance_request.id"), index=True, default=None)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"), index=True, default=None)
    state: Mapped[LetterState] = mapped_column(stored(LetterState, "state"), default=LetterState.SENDING)
    # The server's code of the last try, or `bounced`; never words of a person.
    error: Mapped[str] = mapped_column(String(60), default="")
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)

    @property
    def subject(self) -> str:
        """Return what its effect belongs to."""
        return f"{LETTER}:{self.id}"
