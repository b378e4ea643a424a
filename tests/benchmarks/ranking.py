"""Who could help: one look at a roster of a hundred and of ten thousand; time, memory, and how both grow with the roster."""

import gc
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

from cryptography.fernet import Fernet
from sqlalchemy import event

from mvai_slackbot import counties, features
from mvai_slackbot.areas import Area
from mvai_slackbot.clock import SystemClock, machine_now
from mvai_slackbot.db import Base, Database, Private, Vault
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest, Urgency
from mvai_slackbot.smes.models import Anyway, Assignment, Kind, Mode, Sme, State, Travel
from mvai_slackbot.smes.ranking import finding, rank as ranking
from mvai_slackbot.work import Announcers, Works
from tests.benchmarks.table import Row

TEAM = "T1"
ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu")
MIB = 2**20


@dataclass(frozen=True)
class Looked:
    """One look: seconds of all of it and of the ranking alone, MiB at most, questions to the database."""

    seconds: tuple[float, ...]
    ranking_alone: tuple[float, ...]
    mib: float
    questions: int


def one_query(*, sizes: Sequence[int] = (100, 10_000), rounds: int = 5) -> Iterator[Row]:
    """Look in rosters of these sizes on SQLite; the last figures are how much more the largest takes than the smallest."""
    looked = {size: _look(size, rounds) for size in sizes}
    for size, found in looked.items():
        note = f"{found.questions} questions to the database, whatever the size"
        yield Row(f"who could help, of {size:,}", "< 2 s", "s", found.seconds, 2, found.ranking_alone, note=note)
        yield Row(f"its memory at most, of {size:,}", "< 150 MiB", "MiB", (found.mib,), 150)
    small, large = sizes[0], sizes[-1]
    growth = median(looked[large].seconds) / median(looked[small].seconds)
    more = large / small
    same = looked[small].questions == looked[large].questions
    yield Row(f"growth from {small:,} to {large:,}", f"< {2 * more:g} times", "times", (growth,), 2 * more, kept=same,
              note=f"the roster grows {more:g} times; the questions stay {looked[large].questions}")  # fmt: skip


def _look(size: int, rounds: int) -> Looked:
    with TemporaryDirectory(prefix="mvai-benchmarks-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'mvai.db'}", Vault([Fernet.generate_key().decode()]))
        try:
            request_id = _town(database, size)
            works = Works(database, SystemClock(), Announcers(), features.READERS, team_id=TEAM)
            timed = [_timed(works, request_id) for _ in range(rounds)]
            gc.collect()
            tracemalloc.start()
            _timed(works, request_id)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            questions = _questions(database, works, request_id)
            return Looked(tuple(whole for whole, _ in timed), tuple(alone for _, alone in timed), peak / MIB, questions)
        finally:
            database.dispose()


def _timed(works: Works, request_id: int) -> tuple[float, float]:
    """Look once; return the seconds of all of it, and of ranking the same people once more."""
    with works.read() as work:
        request = work.session.get(AssistanceRequest, request_id)
        assert request is not None
        began = time.perf_counter()
        found = finding.find(work, request)
        whole = time.perf_counter() - began
    people = [one.who for one in found.ranking.ranked] + [one.who for one in found.ranking.left_out]
    began = time.perf_counter()
    ranking.rank(ranking.load(), found.wanted, people)
    return whole, time.perf_counter() - began


def _questions(database: Database, works: Works, request_id: int) -> int:
    asked: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", heard)
    _timed(works, request_id)
    event.remove(database.engine, "before_cursor_execute", heard)
    return len([one for one in asked if one.startswith("SELECT")])


def _town(database: Database, size: int) -> int:
    """Make a roster of this size, the same each time, with assignments old and new; return a request's id."""
    chance, now = Random(7), machine_now()
    Base.metadata.create_all(database.engine)
    with database.write() as session:
        incident = Incident(team_id=TEAM, drill=False, year=2026, serial=1, number="mvai-2026-001", description=None,
                            opened_at=now, opened_by=None, state="OH", county="39049", place_type="school",
                            timezone="America/New_York", agency=Private("Springfield PD"),
                            sworn_band="51-250", agency_type="municipal")  # fmt: skip
        session.add(incident)
        session.flush()
        areas = [Area.PUBLIC_INFORMATION.value, Area.VICTIM_WITNESS_WELLNESS.value]
        request = AssistanceRequest(team_id=TEAM, number=1, incident_id=incident.id, text=Private("a lead"), logged_at=now,
                                    logged_by=None, areas=areas, urgency=Urgency.DAY)  # fmt: skip
        session.add(request)
        people = [
            Person(team_id=TEAM, user_id=f"U{number:06}", name=Private(f"Sme {chance.randrange(size):06}"))
            for number in range(size)
        ]
        session.add_all(people)
        session.flush()
        session.add_all(_sme(person, chance) for person in people)
        for person in people[::3]:
            state = chance.choice([State.ACCEPTED, State.DONE, State.DECLINED])
            ended = now if state is State.DONE else None
            session.add(Assignment(request_id=request.id, request_number=1, incident_id=incident.id, person_id=person.id,
                                   mode=Mode.VIRTUAL, open_key=None, offered_by=None, offered_at=now, state=state,
                                   answered_at=now, ended_at=ended))  # fmt: skip
        session.flush()
        return request.id


def _sme(person: Person, chance: Random) -> Sme:
    some, county = chance.random(), chance.choice(list(counties.load().names))
    return Sme(
        person_id=person.id, kind=chance.choice(list(Kind)).value, areas=chance.sample([area.value for area in Area], 3),
        experience=["school"] if some < 0.5 else ["retail"], home_state=counties.state_of(county),
        home_county=county if some < 0.8 else "",
        timezone=chance.choice(ZONES), travel=chance.choice(list(Travel)), most=chance.randint(1, 3), talks=None, active=True,
        added_at=machine_now(), added_by=None, agency_type="municipal", agency_size="51-250", languages=["es"],
        days=[0, 1, 2, 3, 4], hours_from="09:00", hours_to="17:00", absences=[["2026-01-01", "2026-01-31"]], rest_days=14,
        ask_anyway=[Anyway.NEXT_STATE.value], agencies=Private("Aurora PD\nDenver PD") if some < 0.3 else None,
        own_dates=Private("04-20") if some < 0.1 else None, support_name=Private("Kim") if some < 0.5 else None,
    )  # fmt: skip
