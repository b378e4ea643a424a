"""The tables around a plan: days left free, rest as Slack knows it, calls to make, and readers the leader heard of."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime
from mvai_slackbot.outbox.models import stored


class WhyFree(StrEnum):
    """Why nothing is asked on a day: one check-in skipped, or days kept free."""

    SKIPPED = "skipped"
    KEPT_FREE = "kept-free"


class WhyCalled(StrEnum):
    """Before what a person is to call: nothing more is said of a wish for rest, nor whose wish it was."""

    REST = "rest"
    LOSS = "loss"


class FreeDays(Base):
    """Days of a plan, both ends included, on which nothing is asked."""

    __tablename__ = "checkin_free_days"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("checkin_plan.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    why: Mapped[WhyFree] = mapped_column(stored(WhyFree, "why_free"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class ScheduledRest(Base):
    """Somebody's scheduled Do Not Disturb by local time, as Slack last said; empty when there is none."""

    __tablename__ = "checkin_scheduled_rest"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    begins: Mapped[str] = mapped_column(String(5), default="")
    ends: Mapped[str] = mapped_column(String(5), default="")


class CallToMake(Base):
    """A person of the program is to phone somebody of whom nothing is asked for now; no reason, no content."""

    __tablename__ = "checkin_call_to_make"
    __table_args__ = (Index("ix_checkin_call_to_make_incident", "incident_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[WhyCalled] = mapped_column(stored(WhyCalled, "why_called"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    called_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    called_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    # When those who are to call, and whoever holds the incident, last heard that nobody has.
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    def key(self, person_id: int) -> str:
        """Return the key of its direct message to one person."""
        return f"checkin-call-{self.id}-{person_id}"


class ReaderTold(Base):
    """The leader was told that somebody who came later reads along; before that, earlier answers stay closed."""

    __tablename__ = "checkin_reader_told"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("checkin_plan.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
