"""The people of the matrix: one of every kind, and the few who belong to another incident only."""

from collections.abc import Callable
from typing import TypeVar

from mvai_slackbot.app import Bot
from mvai_slackbot.people import service as people, shifts
from mvai_slackbot.people.models import Person, Rank, Role
from mvai_slackbot.smes.models import Kind, Travel
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Actor, Work

T = TypeVar("T")
ADMINISTRATOR, COORDINATOR = "administrator", "coordinator"
IACP, BJA, AUDITOR = "iacp reviewer", "bja reviewer", "auditor"
SME, SME_LEAD, MENTAL_HEALTH, SME_OUTSIDE = "sme", "sme lead", "mental-health sme", "sme outside"
LEADER, DEPUTY, DELEGATE = "leader", "deputy", "delegate"
ON_CALL, OUTSIDER = "on call", "outsider"
EVERYBODY = (
    ADMINISTRATOR,
    COORDINATOR,
    IACP,
    BJA,
    AUDITOR,
    SME,
    SME_LEAD,
    MENTAL_HEALTH,
    SME_OUTSIDE,
    LEADER,
    DEPUTY,
    DELEGATE,
    ON_CALL,
    OUTSIDER,
)
# They have a part in no incident: to them every one that is not locked is another.
PARTLESS = frozenset({ADMINISTRATOR, COORDINATOR, IACP, BJA, AUDITOR, SME_OUTSIDE, ON_CALL, OUTSIDER})
# Those of the other incident, and the coordinator who does everything that is on record: no rows of the matrix.
OTHERS = ("owner", "other sme", "other leader", "other deputy", "other delegate")
ROLES = {
    ADMINISTRATOR: Role.ADMINISTRATOR,
    COORDINATOR: Role.COORDINATOR,
    "owner": Role.COORDINATOR,
    IACP: Role.IACP_REVIEWER,
    BJA: Role.BJA_REVIEWER,
    AUDITOR: Role.AUDITOR,
}
ROSTER = {
    SME_LEAD: Kind.EXECUTIVE,
    SME: Kind.EXECUTIVE,
    MENTAL_HEALTH: Kind.MENTAL_HEALTH,
    SME_OUTSIDE: Kind.EXECUTIVE,
    "other sme": Kind.EXECUTIVE,
}


class Cast:
    """Everybody by kind: Slack's user ids and row ids; `act` does something in their name."""

    def __init__(self, bot: Bot, user_ids: dict[str, str]) -> None:
        self.bot = bot
        self.user_ids = user_ids
        self.ids: dict[str, int] = {}

    def act(self, kind: str, doing: Callable[[Work], T]) -> T:
        """Run a use case as somebody, and commit it."""
        with self.bot.works.begin(Actor(self.ids[kind])) as work:
            return doing(work)

    def person(self, work: Work, kind: str) -> Person:
        """Return somebody's row."""
        return people.get_person(work.session, self.ids[kind])

    def come(self, areas: tuple[str, ...]) -> None:
        """Write everybody down with their roles, the roster, and who is on call."""
        with self.bot.works.begin() as work:
            for kind, user_id in self.user_ids.items():
                profile = {"id": user_id, "tz": "America/Chicago", "profile": {"real_name": kind.title()}}
                person = people.learn(work, profile)
                self.ids[kind] = person.id
                if kind in ROLES:
                    people.give_role(work, person, ROLES[kind])
                if kind in ROSTER:
                    roster.save_sme(work, person, _entry(ROSTER[kind], areas))
            shifts.take_call(work, self.person(work, ON_CALL), Rank.FIRST, shifts.Span(work.now, None))


def _entry(kind: Kind, areas: tuple[str, ...]) -> roster.Entry:
    return roster.Entry(
        kind=kind, areas=areas, experience=(), home_state="OH", timezone="America/Chicago", travel=Travel.ANYWHERE,
        most=5, talks=None, active=True,
    )  # fmt: skip
