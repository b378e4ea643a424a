"""The tables of what was done: milestones and short contacts; and of how helpers rest afterwards."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class MilestoneKind(StrEnum):
    """What was done, as the grant record counts it."""

    CONTACT = "contact"
    KICKOFF = "kickoff"
    ON_SITE = "on-site-arrival"
    AREA_CONSULT = "area-consult"
    DOCUMENT_SHARED = "document-shared"
    CHECKIN_REVIEWED = "check-in-reviewed"
    REFERRAL_MADE = "referral-made"
    HAND_OVER = "hand-over"
    CLOSE_OUT = "close-out-call"
    FEEDBACK = "feedback-received"


class Hours(StrEnum):
    """How long it took, in bands: nobody is asked for minutes."""

    UNDER_1 = "under-1"
    ONE_TO_2 = "1-2"
    TWO_TO_4 = "2-4"
    FOUR_TO_8 = "4-8"
    OVER_8 = "over-8"


class Milestone(Base):
    """Something that was done for a request, on a day, with a few words at most."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    request_number: Mapped[int]
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[MilestoneKind] = mapped_column(stored(MilestoneKind, "kind"))
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    hours: Mapped[Hours | None] = mapped_column(stored(Hours, "hours"), default=None)
    # One of the six areas of assistance, where one was named.
    area: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[Private | None] = mapped_column(PrivateText, default=None)


class HelperRest(Base):
    """Somebody's help in one community ended: until when they rest, and the one message that asks how they are."""

    __tablename__ = "helper_rest"
    __table_args__ = (UniqueConstraint("person_id", "incident_id"), Index("ix_helper_rest_ask_at", "ask_at"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    ended_at: Mapped[datetime] = mapped_column(UTCDateTime)
    rest_until: Mapped[datetime] = mapped_column(UTCDateTime)
    # When the message is due; empty when they help there again.
    ask_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When they pressed something; what, is not kept.
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
