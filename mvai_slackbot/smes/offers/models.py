"""The tables beside an offer: the list of who is asked, what was agreed, questions."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored
from mvai_slackbot.smes.models import Mode


class Role(StrEnum):
    """As what somebody helps."""

    HELPER = "helper"
    TEAM_LEAD = "team-lead"
    AREA_LEAD = "area-lead"
    MENTAL_HEALTH = "mental-health"


class ListState(StrEnum):
    """Whether people are still wanted from a list."""

    OPEN = "open"
    FILLED = "filled"
    ENDED = "ended"


class OfferList(Base):
    """Whom staff chose to ask about a request, in which order, and how many are wanted."""

    __tablename__ = "offer_list"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"), index=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    mode: Mapped[Mode] = mapped_column(stored(Mode, "mode"))
    wanted: Mapped[int]
    # Everybody at once; else as many as are wanted, and the next one when somebody cannot.
    all_at_once: Mapped[bool]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # The request while the list is open, empty afterwards: one list at a time.
    open_key: Mapped[str | None] = mapped_column(String(60), unique=True, default=None)
    state: Mapped[ListState] = mapped_column(stored(ListState, "state"), default=ListState.OPEN)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When staff were told that nobody is left on it.
    told_empty_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class OfferListPlace(Base):
    """One person on a list."""

    __tablename__ = "offer_list_place"
    __table_args__ = (UniqueConstraint("list_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    list_id: Mapped[int] = mapped_column(ForeignKey("offer_list.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(stored(Role, "role"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), default=None)
    # They could not be asked when their turn came.
    skipped_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class AssignmentTerms(Base):
    """What belongs to an offer, and to the assignment it becomes: time to answer, role, dates, first contact."""

    __tablename__ = "assignment_terms"
    __table_args__ = (
        Index("ix_assignment_terms_answer_by", "answer_by"),
        Index("ix_assignment_terms_first_contact_due", "first_contact_due"),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(stored(Role, "role"), default=Role.HELPER)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("offer_list.id"), index=True, default=None)
    # The assignment that ends when this one is accepted.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), default=None)
    # Held by the team lead for somebody who handed over, until somebody else is found.
    covering: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    answer_by: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    remind_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # The time to answer passed; others said yes first; they said yes after that.
    expired_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    filled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Who of staff wrote down the answer, where it was given by mail or by phone.
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    late_yes_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    unreached_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When they pressed to read the kind of place.
    place_shown_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # When staff were told that a question still waits for their answer.
    question_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # What the SME lets the leader have: "phone", "email", "experience".
    shares: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    first_contact_due: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    first_contact_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    first_contact_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # The leader asked for somebody else, without a reason.
    someone_else_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    stood_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class SmeLetter(Base):
    """A letter that stands in the place of a direct message, to an SME without a Slack account."""

    __tablename__ = "sme_letter"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)


class OfferQuestion(Base):
    """What somebody asked before they answered an offer, and what staff said."""

    __tablename__ = "offer_question"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    question: Mapped[Private] = mapped_column(PrivateText)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    answer: Mapped[Private | None] = mapped_column(PrivateText, default=None)
