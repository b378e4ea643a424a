"""The tables of reading: what asked for a look and what came of it, and which trends went to whom."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime
from mvai_slackbot.outbox.models import stored


class AlertLevel(StrEnum):
    """How soon a person looks."""

    WATCH = "watch"
    URGENT = "urgent"


class AlertOutcome(StrEnum):
    """What came of it, without anything that was said."""

    REACHED = "reached"
    REFERRED = "referred"
    NO_CONTACT = "no-contact"
    SEEN = "seen"


class Alert(Base):
    """An answer asks for a person's look, by one or more rules."""

    __tablename__ = "report_alert"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("checkin_occurrence.id"), unique=True)
    # Who answered.
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    level: Mapped[AlertLevel] = mapped_column(stored(AlertLevel, "alert_level"))
    # The keys of the rules. Which number was answered stands with the answer only.
    rules: Mapped[list[str]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # When it is told: at once by day, in the morning after a night, on the next working day.
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    outcome: Mapped[AlertOutcome | None] = mapped_column(stored(AlertOutcome, "alert_outcome"), default=None)
    outcome_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    outcome_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)

    def key(self, person_id: int) -> str:
        """Return the key of the message to one of its readers."""
        return f"report-alert-{self.id}-{person_id}"


class AlertOutcomeSaid(Base):
    """Each time somebody said what came of it: a correction keeps what was said before."""

    __tablename__ = "report_alert_outcome"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    alert_id: Mapped[int] = mapped_column(ForeignKey("report_alert.id"), index=True)
    outcome: Mapped[AlertOutcome] = mapped_column(stored(AlertOutcome, "alert_outcome"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class LooksReminder(Base):
    """On a day somebody was asked what came of every look that still waits for a word, in one message."""

    __tablename__ = "report_reminder"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Their own local day.
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    # The ids of what it lists.
    alerts: Mapped[list[int]] = mapped_column(JSON)

    @property
    def key(self) -> str:
        """Return the key of its message, which stands as things stand."""
        return f"report-reminder-{self.id}"


class Digest(Base):
    """The day on which an incident's trends went out, once, however many processes look at the clock."""

    __tablename__ = "report_digest"
    __table_args__ = (UniqueConstraint("incident_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class TrendShown(Base):
    """A trend went to a reader: when, of whose answers, how many; `own` when it held the part about themselves."""

    __tablename__ = "report_trend_shown"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    of_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    answers: Mapped[int]
    own: Mapped[bool]

    @property
    def subject(self) -> str:
        """Return its name in the outbox."""
        return f"trend:{self.id}"
