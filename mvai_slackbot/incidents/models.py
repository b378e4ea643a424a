"""The tables of the incident."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class Status(StrEnum):
    """Whether an incident is open."""

    OPEN = "open"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How an incident ended."""

    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"
    NOT_THIS_KIND = "not-this-kind"
    BY_MISTAKE = "opened-by-mistake"
    SAME_AS = "same-as"

    def in_words(self, same_as: str = "") -> str:
        """Return how it ended, as it is read; which other one it is the same as ("mvai-2026-013") is for staff alone."""
        if self is Outcome.SAME_AS:
            return f"same as {same_as or 'another incident'}"
        return "not this kind of incident" if self is Outcome.NOT_THIS_KIND else self.value.replace("-", " ")


class Watch(StrEnum):
    """Whether the channel is as private as it was made."""

    PRIVATE = "private"
    ALARMED = "alarmed"


class Incident(Base):
    """One incident, or one drill."""

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("team_id", "drill", "year", "serial"),
        # The series is each workspace's own: two of them may both have an mvai-2026-001.
        UniqueConstraint("team_id", "number", name="uq_incident_team_id_number"),
        Index("ix_incident_channel", "channel_id"),
        Index("ix_incident_opened_at", "team_id", "opened_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40))
    drill: Mapped[bool]
    year: Mapped[int]
    serial: Mapped[int]
    # "mvai-2026-014": its number, and the channel's neutral name.
    number: Mapped[str] = mapped_column(String(40))
    description: Mapped[Private | None] = mapped_column(PrivateText)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    status: Mapped[Status] = mapped_column(stored(Status, "status"), default=Status.OPEN)
    outcome: Mapped[Outcome | None] = mapped_column(stored(Outcome, "outcome"), default=None)
    same_as: Mapped[str] = mapped_column(String(40), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    archive_after: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # The channel as Slack knows it; empty until Slack has made it.
    channel_id: Mapped[str | None] = mapped_column(String(40), default=None)
    channel_name: Mapped[str] = mapped_column(String(100), default="")
    archived: Mapped[bool] = mapped_column(default=False)
    watch: Mapped[Watch] = mapped_column(stored(Watch, "watch"), default=Watch.PRIVATE)
    # Every reason of the alarm that stands, so that each is told once.
    watch_reason: Mapped[str] = mapped_column(String(1000), default="")
    looked_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    counted_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Where the private answer to the opener can be replaced, until it has been (30 minutes at most).
    answer_url: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    told_waiting: Mapped[bool] = mapped_column(default=False)
    # Details, none of them about a person (see docs/privacy.md).
    agency: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    agency_type: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[str] = mapped_column(String(2), default="")
    # Its five digits, see `counties`.
    county: Mapped[str] = mapped_column(String(5), default="")
    sworn_band: Mapped[str] = mapped_column(String(20), default="")
    occurred_on: Mapped[date | None] = mapped_column(default=None)
    occurred_time: Mapped[str] = mapped_column(String(5), default="")
    timezone: Mapped[str] = mapped_column(String(64), default="")
    place_type: Mapped[str] = mapped_column(String(30), default="")
    situation: Mapped[str] = mapped_column(String(20), default="")
    released_counts: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    responders_affected: Mapped[str] = mapped_column(String(10), default="")
    lead_agency: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    partners: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    considerations: Mapped[Private | None] = mapped_column(PrivateText, default=None)

    @property
    def mark(self) -> str:
        """Return "DRILL " for a drill, nothing otherwise: it stands first wherever the incident is shown."""
        return "DRILL " if self.drill else ""

    @property
    def subject(self) -> str:
        """Return its name in the outbox."""
        return f"incident:{self.id}"


class EarlierWords(Base):
    """What a text of an incident said before it was corrected."""

    __tablename__ = "incident_earlier_words"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    words: Mapped[Private | None] = mapped_column(PrivateText)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TimelineEntry(Base):
    """One line of what happened, written by itself from a fact."""

    __tablename__ = "timeline_entry"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(60))
    line: Mapped[Private] = mapped_column(PrivateText)
    staff_only: Mapped[bool] = mapped_column(default=False)


class ChannelVisit(Base):
    """Somebody was in the channel, from when to when: who could see what."""

    __tablename__ = "channel_visit"
    __table_args__ = (Index("ix_channel_visit_incident", "incident_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    user_id: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class WrongEyes(Base):
    """Something reached a wrong person and was taken back: what they saw is recorded, never the words."""

    __tablename__ = "wrong_eyes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[str] = mapped_column(String(60))
    seen_from: Mapped[datetime] = mapped_column(UTCDateTime)
    taken_back_at: Mapped[datetime] = mapped_column(UTCDateTime)
