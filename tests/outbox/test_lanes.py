"""Lanes: what must be in order is in order, and nothing holds up what does not concern it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from mvai_slackbot import delivery
from mvai_slackbot.clock import machine_now
from mvai_slackbot.db import Base, Database, Vault
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e, service as promises
from mvai_slackbot.outbox.effect_base import By
from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.simulator import Fault
from tests.bot import KEY
from tests.calls.ways import PLEASE, ask, on_call, told
from tests.conftest import Town

LATER = promises.LEASE + timedelta(seconds=1)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty outbox."""
    opened = Database(database_url, Vault([KEY]))
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.dispose()


def _claimed(database: Database, after: timedelta = timedelta(0)) -> list[int]:
    with database.write() as session:
        return [claim.id for claim in promises.claim(session, now=machine_now() + after, limit=10)]


def test_nothing_runs_beside_what_is_under_way_in_its_lane(database: Database) -> None:
    """On PostgreSQL an earlier entry may be committed after a later one was claimed: it waits, and then goes first."""
    words = Message(text="words")
    with database.write() as session:
        for _ in range(2):
            promises.write(session, e.Post(to="C1", message=words), now=machine_now())
    with database.write() as session:
        first, second = session.query(Entry.id).order_by(Entry.id).all()
        session.get_one(Entry, first.id).state = State.DONE
    assert _claimed(database) == [second.id]
    with database.write() as session:
        session.get_one(Entry, first.id).state = State.WAITING
    assert _claimed(database) == []
    assert _claimed(database, LATER) == [first.id]


def test_every_word_of_one_private_answer_has_one_lane(database: Database) -> None:
    """ "Not made yet" waits before "ready" and is replaced by it; it can never come after it."""
    waiting = e.Reply(response_url="https://a.example/1", message=Message(text="not made yet"), subject="waiting:1")
    ready = e.Reply(response_url="https://a.example/1", message=Message(text="ready"), subject="incident:1")
    with database.write() as session:
        promises.write(session, waiting, now=machine_now())
        promises.write(session, ready, now=machine_now())
    with database.write() as session:
        (claim,) = promises.claim(session, now=machine_now(), limit=10)
    assert claim.effect.model_dump()["message"]["text"] == "ready"


def _write(town: Town, words: str, *, tries: int = 0, wait: timedelta = timedelta(0)) -> None:
    """Let a message to ana wait as it would after so many tries."""
    with town.bot.bot.works.database.write() as session:
        promises.write(session, e.Post(to=town.ana.id, message=Message(text=words)), now=machine_now())
        session.flush()
        entry = session.query(Entry).order_by(Entry.id.desc()).limit(1).one()
        entry.tries, entry.due_at = tries, machine_now() + wait


def test_a_call_does_not_wait_behind_another_message(town: Town) -> None:
    """The person on call is asked at once although Slack does not take something else that was written to them."""
    on_call(town, town.ana)
    _write(town, "something else", tries=3, wait=timedelta(hours=1))
    ask(town, town.chief)
    assert len(told(town.ana, PLEASE)) == 1


def test_a_lane_goes_on_after_slack_refused_for_a_day(town: Town) -> None:
    """What Slack would not take in so many tries ends as undeliverable, and the next message goes out."""
    stuck = "what Slack does not take"
    town.sim.faults.add(Fault("chat.postMessage", "500", when=lambda asked: asked.get("text") == stuck))
    _write(town, stuck, tries=delivery.MOST_TRIES - 1)
    _write(town, "the next")
    town.bot.bot.works.wake(tuple(By))
    town.bot.settle()
    assert town.ana.sees("the next")
    with town.bot.bot.works.database.read() as session:
        assert [one.error for one in session.query(Entry).filter(Entry.state == State.DEAD)] == ["http_error"]
