"""The tables of the roster, of offers and assignments, and of notes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class Kind(StrEnum):
    """What somebody on the roster brings: the kinds every roster has. A setting adds more, by their words."""

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


class Anyway(StrEnum):
    """Where somebody wants to be asked all the same, although the roster would pass them over."""

    OWN_COUNTY = "own-county"
    NEXT_COUNTY = "next-county"
    OWN_STATE = "own-state"
    NEXT_STATE = "next-state"
    AGENCY = "agency"
    OWN_DATE = "own-date"


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
    # A `Kind`, or one that the settings add.
    kind: Mapped[str] = mapped_column(String(40))
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
    # Five digits, see `counties`; empty where the state alone is known.
    home_county: Mapped[str] = mapped_column(String(5), default="")
    # The kind and sworn size of the agency they led or served, as an incident's details name them.
    agency_type: Mapped[str] = mapped_column(String(20), default="")
    agency_size: Mapped[str] = mapped_column(String(20), default="")
    # Codes of `languages.LANGUAGES`; English is taken for granted.
    languages: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    # A point near home, to a tenth of a degree, where a whole state says too little; never an address.
    latitude: Mapped[float | None] = mapped_column(default=None)
    longitude: Mapped[float | None] = mapped_column(default=None)
    # When they like to be reached, on their own clock: days (Monday is 0), "HH:MM" to "HH:MM"; empty for no wish.
    days: Mapped[list[int]] = mapped_column(JSON, default_factory=list)
    hours_from: Mapped[str] = mapped_column(String(5), default="")
    hours_to: Mapped[str] = mapped_column(String(5), default="")
    # Pairs of days, first and last ("YYYY-MM-DD"), on which nobody asks them; the last is empty for an open end.
    absences: Mapped[list[list[str]]] = mapped_column(JSON, default_factory=list)
    # For how many days after a deployment nobody asks them.
    rest_days: Mapped[int] = mapped_column(default=0)
    # Values of `Anyway`.
    ask_anyway: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    # Agencies they are bound to (own, mutual aid, a conflict), one a line.
    agencies: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # What may come between them and a community, in words, for staff.
    conflicts: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # Days of the year that are hard for them, "MM-DD", one a line; why is nobody's business.
    own_dates: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    # Who is there for them while they help, and how to reach that person.
    support_name: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    support_contact: Mapped[Private | None] = mapped_column(PrivateText, default=None)


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
