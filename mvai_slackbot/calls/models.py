"""The tables of asking for a call; of what somebody typed they hold phone numbers and names to call, nothing else."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
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


ASKING, MAILING = "asking", "call-mail"
# How long whoever has the call may take to say what came of it; then it goes back to the people on call.
OUTCOME_WITHIN = timedelta(minutes=30)


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
    # When the person was told that a message to somebody on call could not be delivered; once for each round of asking.
    undelivered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When phones last rang for it.
    rung_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Until when whoever has it is to say what came of it, and when they were reminded.
    outcome_due_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    outcome_reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When it last came back from somebody who did not say what came of it: the asking begins anew then.
    returned_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    @property
    def since(self) -> datetime:
        """Return when this round of asking began."""
        return self.returned_at or self.asked_at

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
    # When this person said "I will call"; they may say what came of it even after the call went back.
    taken_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    @property
    def subject(self) -> str:
        """Return its name in the outbox."""
        return f"{ASKING}:{self.id}"

    @property
    def mail_subject(self) -> str:
        """Return the name of its mail to a pager in the outbox."""
        return f"{MAILING}:{self.id}"

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


class CallRaised(Base):
    """A call that somebody else asked for on the person's behalf."""

    __tablename__ = "call_raised"

    call_id: Mapped[int] = mapped_column(ForeignKey("call_asked.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # When the person asked for it too: from then on it is theirs alone to end.
    own_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class CallNumbers(Base):
    """Where somebody, and who is near them, is reached when they ask for a call; each is theirs to give or leave out."""

    __tablename__ = "call_numbers"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    # Only whoever is asked to call reads it: apart from the phone that stands with the person, which others read too.
    own_phone: Mapped[Private | None] = mapped_column(PrivateText)
    second_name: Mapped[Private | None] = mapped_column(PrivateText)
    second_phone: Mapped[Private | None] = mapped_column(PrivateText)
    # The agency's dispatch by its ten digits: whoever calls from another town does not get there by 911.
    dispatch_phone: Mapped[Private | None] = mapped_column(PrivateText)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class CallPager(Base):
    """An address at a pager or an SMS gateway that wakes somebody's phone; theirs to give and to take away."""

    __tablename__ = "call_pager"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    address: Mapped[Private] = mapped_column(PrivateText)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class CallTest(Base):
    """A test message to somebody on call: whether what the bot sends arrives, and whether a phone rang for it."""

    __tablename__ = "call_test"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Whether it also went out by the ways that wake a phone.
    by_phone: Mapped[bool]
    acknowledged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    phone_rang: Mapped[bool | None] = mapped_column(default=None)

    @property
    def subject(self) -> str:
        """Return its name in the outbox."""
        return f"call-test:{self.id}"

    @property
    def message_key(self) -> str:
        """Return the key of its direct message."""
        return f"call-test-{self.id}"
