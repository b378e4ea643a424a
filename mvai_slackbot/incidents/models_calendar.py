"""The tables of an incident's calendar: hard days, phases that a coordinator set, and its year mark."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime


class HardDay(Base):
    """Something that happens on a day, by its kind alone: no words, no names."""

    __tablename__ = "incident_hard_day"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    day: Mapped[date]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=None)


class PhaseTurn(Base):
    """From a day on a phase was begun early, or kept (`held`); without a phase it goes by the clock again."""

    __tablename__ = "incident_phase_turn"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    since: Mapped[date]
    phase: Mapped[str] = mapped_column(String(30))
    held: Mapped[bool]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class YearMark(Base):
    """What an incident calls its year mark, and on which day it first comes, where staff chose that."""

    __tablename__ = "incident_year_mark"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), unique=True)
    name: Mapped[str] = mapped_column(String(30))
    first_on: Mapped[date | None]
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
