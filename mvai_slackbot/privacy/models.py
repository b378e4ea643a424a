"""The table of exports."""

from datetime import datetime

from sqlalchemy import ForeignKey
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
