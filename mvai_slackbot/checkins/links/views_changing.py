"""What somebody without an account can change on the page itself: pause until a day, another hour, stop."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from mvai_slackbot.checkins.content import Hours
from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.clock import day_words, hour_words
from mvai_slackbot.web.inputs import Day, Menu
from mvai_slackbot.web.page import Press

UNTIL, HOUR = "until", "hour"
FOLD = "Pause, another hour, or stop"
# What a pause offers first, and how long it can be.
USUAL, LONGEST = timedelta(days=14), timedelta(days=366)
STOP = Press(
    "Stop these messages",
    "/stop",
    "You can end these messages here, without a reason. Nothing changes in the help you get.",
)
PAUSED_HERE = "No reason is needed. They go on by themselves on that day."


def presses(plan: Plan, today: date, hours: Hours, problems: Mapping[str, str]) -> Sequence[Press]:
    """Return the presses; `problems`: what could not be taken, by the name of its field."""
    paused = plan.state is PlanState.PAUSED
    until = plan.paused_until if plan.paused_until is not None and plan.paused_until > today else today + USUAL
    first = today + timedelta(days=1)
    pause = Day(
        UNTIL, "Send nothing before", PAUSED_HERE, problems.get(UNTIL, ""),
        first=first, last=today + LONGEST, value=until,
    )  # fmt: skip
    hour = Menu(
        HOUR,
        "Send it at",
        _usual(hours),
        problems.get(HOUR, ""),
        options=_hours(plan, hours),
        chosen=plan.hour,
    )
    go_on = [Press("Go on now", "/go-on", f"{standing(plan)} You can go on before that.")] if paused else []
    return [*go_on, Press("Pause", "/pause", asks=[pause]), Press("Save the hour", "/hour", asks=[hour]), STOP]


def standing(plan: Plan) -> str:
    """Return whether anything is sent."""
    if plan.state is not PlanState.PAUSED:
        return "These messages go on."
    return f"Paused until {day_words(plan.paused_until)}." if plan.paused_until else "Paused."


def _hours(plan: Plan, hours: Hours) -> list[tuple[str, str]]:
    picked = {f"{one:%H:%M}": hour_words(one) for one in _every(hours)}
    if plan.hour:
        picked.setdefault(plan.hour, hour_words(time.fromisoformat(plan.hour)))
    return [("", "The usual hours"), *sorted(picked.items())]


def _usual(hours: Hours) -> str:
    first, later = hour_words(hours.first_slot), hour_words(hours.later_slot)
    return f"Your own local time. The usual hours are {first} in the first week, then {later}."


def _every(hours: Hours) -> list[time]:
    return [time(hour) for hour in range(24) if hours.quiet_until <= time(hour) < hours.quiet_from]


def paused(plan: Plan) -> str:
    """Return what a pause brought about."""
    return f"{standing(plan)} Nothing is sent before that; you can still answer here."


def hour_saved(plan: Plan) -> str:
    """Return what another hour brought about."""
    return (
        f"Saved. It comes at {hour_words(time.fromisoformat(plan.hour))}." if plan.hour else "Saved: the usual hours."
    )


GOES_ON = "These messages go on as before."
NO_DAY = "Please choose a day, from tomorrow on."
TOO_LATE = "Please choose a day within a year."
NO_HOUR = "Please choose one of the hours."
