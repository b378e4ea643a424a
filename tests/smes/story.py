"""What the stories of SMEs begin with."""

from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Reply
from tests.conftest import Town

CHANNEL = "mvai-2026-001"
AREAS = ["Public information strategies", "Victim and witness health and wellness"]


def on_roster(town: Town, person: Person, **more: object) -> Reply:
    """Put somebody on the roster."""
    town.ana.types(f"/mvai-sme add @{person.handle}")
    town.ana.fills({"Kind": "Law enforcement executive", "Areas covered": AREAS, **more})
    answer = town.ana.submits()
    town.ana.cancels()
    return answer


def opened(town: Town, *, drill: bool = False) -> str:
    """Open an incident, log a request in it, and return its channel."""
    town.ana.types(f"/mvai-incident open {'--drill ' if drill else ''}Event at a shopping street")
    town.bot.settle()
    channel = "drill-mvai-2026-001" if drill else CHANNEL
    logged(town, channel)
    return channel


def logged(town: Town, channel: str = CHANNEL, text: str = "somebody for the first press briefing") -> None:
    """Log a request."""
    town.ana.types(f"/mvai-request log {text}", channel)
    town.bot.settle()


def asked(town: Town, person: Person, number: int = 1) -> Reply:
    """Ask somebody about a request, with both steps."""
    town.ana.types(f"/mvai-sme assign {number} @{person.handle}")
    answer = town.ana.presses("Send")
    town.bot.settle()
    return answer


def words_of(person: Person) -> str:
    """Return all that stands in somebody's direct message with the bot."""
    return "\n".join(message.words for message in person.reads())
