"""The tables of check-ins: offers, plans, prompts, occurrences, delegations, answers and who read them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.checkins.plans.schedule import Pace
from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class OfferState(StrEnum):
    """Where an offer stands; `asked` and `later` can still be answered."""

    ASKED = "asked"
    LATER = "later"
    YES = "yes"
    NO = "no"
    TAKEN_BACK = "taken-back"
    ENDED = "ended"


class PlanState(StrEnum):
    """Whether somebody is being asked."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


class PromptState(StrEnum):
    """Where a prompt stands."""

    OPEN = "open"
    SNOOZED = "snoozed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    # It closed without an answer and counts for nothing: another person took it over, it waited, it came late.
    PASSED = "passed"
    # It closed without an answer although it was there to be answered. Never a value of an answer, never scored.
    NO_RESPONSE = "no-response"
    # Slack would not take it.
    UNDELIVERED = "undelivered"


class DelegationState(StrEnum):
    """Where the question to answer in the leader's place stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ENDED = "ended"


class About(StrEnum):
    """What a set of questions is about."""

    OFFICER = "officer"
    COMMUNITY = "community"


class Answerer(StrEnum):
    """In which role an answer was given."""

    LEADER = "leader"
    DELEGATE = "delegate"


class AnswersAs(StrEnum):
    """Who somebody is that answers in the leader's place, or beside them; the leader says so when they ask."""

    DEPUTY = "deputy"
    WELLNESS = "wellness-coordinator"
    PEER_SUPPORT = "peer-support-lead"
    LIAISON = "community-liaison"
    VICTIM_SERVICES = "victim-services-liaison"
    OTHER = "other"


class Offer(Base):
    """The question to one person whether they want check-ins in one incident."""

    __tablename__ = "checkin_offer"
    __table_args__ = (Index("ix_checkin_offer_incident", "incident_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    offered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    offered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[OfferState] = mapped_column(stored(OfferState, "state"), default=OfferState.ASKED)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # A second view: the plan it would stand beside (no key: plans point at offers), and about what.
    second_of: Mapped[int | None] = mapped_column(default=None)
    subject: Mapped[About | None] = mapped_column(stored(About, "offered_about"), default=None)
    answers_as: Mapped[AnswersAs | None] = mapped_column(stored(AnswersAs, "offered_as"), default=None)

    @property
    def key(self) -> str:
        """Return the key of its direct message, which shows the plan after a yes."""
        return f"checkin-offer-{self.id}"


class Plan(Base):
    """Somebody said yes to check-ins in one incident."""

    __tablename__ = "checkin_plan"
    __table_args__ = (Index("ix_checkin_plan_incident", "incident_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("checkin_offer.id"), unique=True)
    consent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Since when the state holds, and who set it (None: the bot).
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    # Every local date up to this one is settled: asked, skipped, or before the yes. The future is computed, not stored.
    settled_through: Mapped[date]
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    state: Mapped[PlanState] = mapped_column(stored(PlanState, "state"), default=PlanState.ACTIVE, index=True)
    # The first day on which a pause has ended by itself; empty while it waits for "Go on".
    paused_until: Mapped[date | None] = mapped_column(default=None)
    pace: Mapped[Pace] = mapped_column(stored(Pace, "pace"), default=Pace.USUAL)
    # The local hour they picked ("14:30"); empty: the schedule's.
    hour: Mapped[str] = mapped_column(String(5), default="")
    # No quiet word on the year mark.
    no_mark: Mapped[bool] = mapped_column(default=False)
    # A second view stands beside another plan and is asked about one subject only.
    second_of: Mapped[int | None] = mapped_column(ForeignKey("checkin_plan.id"), default=None, index=True)
    subject: Mapped[About | None] = mapped_column(stored(About, "asked_about"), default=None)


class Prompt(Base):
    """One direct message that asks; one a day for each person of a plan."""

    __tablename__ = "checkin_prompt"
    __table_args__ = (
        UniqueConstraint("plan_id", "person_id", "local_date"),
        # The clock looks for the few that wait, among all that ever were.
        Index("ix_checkin_prompt_state", "state", "plan_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("checkin_plan.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    local_date: Mapped[date]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # A staff member who asked now; None when the clock did.
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    state: Mapped[PromptState] = mapped_column(stored(PromptState, "state"), default=PromptState.OPEN)
    # How often it was put before the person, each time as a message of its own: first, after a snooze, as a reminder.
    shown: Mapped[int] = mapped_column(default=1)
    shown_on: Mapped[date | None] = mapped_column(default=None)
    # How many reminders went out, and the last one.
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    snoozed_until: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    def key(self, nth: int = 0) -> str:
        """Return the key of its nth message, by default the latest."""
        return f"checkin-prompt-{self.id}-{nth or self.shown}"


class Occurrence(Base):
    """One set of questions on one local date; without a prompt it was due while the bot was down, and skipped."""

    __tablename__ = "checkin_occurrence"
    __table_args__ = (UniqueConstraint("plan_id", "subject", "local_date"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("checkin_plan.id"))
    subject: Mapped[About] = mapped_column(stored(About, "subject"))
    local_date: Mapped[date]
    form: Mapped[str] = mapped_column(String(40))
    prompt_id: Mapped[int | None] = mapped_column(ForeignKey("checkin_prompt.id"), index=True)


class Delegation(Base):
    """Somebody the leader asked to answer in their place about one subject, or about both (None)."""

    __tablename__ = "checkin_delegation"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("checkin_plan.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject: Mapped[About | None] = mapped_column(stored(About, "delegated"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[DelegationState] = mapped_column(stored(DelegationState, "state"), default=DelegationState.ASKED)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # They answer only while the first one is away.
    stands_in: Mapped[bool] = mapped_column(default=False)
    answers_as: Mapped[AnswersAs | None] = mapped_column(stored(AnswersAs, "delegated_as"), default=None)

    @property
    def key(self) -> str:
        """Return the key of the delegate's direct message."""
        return f"checkin-delegation-{self.id}"


class Answer(Base):
    """One version of an answer; earlier versions stay."""

    __tablename__ = "checkin_answer"
    __table_args__ = (UniqueConstraint("occurrence_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("checkin_occurrence.id"))
    version: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Answerer] = mapped_column(stored(Answerer, "role"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    # JSON: what each item got ("1" to "5", "unknown", "skip"), what the answer rests on, what would help.
    said: Mapped[Private] = mapped_column(PrivateText)
    # JSON, apart from the rest: what the leader said of their own capacity.
    own: Mapped[Private | None] = mapped_column(PrivateText)
    note: Mapped[Private | None] = mapped_column(PrivateText)
    # Who was named as a reader when it was given.
    readers: Mapped[Private] = mapped_column(PrivateText)
    # Who they were when they gave it, beside or in the place of the leader; empty for the leader.
    answers_as: Mapped[AnswersAs | None] = mapped_column(stored(AnswersAs, "answered_as"), default=None)


class AnswerRead(Base):
    """Somebody opened an answer; `own` when the leader's own capacity and the note were shown too."""

    __tablename__ = "checkin_answer_read"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    answer_id: Mapped[int] = mapped_column(ForeignKey("checkin_answer.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    own: Mapped[bool]
