"""Ways that several tests of calls go: turn the clock, put people on call, find messages."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Message
from tests.conftest import Town

PLEASE = "Somebody asks for a call. Please call them."
TEN_MINUTES = timedelta(minutes=10)


def turn(town: Town, by: timedelta = TEN_MINUTES) -> None:
    """Turn the clock and let the bot look at it."""
    town.sim.clock.advance(by)
    town.bot.tick()


def on_call(town: Town, first: Person, second: Person | None = None) -> None:
    """Put one person, or two, on call."""
    town.ana.types(f"/mvai on-call {first.mention}")
    if second is not None:
        town.ana.types(f"/mvai on-call {second.mention} second")
    town.bot.settle()


def reaches(town: Town, person: Person) -> None:
    """Let somebody on call say that what the bot sends reaches them: from then on the safety question is asked."""
    person.presses("I got this")
    town.bot.settle()


def told(person: Person, words: str) -> list[Message]:
    """Return the messages of the bot to this person that hold the words, as they stand now, oldest first."""
    return [one for one in person.reads() if words in one.words and not one.ephemeral]


def stands_in(town: Town, channel: str) -> list[str]:
    """Return what stands in a channel for everybody in it."""
    return [one.words for one in town.ana.reads(channel) if not one.ephemeral]


def ask(town: Town, person: Person) -> None:
    """Type to the bot and press the button of its answer."""
    person.writes("hello")
    town.bot.settle()
    person.presses("Ask for a call")
    town.bot.settle()


def open_with_leader(town: Town, *, drill: bool = False) -> str:
    """Open an incident of ana's with the chief as its leader; return the channel's name."""
    town.ana.types(f"/mvai-incident open {'--drill ' if drill else ''}Event at a shopping street, scene secured")
    town.bot.settle()
    channel = next(name for name in town.ana.channels() if name.startswith("drill-mvai" if drill else "mvai-"))
    town.ana.types(f"/mvai-incident leader {town.chief.mention}", channel=channel).presses("Send")
    town.bot.settle()
    return channel


def calls_on_record(town: Town) -> list[CallAsked]:
    """Return every call on record."""
    with town.bot.bot.works.database.read() as session:
        return list(session.query(CallAsked).order_by(CallAsked.id))


def everything_stored(town: Town) -> bytes:
    """Return all that the database holds: the file with its log on SQLite, every row of every table on PostgreSQL."""
    database = town.bot.bot.works.database
    if database.is_sqlite:
        path = database.engine.url.database or ""
        found = b""
        for name in (path, f"{path}-wal"):
            found += Path(name).read_bytes()
        return found
    rows: list[str] = []
    with database.read() as session:
        tables = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for table in tables:
            rows += [str(row) for row in session.execute(text(f"SELECT t::text FROM {table} t")).all()]
    return "\n".join(rows).encode()
