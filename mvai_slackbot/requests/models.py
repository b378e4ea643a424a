"""The tables of the request for assistance."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class RequestStatus(StrEnum):
    """Where a request stands; `lifecycle` says how it gets from one to the next. It is closed with an outcome."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    UNDER_ASSESSMENT = "under-assessment"
    APPROVED = "approved"
    # Decided, and not told: a person calls before the requester reads anything of it.
    REFERRED = "referred"
    DECLINED = "declined"
    ASSIGNED = "assigned"
    DONE = "done"
    CLOSED = "closed"
    # What those who know only of helpers call "nobody helps now": see `service.set_status`.
    LOGGED = "approved"


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
    COMMAND_LINE = "command-line"


class Asker(StrEnum):
    """Who asks: MVAI helps law enforcement leaders; everybody else is answered with who can help."""

    AGENCY = "agency"
    OFFICIAL = "official"
    SCHOOL = "school"
    FAMILY = "family"
    OTHER = "other"


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
    MORE_INFORMATION = "more-information"


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
    status: Mapped[RequestStatus] = mapped_column(stored(RequestStatus, "status"), default=RequestStatus.RECEIVED)
    # Came from outside and is assessed; otherwise it was logged in an incident, by staff who know who asks.
    outside: Mapped[bool] = mapped_column(default=False)
    asker: Mapped[Asker] = mapped_column(stored(Asker, "asker"), default=Asker.AGENCY)
    # Who of staff has it.
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
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
    # Where and when it happened, as far as the requester said; no address. They tell two reports of one incident.
    state: Mapped[str] = mapped_column(String(2), default="")
    county: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    occurred_on: Mapped[date | None] = mapped_column(default=None)
    # A number found independently was called back: when, by whom, and where the number was found.
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    verified_how: Mapped[str] = mapped_column(String(20), default="")
    # Since when help is approved, by both bodies or with its incident; empty while it is not.
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When each target was met first.
    acknowledged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    call_held_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    team_named_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Who can help instead, in words that the requester hears; and the call in which they heard it.
    who_can_help: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    told_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("assistance_request.id"), default=None)
    # When it was asked, once, who has it.
    alarmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    @property
    def draft(self) -> bool:
        """Whether staff have not accepted it yet: until then it has no incident and no channel."""
        return self.open and self.incident_id is None

    @property
    def open(self) -> bool:
        """Whether it has not been closed."""
        return self.status is not RequestStatus.CLOSED

    @property
    def name(self) -> str:
        """Return "Request 7", as it is called everywhere."""
        return f"Request {self.number}"


class RequestMove(Base):
    """One move of a request: who made it, when, and why."""

    __tablename__ = "request_move"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    # A key of `lifecycle.Move`, and two of `RequestStatus`.
    move: Mapped[str] = mapped_column(String(40))
    before: Mapped[str] = mapped_column(String(40))
    after: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # For staff and reviewers; never in the channel, never to the requester.
    reason: Mapped[Private | None] = mapped_column(PrivateText, default=None)


class RequestAsking(Base):
    """Somebody was asked for the view of IACP or BJA: a reviewer, a substitute, or staff who may phone for it."""

    __tablename__ = "request_asking"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    body: Mapped[Body] = mapped_column(stored(Body, "body"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Staff are asked last: they call the reviewer and write down what was said.
    staff: Mapped[bool]
    # Request, body and person: unique, so that nobody is asked twice about one assessment.
    key: Mapped[str] = mapped_column(String(60), unique=True)


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
    # To whom the requester should be referred; told to the requester only by the person who calls.
    refer_to: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # Staff decided on behalf of this body; the reason says why.
    on_behalf: Mapped[bool] = mapped_column(default=False)
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
