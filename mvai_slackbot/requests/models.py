"""The tables of the request for assistance."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class RequestStatus(StrEnum):
    """Where a request stands; an open one is logged, assigned or done, and is closed with an outcome."""

    LOGGED = "logged"
    ASSIGNED = "assigned"
    DONE = "done"
    CLOSED = "closed"


class RequestOutcome(StrEnum):
    """How a request ended."""

    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    BY_MISTAKE = "logged-by-mistake"


class Urgency(StrEnum):
    """How soon help is asked for."""

    HOURS = "hours"
    DAY = "day"
    WEEK = "week"
    LATER = "later"


class Mode(StrEnum):
    """How help is given."""

    VIRTUAL = "virtual"
    IN_PERSON = "in-person"
    BOTH = "both"


class Source(StrEnum):
    """How the request reached staff."""

    SLACK = "slack"
    PHONE = "phone"
    EMAIL = "email"


class Body(StrEnum):
    """Whose decision it is."""

    IACP = "iacp"
    BJA = "bja"


class Verdict(StrEnum):
    """What was decided."""

    VIRTUAL = "virtual"
    IN_PERSON = "in-person"
    BOTH = "both"
    REFER = "refer"
    DECLINE = "decline"


class AssistanceRequest(Base):
    """One request for assistance; `incident_id` is empty while it has no incident yet."""

    __tablename__ = "assistance_request"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        Index("ix_assistance_request_incident", "incident_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))
    text: Mapped[Private] = mapped_column(PrivateText)
    logged_at: Mapped[datetime] = mapped_column(UTCDateTime)
    logged_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[Source] = mapped_column(stored(Source, "source"), default=Source.SLACK)
    status: Mapped[RequestStatus] = mapped_column(stored(RequestStatus, "status"), default=RequestStatus.LOGGED)
    # Keys of `areas.Area`.
    areas: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    urgency: Mapped[Urgency | None] = mapped_column(stored(Urgency, "urgency"), default=None)
    mode: Mapped[Mode | None] = mapped_column(stored(Mode, "mode"), default=None)
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    second_contact_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    # "phone", "email", "slack" or nothing said; the hours are a person's own words.
    contact_way: Mapped[str] = mapped_column(String(20), default="")
    contact_hours: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # When help began before both decisions were made; empty when it did not.
    helped_before_decision_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    outcome: Mapped[RequestOutcome | None] = mapped_column(stored(RequestOutcome, "outcome"), default=None)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)

    @property
    def open(self) -> bool:
        """Whether it has not been closed."""
        return self.status is not RequestStatus.CLOSED

    @property
    def name(self) -> str:
        """Return "Request 7", as it is called everywhere."""
        return f"Request {self.number}"


class RequestDecision(Base):
    """A decision of IACP or BJA; the latest of each counts, the earlier ones stay on record."""

    __tablename__ = "request_decision"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    body: Mapped[Body] = mapped_column(stored(Body, "body"))
    verdict: Mapped[Verdict] = mapped_column(stored(Verdict, "verdict"))
    # Internal: never in the channel, which the leader reads.
    reason: Mapped[Private | None] = mapped_column(PrivateText)
    # Who decided may be unknown to staff who write it down from a phone call.
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # How it reached staff: "slack", "phone", "email" or "meeting".
    how: Mapped[str] = mapped_column(String(20))
    # The day it was made, when that was another day than it was recorded.
    decided_on: Mapped[date | None] = mapped_column(default=None)


class RequestEarlierWords(Base):
    """What a text of a request said before it was corrected."""

    __tablename__ = "request_earlier_words"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    words: Mapped[Private] = mapped_column(PrivateText)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
