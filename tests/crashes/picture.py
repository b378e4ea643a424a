"""What stands in the workspace and in the records, in words that two runs of the same story share."""

import re
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from mvai_slackbot.db import Base, Database
from mvai_slackbot.incidents.models import TimelineEntry
from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.state.records import Channel, Message

TIMES = re.compile(r"<!date\^[^>]*>|\b\d{1,2}:\d{2}( ?[AP]M)?( [A-Z]{2,4})?\b|\d{4}-\d{2}-\d{2}")
# Mere looks at a channel are due by the clock, not by what people do.
# Bookkeeping of delivery itself: it may differ, since a second process tried something again.
OWN_TABLES = ("outbox_entry", "outbox_answer")


@dataclass(frozen=True)
class Picture:
    """Each conversation with everything in it, and each table with its number of rows."""

    conversations: dict[str, dict[str, Counter[str]]]
    rows: dict[str, int]
    timeline: Counter[str]
    unfinished: list[str]


def take(sim: Simulator, database: Database) -> Picture:
    """Look at everything."""
    conversations = sim.ask(lambda: {_name(sim, one): conversation(sim, one) for one in sim.workspace.channels})
    with database.read() as session:
        rows = {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in OWN_TABLES
        }
        lines = session.scalars(select(TimelineEntry)).all()
        open_entries = session.scalars(
            select(Entry).where(Entry.state != State.DONE, Entry.kind.not_like("look%"))
        ).all()
        unfinished = [f"{one.kind} {one.step} {one.state.value} {one.error}" for one in open_entries]
    return Picture(conversations, rows, Counter(f"{one.kind}: {one.line.reveal()}" for one in lines), unfinished)


def _name(sim: Simulator, channel: Channel) -> str:
    if not channel.is_im:
        return channel.name
    return "with " + " and ".join(sorted(sim.workspace.users.get(one).handle for one in channel.members))


def conversation(sim: Simulator, channel: Channel) -> dict[str, Counter[str]]:
    """Return everything that stands in one conversation and is seen by all in it; call it in the simulator's loop."""
    written = [one for one in channel.messages.values() if not one.ephemeral_to]
    pinned = [channel.messages[pin.ts] for pin in channel.pins if pin.ts in channel.messages]
    return {
        "members": Counter(list(channel.members)),
        "messages": Counter(_words(sim, one) for one in written),
        "pins": Counter(_words(sim, one) for one in pinned),
        "bookmarks": Counter(str(one.get("link")) for one in channel.bookmarks),
        "topic": Counter([channel.topic.value]),
    }


def _words(sim: Simulator, message: Message) -> str:
    shown = sim.eyes.words(message.blocks) if message.blocks else ""
    return TIMES.sub("…", f"{message.user} {message.subtype} {message.text} {shown}")
