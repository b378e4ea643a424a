"""The tables of the roster, of offers and assignments, and of notes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class Kind(StrEnum):
    """What somebody on the roster brings (domain report 1.5, role family)."""

    EXECUTIVE = "executive"
    PUBLIC_INFORMATION = "public-information"
    INVESTIGATIONS = "investigations"
    VICTIM_SERVICES = "victim-services"
    PEER_SUPPORT = "peer-support"
    POLICE_PSYCHOLOGIST = "police-psychologist"
    MENTAL_HEALTH = "mental-health"
    FAITH = "faith"
    COMMUNITY = "community"
    FAMILY_MEMBER = "family-member"


# Those who get the part of mental-health SME with their first assignment in an incident.
MENTAL_HEALTH_KINDS = frozenset({Kind.POLICE_PSYCHOLOGIST, Kind.MENTAL_HEALTH})


class Travel(StrEnum):
    """How far somebody travels to help in person."""

    NO = "no"
    OWN_STATE = "own-state"
    ANYWHERE = "anywhere"


class Mode(StrEnum):
    """How help is given."""

    VIRTUAL = "virtual"
    IN_PERSON = "in-person"


class State(StrEnum):
    """Where an offer, or the assignment it became, stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    DONE = "done"
    HANDED_OVER = "handed-over"
    STEPPED_BACK = "stepped-back"
    ENDED = "ended"


OPEN_STATES = (State.OFFERED, State.ACCEPTED)


class Sme(Base):
    """Somebody on the roster."""

    __tablename__ = "sme"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    kind: Mapped[Kind] = mapped_column(stored(Kind, "kind"))
    areas: Mapped[list[str]] = mapped_column(JSON)
    # Kinds of incident lived through, coarse: a kind of place, never an incident.
    experience: Mapped[list[str]] = mapped_column(JSON)
    home_state: Mapped[str] = mapped_column(String(2))
    timezone: Mapped[str] = mapped_column(String(64))
    travel: Mapped[Travel] = mapped_column(stored(Travel, "travel"))
    # How many assignments at the same time.
    most: Mapped[int]
    # Preferred way and hours to talk, in the person's own words.
    talks: Mapped[Private | None] = mapped_column(PrivateText)
    active: Mapped[bool]
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class EarlierSme(Base):
    """What the roster said of somebody before it was corrected."""

    __tablename__ = "sme_earlier"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    sme_id: Mapped[int] = mapped_column(ForeignKey("sme.id"), index=True)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The row as JSON.
    said: Mapped[Private] = mapped_column(PrivateText)


class Assignment(Base):
    """An offer of one request to one SME, and what became of it."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("ix_assignment_incident", "incident_id", "state"),
        Index("ix_assignment_person", "person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    # The number people read aloud, kept here so that no list has to look it up.
    request_number: Mapped[int]
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mode: Mapped[Mode] = mapped_column(stored(Mode, "mode"))
    # Request and person while the offer is open, empty afterwards: unique, so that two who ask at once cannot both do so.
    open_key: Mapped[str | None] = mapped_column(String(60), unique=True)
    offered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    offered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[State] = mapped_column(stored(State, "state"), default=State.OFFERED)
    # Staff asked although the person has as many assignments as they take.
    anyway: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Why not, if the person chose to say; for staff only.
    reason: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # What was written when it was done.
    note: Mapped[Private | None] = mapped_column(PrivateText, default=None)

    @property
    def subject(self) -> str:
        """Return its name in the outbox."""
        return f"assignment:{self.id}"


class AssignmentNote(Base):
    """A note for staff and the SMEs of an incident."""

    __tablename__ = "assignment_note"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    words: Mapped[Private] = mapped_column(PrivateText)
