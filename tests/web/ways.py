"""A town whose chief has no Slack account, and what a browser or a mail scanner does with the link."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from tests.checkins.ways import open_incident, turn_to
from tests.conftest import Town

PUBLIC = "https://forms.example.org"
NAME, ADDRESS = "Rae Moss", "rae.moss@police.example.gov"
LINK = re.compile(rf"{PUBLIC}/form/[\w-]+")


@dataclass
class Answer:
    """What came back."""

    status: int
    words: str
    headers: dict[str, str] = field(default_factory=dict)


def lead_without_account(
    town: Town, *, email: str = ADDRESS, phone: str = "555 010 0100", words: str = "Event at a shopping street"
) -> str:
    """Open an incident and write down a chief who has no account; return the channel."""
    channel = open_incident(town, words)
    town.ana.presses("Set leader", channel)
    filled = {"Part": "Leader", "Name": NAME, "Rank or title": "Chief", "Agency": "Hollis Police"}
    filled |= {"Time zone": "America/Chicago"}
    filled |= {"Official e-mail": email} if email else {}
    filled |= {"Official phone": phone} if phone else {}
    town.ana.submits(filled)
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    return channel


def get_link(town: Town, channel: str, *, agreed: bool = True) -> str:
    """Let the coordinator get a link; return it as it is shown, once."""
    town.ana.types("/mvai-checkin link", channel=channel)
    town.ana.submits({"Their yes": ["They agreed to check-ins, to me, by phone or in person"]} if agreed else {})
    town.bot.settle()
    form = town.ana.form
    assert form is not None
    found = LINK.search(form.text)
    assert found is not None, form.text
    town.ana.cancels(all_forms=True)
    return found[0]


def here(town: Town, link: str) -> str:
    """Return where the link leads on this machine."""
    return link.replace(PUBLIC, f"http://127.0.0.1:{town.bot.port}")


def ask(town: Town, link: str, fields: object = None, **headers: str) -> Answer:
    """Open a link, or send fields to it."""
    data = urlencode(fields, doseq=True).encode() if fields is not None else None  # type: ignore[arg-type]
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(here(town, link), data=data, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return Answer(answer.status, answer.read().decode(), dict(answer.headers))
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, refused.read().decode(), dict(refused.headers))


def days_pass(town: Town, days: float) -> None:
    """Turn the clock."""
    town.sim.clock.advance(timedelta(days=days))
    town.bot.tick()


__all__ = ["ADDRESS", "LINK", "NAME", "PUBLIC", "Answer", "ask", "days_pass", "get_link", "here", "lead_without_account",
           "turn_to"]  # fmt: skip
