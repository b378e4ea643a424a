"""The tables of people, their roles and parts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class Role(StrEnum):
    """A role in the whole program."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    IACP_REVIEWER = "iacp-reviewer"
    BJA_REVIEWER = "bja-reviewer"
    AUDITOR = "auditor"
    SME = "sme"


class Part(StrEnum):
    """A part in one incident."""

    OWNER = "owner"
    LEADER = "leader"
    DEPUTY = "deputy"
    CONTACT = "contact"
    SME = "sme"
    SME_LEAD = "sme_lead"
    MENTAL_HEALTH_SME = "mental_health_sme"
    DELEGATE = "delegate"


class Rank(StrEnum):
    """Who is asked first, and who when the first does not answer."""

    FIRST = "first"
    SECOND = "second"


class Person(Base):
    """Somebody, known by Slack's team and user id, or, without an account, by name and agency."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40))
    name: Mapped[Private] = mapped_column(PrivateText)
    user_id: Mapped[str | None] = mapped_column(String(40), default=None)
    rank: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    agency: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    email: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    phone: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    prefers: Mapped[str] = mapped_column(String(20), default="")
    timezone: Mapped[str] = mapped_column(String(64), default="")
    # A guest, or a member of another organization, or a deactivated account, as Slack says.
    guest: Mapped[bool] = mapped_column(default=False)
    outside: Mapped[bool] = mapped_column(default=False)
    deactivated: Mapped[bool] = mapped_column(default=False)
    profile_read_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    @property
    def title(self) -> str:
        """Return name, rank and agency in one line, for those who may read them."""
        rank = f"{self.rank.reveal()} " if self.rank else ""
        agency = f", {self.agency.reveal()}" if self.agency else ""
        return f"{rank}{self.name.reveal()}{agency}"


class RoleHeld(Base):
    """A role given to somebody, from when to when, by whom."""

    __tablename__ = "role_held"
    __table_args__ = (Index("ix_role_held_person", "person_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(stored(Role, "role"))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)


class PartHeld(Base):
    """A part somebody has in one incident, from when to when."""

    __tablename__ = "part_held"
    __table_args__ = (Index("ix_part_held_incident", "incident_id", "part"), Index("ix_part_held_person", "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    part: Mapped[Part] = mapped_column(stored(Part, "part"))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Whether they are to be in the channel; somebody may lead without it.
    invited: Mapped[bool] = mapped_column(default=True)


class PersonEarlier(Base):
    """What the record of a person said before it was corrected."""

    __tablename__ = "person_earlier"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[str] = mapped_column(String(20))
    words: Mapped[Private | None] = mapped_column(PrivateText)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class HiddenIncident(Base):
    """An incident that is locked: only coordinators see it while `until` is empty."""

    __tablename__ = "hidden_incident"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    hidden_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class OnCall(Base):
    """A shift: somebody is on call, first or second, until a moment or until somebody else takes over."""

    __tablename__ = "on_call"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    team_id: Mapped[str] = mapped_column(String(40), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rank: Mapped[Rank] = mapped_column(stored(Rank, "rank"))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When the person was told that it has begun; empty while it lies ahead.
    begun_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class Absence(Base):
    """A time in which somebody takes no tasks."""

    __tablename__ = "absence"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
