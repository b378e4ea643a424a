"""Whatever people do with requests, in whatever order: the table holds, nothing is half done, no no is untold."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import delete, select

from mvai_slackbot import features
from mvai_slackbot.app import open_database
from mvai_slackbot.clock import SystemClock
from mvai_slackbot.db import Base, Database
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.requests import clock, lifecycle, service
from mvai_slackbot.requests.deciding import service as decisions
from mvai_slackbot.requests.drafts import merging, verifying
from mvai_slackbot.requests.ending import closing
from mvai_slackbot.requests.lifecycle import NOES, TABLE, Move
from mvai_slackbot.requests.models import (
    AssistanceRequest,
    Body,
    RequestAsking,
    RequestMove,
    RequestOutcome,
    RequestStatus,
    Source,
    Verdict,
)
from mvai_slackbot.settings import Settings
from mvai_slackbot.work import Actor, Announcers, Work, Works
from tests.bot import KEY

WHO = {"ana": Role.COORDINATOR, "dana": Role.COORDINATOR, "ira": Role.IACP_REVIEWER, "bea": Role.BJA_REVIEWER}
HELPED = (RequestStatus.LOGGED, RequestStatus.ASSIGNED, RequestStatus.DONE)
staff, deciders = st.sampled_from(["ana", "dana"]), st.sampled_from(["ira", "bea", "ana"])
anybody = st.sampled_from([*WHO, "otto"])


class Turned(SystemClock):
    """A clock that runs ahead."""

    ahead = timedelta()

    def now(self):  # type: ignore[no-untyped-def]  # as the clock it is
        """Return the turned moment."""
        return super().now() + self.ahead


class Requests(RuleBasedStateMachine):
    """People of one workspace and their requests; everything that is announced is rendered and promised as well."""

    requests = Bundle("requests")

    def __init__(self, works: Works, turned: Turned) -> None:
        super().__init__()
        self.works, self.turned = works, turned
        works.team_id = "T1"
        self.ids: dict[str, int] = {}
        with works.begin() as work:
            for table in reversed(Base.metadata.sorted_tables):
                work.session.execute(delete(table))
            for name in (*WHO, "otto"):
                profile = {"id": f"U{name}", "profile": {"real_name": name.title()}}
                person: Person = people.learn(work, profile)
                self.ids[name] = person.id
                if name in WHO:
                    people.give_role(work, person, WHO[name])

    def act(self, who: str, doing: Callable[[Work], object]) -> None:
        """Do something in somebody's name; what is refused leaves nothing."""
        with suppress(Refused), self.works.begin(Actor(self.ids[who])) as work:
            doing(work)

    def of(self, work: Work, request: int) -> AssistanceRequest:
        """Return a request."""
        return service.get_by_id(work.session, request)

    @rule(target=requests, outside=st.booleans())
    def comes_in(self, outside: bool) -> int:
        """A request comes in, or is written down."""
        with self.works.begin(Actor(self.ids["ana"])) as work:
            if outside:
                return service.receive_request(work, "help", requester=None, source=Source.EMAIL, state="OH").id
            return service.log_request(work, "help").id

    @rule(target=requests, near=requests)
    def is_needed_too(self, near: int) -> int:
        """Something more is needed in the incident of another, where it has one."""
        with self.works.begin(Actor(self.ids["ana"])) as work:
            return service.log_request(work, "more", incident=service.incident_of(work.session, self.of(work, near))).id

    @rule(who=anybody, request=requests)
    def is_taken(self, who: str, request: int) -> None:
        """Somebody takes it."""
        self.act(who, lambda work: service.take(work, self.of(work, request)))

    @rule(who=staff, request=requests)
    def is_accepted(self, who: str, request: int) -> None:
        """Staff open an incident from it."""
        self.act(who, lambda work: service.open_incident_for(work, self.of(work, request)))

    @rule(who=staff, request=requests)
    def is_verified(self, who: str, request: int) -> None:
        """Staff call back."""
        self.act(who, lambda work: verifying.verify(work, self.of(work, request), verifying.Found.KNOWN))

    @rule(
        who=st.sampled_from(["ira", "bea", "ana"]),
        body=st.sampled_from(Body),
        said=st.sampled_from(Verdict),
        request=requests,
    )
    def is_decided(self, who: str, body: Body, said: Verdict, request: int) -> None:
        """Somebody records a view."""
        self.act(who, lambda work: decisions.decide(
            work, self.of(work, request), body, said, reason="why", refer_to="who", decided_by=None, how="phone",
        ))  # fmt: skip

    @rule(request=requests, to=st.sampled_from(HELPED))
    def is_helped(self, request: int, to: RequestStatus) -> None:
        """An SME answers."""
        self.act("otto", lambda work: service.set_status(work, self.of(work, request), to))

    @rule(who=anybody, request=requests, outcome=st.sampled_from(RequestOutcome))
    def is_closed(self, who: str, request: int, outcome: RequestOutcome) -> None:
        """Somebody closes it, or tries to."""
        self.act(who, lambda work: closing.close_request(work, self.of(work, request), outcome))

    @rule(who=anybody, request=requests)
    def is_taken_back(self, who: str, request: int) -> None:
        """Somebody opens again what was withdrawn, or tries to."""
        self.act(who, lambda work: closing.take_back(work, self.of(work, request)))

    @rule(who=anybody, request=requests, outcome=st.sampled_from(sorted(NOES)))
    def is_told(self, who: str, request: int, outcome: RequestOutcome) -> None:
        """Somebody calls with a no, or tries to."""
        self.act(who, lambda work: closing.tell_no(work, self.of(work, request), outcome, "The state office"))

    @rule(who=anybody, request=requests, into=requests)
    def is_merged(self, who: str, request: int, into: int) -> None:
        """Somebody merges two, or tries to."""
        self.act(who, lambda work: merging.merge(work, self.of(work, request), self.of(work, into)))

    @rule(hours=st.sampled_from([0.5, 3, 24]))
    def time_passes(self, hours: float) -> None:
        """The clock is turned, and looks."""
        self.turned.ahead += timedelta(hours=hours)
        with self.works.begin() as work:
            clock.tick(work)

    @invariant()
    def every_request_is_whole(self) -> None:
        """What is on record of each request agrees with where it stands."""
        with self.works.read() as work:
            for request in service.list_latest(work.session, self.works.team_id):
                _check(work, request)


def _check(work: Work, request: AssistanceRequest) -> None:
    rows = list(
        work.session.scalars(select(RequestMove).where(RequestMove.request_id == request.id).order_by(RequestMove.id))
    )
    for one, following in pairwise(rows):
        assert one.after == following.before
    for one in rows:
        step = TABLE[Move(one.move)]
        assert RequestStatus(one.before) in step.start and step.to.value == one.after
    assert not rows or rows[-1].after == request.status.value
    closed = request.status is RequestStatus.CLOSED
    assert closed == (request.outcome is not None) == (request.closed_at is not None)
    if request.outcome in NOES:
        assert request.told_at is not None and request.who_can_help is not None and rows[-1].move == Move.TELL.value
    assert (request.outcome is RequestOutcome.DUPLICATE) or request.merged_into_id is None
    if request.status is RequestStatus.APPROVED:
        assert request.approved_at is not None
    if request.status in lifecycle.NO or request.status is RequestStatus.UNDER_ASSESSMENT:
        assert request.approved_at is None
    if request.status in (RequestStatus.ASSIGNED, RequestStatus.DONE):
        assert request.incident_id is not None
    asked = list(work.session.scalars(select(RequestAsking).where(RequestAsking.request_id == request.id)))
    assert len({(one.body, one.person_id) for one in asked}) == len(asked)
    assert all(sum(one.staff for one in asked if one.body is body) <= 1 for body in Body)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with its tables."""
    opened = open_database(Settings(_env_file=None, database_url=database_url, MVAI_ENCRYPTION_KEYS=KEY))
    Base.metadata.create_all(opened.engine)
    yield opened
    opened.dispose()


def test_whatever_is_done_in_whatever_order(database: Database) -> None:
    """Hypothesis looks for an order of gestures that leaves something half done."""
    announcers = Announcers()
    for part in features.announcers(Settings(_env_file=None)):
        announcers.include(part)

    class Here(Requests):
        def __init__(self) -> None:
            turned = Turned()
            super().__init__(Works(database, turned, announcers, features.READERS), turned)

    calm = settings(
        max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(Here, settings=calm)
