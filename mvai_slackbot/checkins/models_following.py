"""The tables of what follows a prompt: people asked to phone, requests that came from an answer, links to the form."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, Private, PrivateText, UTCDateTime
from mvai_slackbot.outbox.models import stored


class Step(StrEnum):
    """What silence leads to, one after the other; it ends with the first answer."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    MONTHLY = "monthly"


class Reached(StrEnum):
    """What came of a phone call; nothing of what was said is kept."""

    REACHED = "reached"
    NO_CONTACT = "no-contact"


class Outreach(Base):
    """One step after prompts that somebody did not answer; `first_prompt_id` is the first of them in a row."""

    __tablename__ = "checkin_outreach"
    __table_args__ = (UniqueConstraint("plan_id", "person_id", "first_prompt_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("checkin_plan.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_prompt_id: Mapped[int] = mapped_column(ForeignKey("checkin_prompt.id"))
    step: Mapped[Step] = mapped_column(stored(Step, "step"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    came_of_it: Mapped[Reached | None] = mapped_column(stored(Reached, "reached"), default=None)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    told_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), default=None)
    # The person answered, or stopped.
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)

    def key(self, reader_id: int) -> str:
        """Return the key of the task as one person reads it."""
        return f"checkin-outreach-{self.id}-{reader_id}"


class HelpAsked(Base):
    """A request that was logged from what an answer said would help, one row for each area."""

    __tablename__ = "checkin_help_asked"
    __table_args__ = (UniqueConstraint("occurrence_id", "area"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("checkin_occurrence.id"))
    area: Mapped[str] = mapped_column(String(40))
    request_id: Mapped[int] = mapped_column(ForeignKey("assistance_request.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class FormLink(Base):
    """A link to the form of one prompt for somebody without a Slack account. Only a hash of its secret is kept."""

    __tablename__ = "checkin_form_link"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    prompt_id: Mapped[int] = mapped_column(ForeignKey("checkin_prompt.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # The staff member it was shown to; None when it went out by e-mail.
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # The letter that carries it: while a person has to send that, each showing of its words gives the row a new secret.
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True, default=None)
    # The address it was sent to: a new one goes there and nowhere else. When the mail server took it, or a person sent it.
    sent_to: Mapped[Private | None] = mapped_column(PrivateText, default=None)
    delivered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)
    # Made when everything was answered already: it opens what was answered, to be changed. An earlier link never does.
    reopens: Mapped[bool] = mapped_column(default=False)
