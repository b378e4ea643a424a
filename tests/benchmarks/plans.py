"""Check-ins in numbers: a thousand plans due in the same hour, and what a look at the clock costs as records grow."""

import time
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select, text, update

from mvai_slackbot.checkins import clock
from mvai_slackbot.checkins.models import Occurrence, Plan
from mvai_slackbot.db import Database, Vault
from mvai_slackbot.simulator.wire.rates import HUNDREDS
from mvai_slackbot.work import Actor, Work
from tests.benchmarks.ground import Ground, stand
from tests.benchmarks.size import mib
from tests.benchmarks.table import Row
from tests.bot import KEY
from tests.checkins.crowd import DUE_ON, crowd, due_at, history

PATIENCE = 600.0


def same_hour(*, plans: int = 1000, scale: float = 2.0) -> Iterator[Row]:
    """`run` on SQLite while Slack holds its limits, time and limits scaled alike."""
    with stand("sqlite", latency=0.1 / scale) as ground:
        accounts = [
            ground.sim.person(f"leader{n}", real_name=f"Leader {n}", tz="America/Chicago").id for n in range(plans)
        ]
        database = Database(ground.database_url, Vault([KEY]))
        crowd(database, ground.sim.team_id, accounts)
        database.dispose()
        process = ground.process("-m", "tests.benchmarks.crowded", str(scale))
        process.started()
        # From now on: two connections at a start are one more than the strictest tier takes in a minute.
        ground.sim.rate_scale, ground.sim.enforce_rates = scale, True
        idle, most = mib(process.popen.pid), 0.0
        began = time.monotonic()
        while _posted(ground) < plans and time.monotonic() - began < PATIENCE:
            time.sleep(0.2)
            most = max(most, mib(process.popen.pid))
        yield from _rows(ground, plans, scale, most - idle)


def _posted(ground: Ground) -> int:
    return sum(one.method == "chat.postMessage" and one.status == 200 for one in ground.sim.calls)


def _rows(ground: Ground, plans: int, scale: float, grown: float) -> Iterator[Row]:
    posts = [one for one in ground.sim.calls if one.method == "chat.postMessage"]
    done = [one for one in posts if one.status == 200]
    minutes = (done[-1].at - done[0].at).total_seconds() * scale / 60
    opened = sum(one.method == "conversations.open" for one in ground.sim.calls)
    refused = sum(one.status == 429 for one in posts) * 1000 / plans
    what = f"{plans} plans due in the same hour"
    yield Row(f"{what}: asked", "all, once", "", (len(done),), None, kept=len(done) == plans,
              note=f"{minutes:.1f} minutes, scaled {scale:.0f} to 1; {opened} calls of conversations.open")  # fmt: skip
    # The first minute's worth goes out at once; the rate is what is kept after it.
    share = (len(done) - HUNDREDS) / max(minutes, 0.01) / HUNDREDS * 100
    yield Row(f"{what}: share of the allowed rate used", "", "%", (share,), None)
    yield Row(f"{what}: 429s per thousand", "", "", (refused,), None)
    yield Row(f"{what}: memory grown at most", "", "MiB", (grown,), None)


def tick(*, plans: int = 200, small: int = 1000, large: int = 100_000, rounds: int = 40) -> Iterator[Row]:
    """A look at the clock with nothing due, with a thousand and with a hundred thousand occurrences on record."""
    for kind in ("sqlite", "postgresql"):
        with stand(kind) as ground:
            database = Database(ground.database_url, Vault([KEY]))
            crowd(database, ground.sim.team_id, [f"U{n:05d}" for n in range(plans)])
            with database.write() as session:
                session.execute(update(Plan).values(settled_through=DUE_ON + timedelta(days=1)))
            at_small = _spent(database, small, plans, rounds)
            at_large = _spent(database, large, plans, rounds)
            database.dispose()
        note = f"ratio of the least: {min(at_large) / min(at_small):.2f}; {plans} active plans"
        yield Row(
            f"tick at {large} stored occurrences ({kind})", f"as at {small}", "ms", at_large, None, at_small, note=note
        )


def _spent(database: Database, stored: int, plans: int, rounds: int) -> tuple[float, ...]:
    with database.write() as session:
        there = session.scalar(select(func.count()).select_from(Occurrence)) or 0
        rows = session.execute(select(Plan.id, Plan.person_id).order_by(Plan.id)).all()
        history(
            session,
            [row.id for row in rows],
            [row.person_id for row in rows],
            (stored - there) // plans,
            there // plans,
        )
    with database.engine.begin() as connection:
        # As the database does by itself in a while.
        connection.execute(text("ANALYZE"))
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        with database.write() as session:
            clock.tick(Work(session, due_at(), Actor(), "T1"))
        spent.append((time.perf_counter() - began) * 1000)
    return tuple(spent)
