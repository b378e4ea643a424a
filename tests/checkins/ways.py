"""What tests of check-ins do again and again, in people's words."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins.models import Occurrence, Prompt
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Message
from tests.conftest import Town

CHICAGO = ZoneInfo("America/Chicago")
MONDAY = 0


def local_now(town: Town) -> datetime:
    """Return what the clock shows where the chief is."""
    return town.sim.clock.now().astimezone(CHICAGO)


def turn_to(town: Town, hour: int, minute: int = 0, *, days: int = 0) -> None:
    """Turn the clock to an hour where the chief is, so many days from today, and let the bot look."""
    then = datetime.combine(local_now(town).date() + timedelta(days=days), time(hour, minute), tzinfo=CHICAGO)
    town.sim.clock.to(then.astimezone(UTC))
    town.bot.tick()


def open_incident(town: Town, words: str = "Event at a shopping street, scene secured") -> str:
    """Open an incident next Monday at ten in the morning where the chief is; return its channel's name."""
    turn_to(town, 10, days=(MONDAY - local_now(town).weekday()) % 7 or 7)
    answer = town.ana.types(f"/mvai-incident open {words}")
    town.bot.settle()
    found = re.search(r"mvai-(drill-)?(\d{4}-\d{3})", answer.text + answer.words)
    assert found is not None
    return f"drill-mvai-{found.group(2)}" if found.group(1) else found.group(0)


def offer(town: Town, channel: str, *, to: Person | None = None) -> None:
    """Offer check-ins to the chief, or to somebody else."""
    person = to or town.chief
    town.ana.types(f"/mvai-checkin offer @{person.handle}", channel=channel).presses("Send")
    town.bot.settle()


def agree(town: Town) -> str:
    """Open an incident, offer, and let the chief say yes; return the channel."""
    channel = open_incident(town)
    offer(town, channel)
    press(town, town.chief, "Yes")
    # What comes with a yes, where they are reached, may be left out.
    if town.chief.form is not None:
        town.chief.cancels(all_forms=True)
    return channel


def press(town: Town, person: Person, label: str) -> None:
    """Press the newest button with this label among somebody's direct messages, and let the bot deliver."""
    person.presses(label)
    town.bot.settle()


def ask_now(town: Town, channel: str) -> None:
    """Ask today's check-in now."""
    town.ana.types("/mvai-checkin now", channel=channel).presses("Send")
    town.bot.settle()


def occurrences(town: Town) -> list[Occurrence]:
    """Return everything that was asked or skipped, earliest first."""
    with town.bot.bot.works.database.read() as session:
        return list(session.scalars(select(Occurrence).order_by(Occurrence.local_date, Occurrence.id)))


def prompts(town: Town) -> list[Prompt]:
    """Return every prompt, earliest first."""
    with town.bot.bot.works.database.read() as session:
        return list(session.scalars(select(Prompt).order_by(Prompt.id)))


def messages(person: Person) -> list[Message]:
    """Return every message the bot wrote to somebody directly, oldest first."""
    return [one for one in person.reads() if not one.ephemeral]
