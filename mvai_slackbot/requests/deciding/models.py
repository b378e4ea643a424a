"""The table of who stands in for a reviewer."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime


class StandIn(Base):
    """Somebody is asked in a reviewer's place, from when until when, or until that is ended."""

    __tablename__ = "reviewer_stand_in"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    named_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
