"""A year of an incident on the simulated clock: three leaders in three zones, over both changes of the clock."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins.content import load
from mvai_slackbot.checkins.models import Occurrence, Plan, Prompt, PromptState
from mvai_slackbot.checkins.plans.schedule import mark_day
from mvai_slackbot.checkins.prompts.service import UNANSWERED
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.slack.calls import Calls
from mvai_slackbot.slack.pace import Pace
from tests.checkins.test_schedule import from_the_table
from tests.checkins.ways import local_now, messages, offer, open_incident, press
from tests.conftest import Town

YEAR = 366
ZONES = ("America/Chicago", "America/Los_Angeles", "Europe/Berlin")


def moments(zero: date) -> list[datetime]:
    """Return a minute after each leader's hour of each day with something due and of its neighbours; and the year mark's."""
    hours, found = load().schedule.hours, set()
    due = {n for n, _ in from_the_table(zero, mark_day(zero))} | {(mark_day(zero) - zero).days}
    for n in range(1, YEAR):
        if not due & {n - 1, n, n + 1}:
            continue
        day = zero + timedelta(days=n)
        slot = hours.first_slot if n <= hours.first_week_ends else hours.later_slot
        wanted = [slot, *([time(9)] if day == mark_day(zero) else [])]
        found |= {
            datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC) + timedelta(minutes=1)
            for zone in ZONES
            for hour in wanted
        }
    return sorted(found)


def leaders(town: Town) -> list[Person]:
    """Return three leaders, each in a zone of their own."""
    lena = town.sim.person("lena", real_name="Lena Voss", title="Commander", tz=ZONES[2])
    return [town.chief, town.sol, lena]


def answer_all(town: Town) -> None:
    """Put what waits on record as answered: somebody who never answers is asked once a month in the end."""
    with town.bot.bot.works.begin() as work:
        for prompt in work.session.scalars(select(Prompt).where(Prompt.state.in_(UNANSWERED))).all():
            prompt.state = PromptState.ANSWERED


def test_a_year_asks_on_the_days_of_the_table_at_the_leaders_own_hour_and_once(town: Town) -> None:
    """Each day's message comes at 16:00 or 10:00 where they live, summer and winter; on the mark a quiet word alone."""
    carrier = town.bot.bot.deliveries[0].carrier
    assert isinstance(carrier, Calls)
    # A year passes in less than a minute here: what a workspace takes in a real one is no limit of it.
    carrier.pace = Pace(per_minute={})
    channel = open_incident(town)
    zero = local_now(town).date()
    who = leaders(town)
    for one in who:
        offer(town, channel, to=one)
        press(town, one, "Yes")
    for moment in moments(zero):
        town.sim.clock.to(moment)
        town.bot.tick()
        answer_all(town)
    with town.bot.bot.works.database.read() as session:
        plans = list(session.scalars(select(Plan).order_by(Plan.id)))
        asked = {
            plan.id: list(session.scalars(select(Occurrence).where(Occurrence.plan_id == plan.id))) for plan in plans
        }
        prompts = {plan.id: list(session.scalars(select(Prompt).where(Prompt.plan_id == plan.id))) for plan in plans}
    wanted = list(from_the_table(zero, mark_day(zero)))
    offsets = set()
    for plan, zone, person in zip(plans, ZONES, who, strict=True):
        found = sorted(((one.local_date - zero).days, one.subject.value) for one in asked[plan.id])
        assert found == sorted(wanted)
        assert [(zone, one.local_date) for one in asked[plan.id] if one.prompt_id is None] == [], "nothing is left out"
        days = Counter(one.local_date for one in prompts[plan.id])
        assert set(days.values()) == {1} and len(days) == len({n for n, _ in wanted}), "one message a day"
        local = {one.asked_at.astimezone(ZoneInfo(zone)) for one in prompts[plan.id]}
        early = {at.time().replace(second=0, microsecond=0) for at in local if (at.date() - zero).days <= 7}
        later = {at.time().replace(second=0, microsecond=0) for at in local if (at.date() - zero).days > 7}
        assert (early, later) == ({time(16, 1)}, {time(10, 1)})
        offsets |= {(zone, at.utcoffset()) for at in local}
        assert sum("Nothing is asked of you today" in one.words for one in messages(person)) == 1
    assert Counter(zone for zone, _ in offsets) == dict.fromkeys(ZONES, 2), "summer and winter in each zone"
