"""Numbers that people read aloud: one after another, none twice, also when two ask at once."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mvai_slackbot.db import Base


class Counter(Base):
    """The last number given in a series."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(String(100), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def take_number(session: Session, series: str) -> int:
    """Take the next number of a series; others who ask wait until this transaction ends."""
    counter = session.scalar(select(Counter).where(Counter.series == series).with_for_update())
    if counter is None:
        counter = Counter(series=series)
        session.add(counter)
    counter.last += 1
    session.flush()
    return counter.last
