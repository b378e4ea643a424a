"""The tables of asking for a call; none of them holds a word that somebody typed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime
from mvai_slackbot.outbox.models import stored
from mvai_slackbot.people.models import Rank


class CallState(StrEnum):
    """Where a call stands; `nobody` means that nobody was on call when it was asked for."""

    ASKING = "asking"
    TAKEN = "taken"
    NOBODY = "nobody"
    WITHDRAWN = "withdrawn"


class CallOutcome(StrEnum):
    """What came of a call, without anything that was said."""

    REACHED = "reached"
    REFERRED = "referred"
    NO_CONTACT = "no-contact"


class AskingState(StrEnum):
    """What became of asking one person once."""

    ASKED = "asked"
    DELIVERED = "delivered"
    FAILED = "failed"
    PASSED_OVER = "passed-over"


ASKING = "asking"


class CallAsked(Base):
    """Somebody asked to be called."""

    __tablename__ = "call_asked"
    __table_args__ = (Index("ix_call_asked_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"), index=True)
    drill: Mapped[bool]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[CallState] = mapped_column(stored(CallState, "state"))
    # One open wish per person: two presses in the same instant are one call. Empty once it is open no more. (A partial
    # index would say the same, and load the whole PostgreSQL dialect into every process that runs on SQLite.)
    open_key: Mapped[str | None] = mapped_column(String(60), unique=True, default=None)
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    outcome: Mapped[CallOutcome | None] = mapped_column(stored(CallOutcome, "outcome"), default=None)
    outcome_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # How many times the person was told that nobody has it yet (at 10 and at 20 minutes).
    told_waiting: Mapped[int] = mapped_column(default=0)
    # Since when nobody is left to ask; the person is told once.
    nobody_since: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    @property
    def mark(self) -> str:
        """Return "DRILL " for a drill's call, nothing otherwise: it stands first wherever the call is shown."""
        return "DRILL " if self.drill else ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has it yet and somebody is still being asked."""
        return self.state is CallState.ASKING


class CallAsking(Base):
    """Somebody was asked to make a call, once."""

    __tablename__ = "call_asking"
    __table_args__ = (UniqueConstraint("call_id", "person_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    call_id: Mapped[int] = mapped_column(ForeignKey("call_asked.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    rank: Mapped[Rank] = mapped_column(stored(Rank, "rank"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[AskingState] = mapped_column(stored(AskingState, "state"), default=AskingState.ASKED)

    @property
    def subject(self) -> str:
        """Return its name in the outbox."""
        return f"{ASKING}:{self.id}"

    @property
    def message_key(self) -> str:
        """Return the key of its direct message, which follows what becomes of the call."""
        return f"call-asking-{self.id}"


class CallOutcomeSaid(Base):
    """Each time somebody said what came of a call: a correction keeps what was said before."""

    __tablename__ = "call_outcome_said"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    call_id: Mapped[int] = mapped_column(ForeignKey("call_asked.id"), index=True)
    outcome: Mapped[CallOutcome] = mapped_column(stored(CallOutcome, "outcome"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class TypedAnswer(Base):
    """When somebody who typed to the bot was last answered; what they typed is not kept anywhere."""

    __tablename__ = "call_typed_answer"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)
