"""Numbers that people read aloud: one after another, none twice, also when two ask at once."""

from sqlalchemy import String, bindparam, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from mvai_slackbot.db import Base, rows_of, straight


class Counter(Base):
    """The last number given in a series."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(String(100), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


# One statement, so that the row is held as short as possible.
_ROWS = rows_of(Counter)
NEXT = update(_ROWS).where(_ROWS.c.series == bindparam("of")).values(last=_ROWS.c.last + 1).returning(_ROWS.c.last)


def take_number(session: Session, series: str) -> int:
    """Take the next number of a series; others who ask wait until this transaction ends."""
    taken: int | None = straight(session).scalar(NEXT, {"of": series})
    if taken is None:
        session.add(Counter(series=series, last=1))
        session.flush()
        return 1
    return taken
