"""What people type is read by those who may, and is nowhere else: not in logs, files, notifications, metrics, exports."""

import io
import json
import logging
import re
import urllib.request
from collections.abc import Iterator

import pytest
import structlog
from cryptography.fernet import Fernet
from sqlalchemy import LargeBinary, select, type_coerce

from mvai_slackbot import logs
from mvai_slackbot.db import Database, Vault
from mvai_slackbot.errors import Refused
from mvai_slackbot.privacy.service import export_incident
from mvai_slackbot.rekeying import private_columns, rekey
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.slack.blocks import QUIET
from tests.bot import KEY
from tests.calls.ways import everything_stored
from tests.conftest import Town

from .canary import CHANNEL, LOSS, READERS, STEM, tell

SECRETS = re.compile(rf"{STEM}([a-z]+)")
# Private columns that nobody of the story fills.
UNTOLD = frozenset({
    "call_pager.address", "checkin_answer.own", "incident.answer_url", "incident_earlier_words.words",
    "request_earlier_words.words", "request_move.reason",
})  # fmt: skip
POSTS = ("chat.postMessage", "chat.update", "chat.postEphemeral", "chat.scheduleMessage")
ASKS = (
    "/mvai", "/mvai help", "/mvai-sme record", "/mvai-sme record @sam", "/mvai-sme record @sol", "/mvai-sme find 2",
    "/mvai-request list", "/mvai-request show 1", "/mvai-request show 2", "/mvai-request show 3", "/mvai-sme list",
    "/mvai-sme notes", "/mvai-sme milestones", "/mvai-incident list",
    f"/mvai-incident status {CHANNEL}", f"/mvai-checkin status {CHANNEL}", "/mvai on-call", "/mvai-checkin numbers",
    f"/mvai-checkin trends {CHANNEL}", "/mvai-checkin rollup", "/mvai-checkin mine",
)  # fmt: skip
BUTTONS = (
    "Show the answer", "My answers", "Correct", "Add details", "Set leader", "Change number", "Show the e-mail", "Let it in",
)  # fmt: skip
# On the Home tab: what only shows something.
READING = ("Show", "My record", "My answers", "My plan", "Show the e-mail", "Answer", "Record decision", "Look again")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Log as servers do, but every line of every library, into memory; afterwards everything is as it was."""
    root, before = logging.getLogger(), (logging.getLogger().handlers[:], logging.getLogger().level)
    stream = io.StringIO()
    logs.set_up(readable=False, stream=stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def eyes(town: Town, person: Person) -> set[str]:
    """Return the secrets that somebody comes across: all they see, all they ask for, every form they can open."""
    shown: list[str] = []
    for channel in person.channels():
        shown += [message.text + message.words for message in person.reads(channel)]
        shown += [person.topic(channel), *person.bookmarks(channel)]
        shown += _asked(person, channel)
    shown += _asked(person, None)
    shown += [message.text + message.words for message in person.reads()]
    shown += _at_home(town, person)
    return set(SECRETS.findall("\n".join(shown)))


def _asked(person: Person, channel: str | None) -> Iterator[str]:
    for command in ASKS:
        answer = person.types(command, channel)
        yield answer.text + answer.words
    messages = person.reads(channel) if channel else person.reads()
    for message in messages:
        for label in set(BUTTONS) & set(message.buttons):
            person.presses(label, message=message)
            form = person.form
            if form is not None:
                yield form.text + str(form.values)
                person.cancels(all_forms=True)


def _at_home(town: Town, person: Person) -> Iterator[str]:
    """Open the Home tab, and every form that its buttons open or answer in."""
    person.opens_home()
    town.bot.settle()
    home = person.home
    assert home is not None
    yield home.text + home.words
    for label in set(READING) & set(home.buttons):
        person.presses(label, message=home)
        town.bot.settle()
        form = person.form
        if form is not None:
            yield form.text + str(form.values)
            person.cancels(all_forms=True)


def notified(town: Town) -> Iterator[str]:
    """Yield what a locked screen shows: the text of every post, and the first block of each that goes to one person."""
    for call in town.sim.calls:
        if call.method in POSTS:
            yield str(call.arguments.get("text"))
            blocks = call.arguments.get("blocks") or []
            if str(call.arguments.get("channel", "")).startswith(("D", "U")) and blocks:
                yield json.dumps(json.loads(blocks)[0] if isinstance(blocks, str) else blocks[0])


def check_lock_screens(town: Town) -> None:
    """Every message to somebody outside staff, new or changed, begins with the same words, which name nothing and nobody."""
    outside = {one.id for one in (town.chief, town.deputy, town.sam, town.sol, town.otto)}
    direct = {one.id: set(one.members) & outside for one in town.sim.workspace.channels if one.is_im}
    seen = 0
    for call in town.sim.calls:
        to = str(call.arguments.get("channel", ""))
        if call.method in ("chat.postMessage", "chat.update") and (to in outside or direct.get(to)):
            blocks = call.arguments["blocks"]
            first = (json.loads(blocks) if isinstance(blocks, str) else blocks)[0]
            assert call.arguments["text"] == QUIET, call.arguments["text"]
            assert town.sim.eyes.words([first]).strip() == QUIET, first
            assert not call.arguments.get("thread_ts"), "a reply in a thread would show its own first words"
            seen += 1
    assert seen > 20


def check_exports(town: Town) -> None:
    """Nobody gets one but administrators and auditors; an auditor's has no phone, no e-mail and no answer."""
    town.root.types("/mvai role @deputy auditor")
    town.bot.settle()
    works = town.bot.bot.works
    for person in (town.ana, town.ira, town.bea, town.sam, town.sol, town.chief, town.otto):
        with pytest.raises(Refused), works.begin() as work:
            export_incident(work, CHANNEL, by=person.id)
    with works.begin() as work:
        held = set(SECRETS.findall(json.dumps(export_incident(work, CHANNEL, by=town.deputy.id))))
    unsaid = {
        "telephone", "mail", "phone", "email", "mobile", "hours", "decline", "question", "answer", "checkin", "callback",
        "near", "nearby", "dispatch", "byweb", "linkmail",
    }  # fmt: skip
    assert not held & unsaid
    assert {"description", "request", "reason", "milestone"} <= held


def check_rekeyed(town: Town) -> None:
    """After `rekey` the new key alone opens every stored text of the story, in every table."""
    new = Fernet.generate_key().decode()
    database = Database(town.bot.settings.database_url, Vault([new, KEY]))
    assert rekey(database) > 100
    alone, empty = Vault([new]), set()
    with database.read() as session:
        for table, column in private_columns():
            sealed = session.scalars(select(type_coerce(column, LargeBinary)).where(column.is_not(None))).all()
            assert all(alone.open(bytes(one)) is not None for one in sealed), f"{table.name}.{column.name}"
            empty |= set() if sealed else {f"{table.name}.{column.name}"}
    database.dispose()
    assert empty <= UNTOLD, empty - UNTOLD


def test_what_people_type_is_read_by_those_who_may_and_is_nowhere_else(
    town: Town, lines: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every free text of the story holds a secret word of its own."""
    tell(town)
    seen = {
        name: eyes(town, getattr(town, name))
        for name in ("ana", "dana", "root", "ira", "bea", "sam", "sol", "chief", "deputy", "otto")
    }
    wrong = {name: sorted(one for one in found if name not in READERS[one]) for name, found in seen.items()}
    assert not any(wrong.values()), wrong
    # The story is only worth something when each word arrived where it should.
    unseen = set(READERS).difference(*seen.values())
    assert not unseen, unseen
    assert LOSS in town.ana.types("/mvai-sme list --all") and LOSS not in town.sam.types("/mvai-sme list --all")
    locked = [words for words in notified(town) if STEM in words]
    assert not locked, locked
    # PostgreSQL shows bytes in hexadecimal.
    stored = everything_stored(town)
    assert STEM.encode() not in stored
    assert STEM.encode().hex().encode() not in stored
    out, err = capfd.readouterr()
    assert STEM not in lines.getvalue() + out + err
    assert "heard" in lines.getvalue()
    with urllib.request.urlopen(f"http://127.0.0.1:{town.bot.port}/metrics") as answer:
        assert STEM not in answer.read().decode()
    check_lock_screens(town)
    check_exports(town)
    check_rekeyed(town)
