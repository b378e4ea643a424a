"""The tables of exports."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime


class ExportLog(Base):
    """One export: who took which incident out of the records, and when."""

    __tablename__ = "export_log"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    full: Mapped[bool]
    rows: Mapped[int]


class RequestExportLog(Base):
    """One export of a list of requests: who took it out of the records, when, and what they asked for."""

    __tablename__ = "request_export_log"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Words of the search alone: none of them is anybody's.
    asked: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]
