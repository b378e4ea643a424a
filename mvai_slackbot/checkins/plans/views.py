"""What people see of a plan: the next weeks as a table, and everything that can be changed in a press or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.checkins.plans.models import FreeDays, WhyFree
from mvai_slackbot.checkins.plans.schedule import Pace
from mvai_slackbot.checkins.plans.values import (
    AskAgain,
    AskLess,
    EndSecond,
    OtherTimes,
    PauseHere,
    PauseUntil,
    SecondView,
    SetPace,
    SkipNext,
    StopHere,
    WantMark,
)
from mvai_slackbot.checkins.values import SomeoneElse
from mvai_slackbot.checkins.views import LOCKED, YOU_TOO, way_back
from mvai_slackbot.clock import date_words, day_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, section, table
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import clip, escape, person

NOUN = {"officer": "Officers", "community": "Community"}
PACE = {Pace.USUAL: "as planned", Pace.SLOWER: "half as often", Pace.MONTHLY: "every four weeks"}
# As many rows as a phone shows without scrolling far.
MOST_ROWS = 9
MONTHLY_FOR_NOW = "once a month for now, since no answer came. An answer changes that, or a pace you choose here."
NOTHING_PLANNED = "Nothing further is planned."


@dataclass(frozen=True)
class Row:
    """One day of the table: what comes, and to whom."""

    day: date
    what: str
    to: str


@dataclass(frozen=True)
class Shown:
    """Everything a plan shows."""

    plan: Plan
    incident: Incident
    who: Person
    own: bool
    phase: str
    hours: str
    rows: Sequence[Row]
    free: Sequence[FreeDays]
    # What the year mark is called where it lies within the next two months, else empty.
    mark: str
    seconds: Sequence[tuple[Plan, Person, str]]
    waits_for_call: bool
    # Nothing came back, so it comes once a month.
    monthly: bool = False
    first_after_pause: date | None = None
    # The incident is locked: nothing comes, and who the plan is of reads no more of it than that.
    locked: bool = False


def plan(shown: Shown) -> Message:
    """Return the plan: where it stands, the next weeks, and the presses that change it."""
    if shown.locked and shown.own:
        return _locked(shown)
    whose = "Your check-ins" if shown.own else f"Check-ins with {person(shown.who.user_id, shown.who.name.reveal())}"
    blocks: list[SlackBlock] = [section(f"*{title(shown.incident)}: {whose}*\n{_standing(shown)}")]
    if shown.plan.state is PlanState.STOPPED:
        blocks += way_back(shown.plan) if shown.own else []
    elif shown.rows and not shown.locked:
        blocks.append(_table(shown.rows))
    elif not shown.locked:
        blocks.append(section(NOTHING_PLANNED))
    if shown.plan.state is not PlanState.STOPPED:
        blocks += [actions(*row) for row in _presses(shown) if row]
        blocks.append(context("No reason is asked for any of this, and it changes nothing in the help that is given."))
    if shown.own:
        return quiet_message(*blocks, drill=shown.incident.drill)
    return message(f"{title(shown.incident)}: check-ins", *blocks)


def _locked(shown: Shown) -> Message:
    """Return one's own plan while the incident is locked: not even its number is told, and it can still be ended."""
    mark, plan = shown.incident.mark, shown.plan
    if plan.state is PlanState.STOPPED:
        ended = section(f"*{mark}Your check-ins*\nThey have ended. Nothing more is asked.")
        return quiet_message(ended, *way_back(plan), drill=shown.incident.drill)
    paused = plan.state is PlanState.PAUSED
    pace = [button("Go on", PauseHere(plan=plan.id, go_on=True))] if paused else []
    words = section(f"*{mark}Your check-ins*\n{LOCKED}{YOU_TOO if paused else ''}")
    return quiet_message(words, actions(*pace, _stop(plan)), drill=shown.incident.drill)


def _stop(plan: Plan) -> SlackButton:
    return button("Stop", StopHere(plan=plan.id), confirm="End these check-ins? Nothing more is asked then.")


def _standing(shown: Shown) -> str:
    plan = shown.plan
    if plan.state is PlanState.STOPPED:
        return "They have ended. Nothing more is asked."
    if shown.locked:
        said = "*They wait:* the incident is locked, and nothing is asked while it is."
    elif shown.waits_for_call:
        said = "*They rest.* Somebody of the program calls first."
    elif plan.state is PlanState.PAUSED:
        until = f" until {day_words(plan.paused_until)}, then they go on by themselves" if plan.paused_until else ""
        said = f"*Paused{until}.*" if until else "*Paused* until somebody presses “Go on”."
    elif shown.incident.situation == "active":
        said = "*They wait:* the incident is on record as active, and nothing is asked while it is."
    else:
        said = f"Asked {shown.hours}, {PACE[plan.pace]}."
        if shown.monthly:
            said = f"Asked {shown.hours}, {MONTHLY_FOR_NOW}"
    second = "".join(
        f"\nSecond view on {NOUN[one.subject.value].lower() if one.subject else 'both'}: "
        f"{person(who.user_id, who.name.reveal())}, {role}."
        for one, who, role in shown.seconds
    )
    return f"{said} Phase: {escape(shown.phase).lower()}.{second}"


def _table(rows: Sequence[Row]) -> SlackBlock:
    year = rows[0].day.year
    lines = [("When", "What", "To whom"), *((day_words(one.day, this_year=year), one.what, one.to) for one in rows)]
    return table(lines)


def _presses(shown: Shown) -> list[list[SlackButton]]:
    plan = shown.plan
    pauses = (
        [button("Go on", PauseHere(plan=plan.id, go_on=True), style="primary")]
        if plan.state is PlanState.PAUSED
        else [
            button("Skip the next one", SkipNext(plan=plan.id)),
            button("Pause", PauseHere(plan=plan.id, go_on=False)),
        ]
    )
    paces = [
        button(f"Ask {PACE[pace]}", SetPace(plan=plan.id, pace=pace), nth=place)
        for place, pace in enumerate(Pace)
        if pace is not plan.pace or shown.monthly
    ]
    times = [
        button("Pause until a day", PauseUntil(plan=plan.id)),
        button("Other hour or free days", OtherTimes(plan=plan.id)),
    ]
    return [[*pauses, *times], [*paces, *_about_mark(shown)], _others(shown), _free(shown.free)]


def _about_mark(shown: Shown) -> list[SlackButton]:
    if not shown.mark or shown.plan.second_of is not None:
        return []
    wanted = shown.plan.no_mark
    label = f"A quiet word on the {shown.mark}" if wanted else f"No word on the {shown.mark}"
    return [button(label, WantMark(plan=shown.plan.id, wanted=wanted))]


def _others(shown: Shown) -> list[SlackButton]:
    plan, found = shown.plan, []
    if plan.second_of is None:
        found.append(button("Someone else answers", SomeoneElse(plan=plan.id)))
        found.append(button("Ask for a second view", SecondView(plan=plan.id)))
    found += [button("End the second view", EndSecond(plan=one.id), nth=one.id) for one, _, _ in shown.seconds]
    if shown.own and plan.second_of is None and not shown.waits_for_call:
        found.append(
            button(
                "Ask me less",
                AskLess(plan=plan.id),
                confirm="Nothing is asked of you from now on, and somebody of the program calls you. You can go on when "
                "you like.",
            )
        )
    found.append(_stop(plan))
    return found


def _free(free: Sequence[FreeDays]) -> list[SlackButton]:
    return [
        button(f"Ask again: {_days(one)}", AskAgain(free=one.id), nth=place) for place, one in enumerate(list(free)[:5])
    ]


def _days(free: FreeDays) -> str:
    first, last = (date_words(day, this_year=free.first.year) for day in (free.first, free.last))
    return first if free.first == free.last else f"{first} to {last}"


def free_words(free: FreeDays) -> str:
    """Return why nothing is asked on a day, in the table."""
    return "Skipped" if free.why is WhyFree.SKIPPED else "Kept free"


def edited(incident: Incident, words: str) -> str:
    """Return the short answer after a form changed a plan."""
    return clip(f"{title(incident)}: {words}", 2900)
