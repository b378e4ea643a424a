"""The Home tabs that somebody may be looking at."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mvai_slackbot.db import Base, UTCDateTime


class HomeTab(Base):
    """A Home tab that was used within the hour: what it shows, so that it is shown anew only when that changes."""

    __tablename__ = "home_tab"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    # By the machine's clock: whoever turns the other one closes nobody's tab.
    used_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    # The page of each list that was turned; of the others the first is shown.
    pages: Mapped[dict[str, int]] = mapped_column(JSON)
    # When it was last compared with how things stand, and how far the outbox had come then.
    looked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    mark: Mapped[str] = mapped_column(String(80), default="")
    # A digest of what stands on it; no word can be read from it.
    shown: Mapped[str] = mapped_column(String(64), default="")
