"""What somebody without an account changes by a link: pause until a day, go on, another hour, stop."""

from collections.abc import Callable
from datetime import date, time

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.links import views_changing
from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.checkins.plans import service as planning
from mvai_slackbot.errors import Refused
from mvai_slackbot.work import Work

# What a press brought about in words, and what could not be taken, by the name of its field.
Came = tuple[str, dict[str, str]]


def may_change(work: Work, link: FormLink, plan: Plan) -> bool:
    """Whether a link still serves to change the plan: its own person's, live, neither used nor expired."""
    live = plan.state in service.LIVE and plan.person_id == link.person_id
    return live and link.used_at is None and work.now < link.expires_at


def pause(work: Work, plan: Plan, said: str) -> Came:
    """Pause until a day."""
    try:
        until = date.fromisoformat(said)
    except ValueError:
        return "", {views_changing.UNTIL: views_changing.NO_DAY}
    if until - planning.today_of(work, plan) > planning.LONGEST:
        return "", {views_changing.UNTIL: views_changing.TOO_LATE}
    try:
        return views_changing.paused(planning.pause_until(work, plan.id, until)), {}
    except Refused as refusal:
        return "", {views_changing.UNTIL: refusal.text}


def hour(work: Work, plan: Plan, said: str) -> Came:
    """Ask at another hour, or at the usual ones."""
    try:
        picked = time.fromisoformat(said) if said else None
    except ValueError:
        return "", {views_changing.HOUR: views_changing.NO_HOUR}
    try:
        return views_changing.hour_saved(planning.set_hour(work, plan.id, picked)), {}
    except Refused as refusal:
        return "", {views_changing.HOUR: refusal.text}


def go_on(work: Work, plan: Plan, said: str) -> Came:
    """End the pause."""
    try:
        planning.set_state(work, plan.id, PlanState.ACTIVE)
    except Refused as refusal:
        return refusal.text, {}
    return views_changing.GOES_ON, {}


# By the last word of the address; each is told the one field it asks for.
CHANGES: dict[str, tuple[Callable[[Work, Plan, str], Came], str]] = {
    "pause": (pause, views_changing.UNTIL),
    "hour": (hour, views_changing.HOUR),
    "go-on": (go_on, ""),
}
