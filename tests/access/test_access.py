"""Every listener, every kind of person, every relation to an incident: asked through the wire with forged payloads."""

import asyncio
import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import structlog

from mvai_slackbot.app import Bot, build, open_database
from mvai_slackbot.db import Base
from mvai_slackbot.runtime import run_web
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.slack.listeners import Listener
from tests.bot import settings_for

from .cast import BJA, EVERYBODY, IACP, OTHERS, OUTSIDER, PARTLESS, Cast
from .examples import Examples
from .records import Records
from .table import NOWHERE, TABLE
from .town import LOCKED, OTHER, RELATIONS, THEIRS, Ids, prepare
from .wire import Heard, Wire

# The words of a refusal. What is refused for another reason (done already, closed) was allowed to be asked.
REFUSED = re.compile(
    "That is for |addressed to somebody else|There is no request|Answers are read by|You have no assignment for request"
    "|You get no check-ins there|A note belongs to an incident|This is on hold|Somebody else answers this one"
    "|You are no longer on call|Nothing of it is lost|This call has gone back"
)
# What Slack tells, and what follows from a press that was allowed.
MACHINES = ("event", "after")
FAILED = "Something went wrong on our side"
MAY, ANSWERED, NOT = "may", "asks", "-"
Cell = tuple[str, str, str, str]


class World:
    """The running bot, hearing and not delivering, so that what it promised can be looked at and taken back."""

    def __init__(self, sim: Simulator, folder: Path) -> None:
        path = folder / "mvai.db"
        ids = {kind: sim.person(kind.replace(" ", "_"), real_name=kind.title()).id for kind in (*EVERYBODY, *OTHERS)}
        settings = settings_for(sim, f"sqlite:///{path}", MVAI_PUBLIC_URL="https://forms.example.org")
        self.bot: Bot = build(settings, clock=sim.clock, database=open_database(settings))
        Base.metadata.create_all(self.bot.works.database.engine)
        self.bot.works.team_id = sim.workspace.hub.team_id
        # In the afternoon where everybody lives: at night nobody can be asked.
        afternoon = sim.clock.now().astimezone(ZoneInfo("America/Chicago")) + timedelta(days=1)
        sim.clock.to(afternoon.replace(hour=15, minute=0))
        self.cast = Cast(self.bot, ids)
        self.ids: dict[str, Ids] = prepare(self.cast)
        self.records = Records(path)
        self.sim = sim
        self.heard = {(one.kind, one.name): one for one in self.bot.edge.dispatch.listeners.values()}
        self.otherwise: dict[tuple[str, str], str] = {key: one.otherwise for key, one in self.heard.items()}


@contextmanager
def hearing(world: World) -> Iterator[Wire]:
    """Serve the bot's front in a thread, as `web` does."""
    ready, ports = threading.Event(), [0]
    stops: list[Callable[[], object]] = []

    def started(port: int) -> None:
        ports[0] = port
        ready.set()

    async def main() -> None:
        loop, serving = asyncio.get_running_loop(), asyncio.ensure_future(run_web(world.bot, started=started))
        stops.append(lambda: loop.call_soon_threadsafe(serving.cancel))
        await asyncio.wait([serving])

    thread = threading.Thread(target=lambda: asyncio.run(main()), name="front", daemon=True)
    thread.start()
    assert ready.wait(20), "the front did not start in 20 s"
    wire = Wire(world.sim, ports[0])
    yield wire
    wire.close()
    stops[0]()
    thread.join(20)


@pytest.fixture
def world(sim: Simulator, tmp_path: Path) -> Iterator[World]:
    """Everything prepared once."""
    # Four thousand lines that say who was refused help nobody here.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    made = World(sim, tmp_path)
    yield made
    made.records.close()
    structlog.reset_defaults()


def wanted(cell: Cell) -> str:
    """Return what the table says."""
    kind, name, person, relation = cell
    rule = TABLE[kind, name]
    if person in rule.may(relation):
        return MAY
    return ANSWERED if person in rule.asks else NOT


def told(world: World, relation: str) -> re.Pattern[str]:
    """Return what only people of the incident may read."""
    ids = world.ids[relation]
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in (*ids.words, f"note-{ids.number}", ids.number)))


def fault(world: World, cell: Cell, heard: Heard, changed: list[str]) -> str:
    """Return what is wrong with a cell, an empty string when nothing is."""
    # Who may not do it reads what they can do instead, where the listener says so.
    otherwise = world.otherwise[cell[:2]]
    want, refused = wanted(cell), bool(REFUSED.search(heard.words)) or bool(otherwise and otherwise in heard.words)
    if heard.status != 200 or FAILED in heard.words:
        return f"failed ({heard.status})"
    if want == MAY:
        return "refused" if refused else ""
    if want == NOT and not refused:
        return "not refused"
    if changed:
        return f"changed {', '.join(changed)}"
    if heard.calls and want == NOT:
        return f"called {', '.join(heard.calls)}"
    leak = told(world, cell[3]).search(heard.words)
    return f"tells {leak.group()}" if leak else ""


def walk(world: World, wire: Wire) -> dict[Cell, str]:
    """Say everything in everybody's name; return the faults, empty where there is none."""
    found: dict[Cell, str] = {}
    for (kind, name), listener in world.heard.items():
        if kind in MACHINES:
            continue
        for person, relation in product(EVERYBODY, RELATIONS if (kind, name) not in NOWHERE else (LOCKED,)):
            cell = (kind, name, person, relation)
            # Who has no part anywhere, and may nothing of this anywhere, is asked once.
            if relation == LOCKED or person not in PARTLESS or (relation == OTHER and wanted(cell) != NOT):
                found[cell] = _cell(world, wire, listener, cell)
    return found


def _cell(world: World, wire: Wire, listener: Listener, cell: Cell) -> str:
    examples = Examples(world.cast, world.ids[cell[3]], cell[2])
    heard = wire.say(listener, world.cast.user_ids[cell[2]], examples, opens=wanted(cell) == MAY)
    words = fault(world, cell, heard, world.records.changed(compare=wanted(cell) != MAY))
    return f"{words}\n    {heard.words[:600]}" if words else ""


def others_words(world: World, wire: Wire) -> Iterator[str]:
    """Say what no listener of its own hears: a command by a button, words released from a form, another's decision."""
    for person, relation in product(EVERYBODY, RELATIONS):
        for key, heard in _forged(wire, world.cast.user_ids[person], world.ids[relation].channel):
            cell = (*key, person, relation)
            words = fault(world, cell, heard, world.records.changed(compare=wanted(cell) != MAY))
            if words:
                yield f"{' | '.join(cell)}: {words}"
    form = Examples(world.cast, world.ids[OTHER], BJA).view(world.heard["form", "request.decide"])
    heard = wire.submit(world.cast.user_ids[IACP], form)
    if "You decide for IACP" not in heard.words or world.records.changed(compare=True):
        yield "an IACP reviewer decided for BJA"
    ask = Examples(world.cast, world.ids[OTHER], OUTSIDER).value(world.heard["button", "call.ask"])
    wire.press(world.cast.user_ids[OUTSIDER], "C0", "call.ask:0", ask)
    asked = "SELECT incident_id FROM call_asked ORDER BY id DESC LIMIT 1"
    if world.records.file.execute(asked).fetchone() != (None,):
        yield "an outsider's call was put down to an incident"
    yield from _notes_read(world, wire)


def _notes_read(world: World, wire: Wire) -> Iterator[str]:
    """The note of an answer is for the leader, staff and two of the SMEs."""
    wire.opens, note = True, f"note-{world.ids[THEIRS].number}"
    for person in sorted(TABLE["button", "checkin.show_answer"].may(THEIRS)):
        value = Examples(world.cast, world.ids[THEIRS], person).value(world.heard["button", "checkin.show_answer"])
        heard = wire.press(world.cast.user_ids[person], "C0", "checkin.show_answer:0", value)
        if "views.open" not in heard.calls or note not in heard.words:
            yield f"{person} does not read the note of an answer"


def _forged(wire: Wire, user_id: str, channel: str) -> Iterator[tuple[tuple[str, str], Heard]]:
    again = json.dumps({"root": "mvai", "words": "incident status", "channel": channel})
    yield ("command", "incident status"), wire.press(user_id, channel, "command.again:0", again)
    yield ("command", "incident status"), wire.press(user_id, "C0", "command.there:0", again)
    said = {"of": "command:sme note", "said": {"words": "calm words"}, "channel": channel}
    form = {"callback_id": "held", "title": {"type": "plain_text", "text": "Again"}, "state": {"values": {}}}
    yield ("command", "sme note"), wire.submit(user_id, {**form, "private_metadata": json.dumps(said)})


def show(found: dict[Cell, str]) -> str:
    """Return the whole matrix as it should be, with a mark where it is not; a letter for each relation."""
    head = f"{'':38}" + " ".join(f"{person[:9]:9}" for person in EVERYBODY)
    lines = [head]
    for kind, name in dict.fromkeys((cell[0], cell[1]) for cell in found):
        row = []
        for person in EVERYBODY:
            cells = [(kind, name, person, relation) for relation in RELATIONS]
            row.append("".join("!" if found[cell] else wanted(cell)[0] for cell in cells if cell in found))
        lines.append(f"{kind + ' ' + name:38}" + " ".join(f"{one:9}" for one in row))
    faults = [f"{' | '.join(cell)}: {words}" for cell, words in found.items() if words]
    return "\n".join([*lines, "", *faults])


def test_everybody_may_do_what_the_table_says_and_nothing_else(world: World) -> None:
    """A listener without a line or a permission fails; a refusal says so, changes no row and calls nothing."""
    machines = {key for key in world.heard if key[0] in MACHINES}
    assert set(world.heard) - machines == set(TABLE), "the table lacks a listener, or names one that is gone"
    assert all(listener.needs for listener in world.heard.values())
    with hearing(world) as wire:
        found = walk(world, wire)
        forged = list(others_words(world, wire))
    print(show(found))
    assert not any(found.values()), show(found)
    assert not forged, forged
