"""The stories in which a process dies: what stood before, and what people do."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text

from mvai_slackbot.db import Base
from tests.conftest import ROLES, people
from tests.crashes.stage import Stage, staged
from tests.days import YEAR

CHANNEL = f"mvai-{YEAR}-001"
Act = Callable[[Stage], None]


@dataclass(frozen=True)
class Story:
    """What stood before, and what people do then."""

    name: str
    before: tuple[Act, ...]
    then: Act


def roles(stage: Stage) -> None:
    """Give the roles."""
    people(stage.sim)
    for handle, role in ROLES.items():
        stage.act(lambda handle=handle, role=role: stage.root.types(f"/mvai role @{handle} {role}"))  # type: ignore[misc]  # defaults bind the names of this round
    stage.settle()


def open_incident(stage: Stage) -> None:
    """Open an incident."""
    ana = stage.sim.person("ana")
    stage.act(lambda: ana.types("/mvai-incident open Event at a shopping street, scene secured"))
    stage.settle()


def log_request(stage: Stage) -> None:
    """Log a request in the incident's channel."""
    ana = stage.sim.person("ana")
    stage.act(lambda: ana.types("/mvai-request log somebody for the first press briefing", CHANNEL))
    stage.settle()


def add_sme(stage: Stage) -> None:
    """Put somebody on the roster."""
    ana = stage.sim.person("ana")
    stage.act(lambda: ana.types("/mvai-sme add @sam"))
    ana.fills({"Kind": "Law enforcement executive", "Areas covered": ["Public information strategies"]})
    stage.act(ana.submits)
    ana.cancels()
    stage.settle()


def assign_sme(stage: Stage) -> None:
    """Ask an SME, who accepts."""
    ana, sam = stage.sim.person("ana"), stage.sim.person("sam")
    stage.act(lambda: ana.types("/mvai-sme assign 1 @sam"))
    stage.press(ana, "Send")
    stage.settle()
    stage.press(sam, "Accept")
    stage.settle()


def agree(stage: Stage) -> None:
    """Offer check-ins to the chief, who says yes."""
    ana, chief = stage.sim.person("ana"), stage.sim.person("chief")
    stage.act(lambda: ana.types("/mvai-checkin offer @chief", CHANNEL))
    stage.act(lambda: ana.presses("Send", CHANNEL))
    stage.settle()
    stage.press(chief, "Yes")
    stage.settle()


def ask_now(stage: Stage) -> None:
    """Ask today's check-in now."""
    ana = stage.sim.person("ana")
    stage.act(lambda: ana.types("/mvai-checkin now", CHANNEL))
    stage.press(ana, "Send")
    stage.settle()


OPENING = Story("opening", (roles,), open_incident)
LOGGING = Story("logging", (roles, open_incident), log_request)
PROMPTING = Story("prompting", (roles, open_incident, agree), ask_now)
ASSIGNING = Story("assigning", (roles, open_incident, log_request, add_sme), assign_sme)


class Beginning:
    """A workspace and a database as they stand when a story begins; copied for each run of it."""

    def __init__(self, story: Story, folder: Path, postgres: str = "") -> None:
        self.story = story
        self.folder = folder / story.name
        self.folder.mkdir(parents=True)
        self.postgres = postgres
        self.template = self._new_name()
        url = self._url(self.template)
        if postgres:
            self._on_server(f"CREATE DATABASE {self.template}")
        with staged(self.folder, url) as stage:
            Base.metadata.create_all(stage.database.engine)
            for act in story.before:
                act(stage)
            self.kept = stage.keep()

    @contextmanager
    def run(self) -> Iterator[Stage]:
        """Open a stage at this beginning."""
        name = self._new_name()
        if self.postgres:
            self._on_server(f"CREATE DATABASE {name} TEMPLATE {self.template}")
        else:
            with sqlite3.connect(self.folder / f"{self.template}.db") as source:
                target = sqlite3.connect(self.folder / f"{name}.db")
                source.backup(target)
                target.close()
            source.close()
        with staged(self.folder / name, self._url(name), self.kept) as stage:
            yield stage
        if self.postgres:
            self._on_server(f"DROP DATABASE {name} WITH (FORCE)")

    def _new_name(self) -> str:
        return f"c{uuid4().hex[:12]}"

    def _url(self, name: str) -> str:
        if not self.postgres:
            return f"sqlite:///{self.folder / name}.db"
        return create_engine(self.postgres).url.set(database=name).render_as_string(hide_password=False)

    def _on_server(self, statement: str) -> None:
        engine = create_engine(self.postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()
