"""Longer ways that several stories of offers go."""

from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.smes.models import Assignment, State
from tests.conftest import Town
from tests.smes.story import CHANNEL, on_roster

MORE = (("mia", "Mia Lowe"), ("noa", "Noa Kent"), ("pia", "Pia Dorn"), ("gus", "Gus Hale"))


def passes(town: Town, *, minutes: int, step: int = 5) -> None:
    """Let time pass in small steps, as it does, and the bot look at the clock in each."""
    for _ in range(0, minutes, step):
        town.sim.clock.advance(timedelta(minutes=step))
        town.bot.tick()


def logged_urgently(town: Town, text: str = "somebody for the first press briefing") -> None:
    """Log a request that is wanted within hours."""
    town.ana.types("/mvai-request log", CHANNEL)
    town.ana.submits({"What is asked for": text, "How soon": "Within hours"})
    town.ana.cancels(all_forms=True)
    town.bot.settle()


def opened_urgently(town: Town) -> None:
    """Open an incident with a request that is wanted within hours."""
    town.ana.types("/mvai-incident open Event at a shopping street")
    town.bot.settle()
    logged_urgently(town)


def many(town: Town, most: int = 6) -> list[Person]:
    """Put six people on the roster."""
    new = [town.sim.person(handle, real_name=name, tz="America/Chicago") for handle, name in MORE]
    found = [town.sam, town.sol, *new][:most]
    for one in found:
        on_roster(town, one)
    return found


ALL = "Ask all of them now; the first to say yes are the team"
NEXT = "Ask as many as are wanted, then the next when somebody cannot"
NAMES = {"sam": "Sam Reed", "sol": "Sol Marsh", **dict(MORE)}


def asks_several(town: Town, who: list[Person], *, wanted: int, pace: str = ALL, lead: str = "") -> str:
    """Ask several people about request 1, with both steps; return what was shown before it went out."""
    form = town.ana.types("/mvai-sme team 1").form
    assert form is not None
    options = form.options("Who, in this order")

    def option(person: Person) -> str:
        return next(one for one in options if one.startswith(NAMES[person.handle]))

    values: dict[str, object] = {
        "How many are wanted": str(wanted),
        "Who, in this order": [option(one) for one in who],
        "How": pace,
    }
    if lead:
        values["Team lead"] = next(one for one in options if one.startswith(lead))
    shown = town.ana.submits(values).form
    assert shown is not None
    words = shown.text
    shown.presses("Send")
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    return words


def states(town: Town) -> list[State]:
    """Return where every offer stands, earliest first."""
    with town.bot.bot.works.database.read() as session:
        return [one.state for one in session.scalars(select(Assignment).order_by(Assignment.id))]


def told(person: Person, words: str) -> list[str]:
    """Return the messages in somebody's direct message with the bot that hold these words."""
    return [one.words for one in person.reads() if words in one.words]
