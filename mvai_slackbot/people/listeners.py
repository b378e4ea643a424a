"""What people say about people: who is away, who has which role."""

from datetime import datetime, time
from typing import Annotated, Any, Literal

from mvai_slackbot.clock import read_moment
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.slack.arguments import Arguments, Rest, UserId
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import EventSaid, Listeners
from mvai_slackbot.slack.replies import Answer, say
from mvai_slackbot.slack.text import escape, moment
from mvai_slackbot.work import Work

listeners = Listeners()
# Who is away until a day is back on its morning; the answer says so.
MORNING = time(8)
HOW_AWAY = "Type it like `until 8 am`, `until tomorrow noon`, `until friday` or `until 12/2/2026`."
GRANTED = Literal["administrator", "coordinator", "iacp-reviewer", "bja-reviewer", "auditor"]


class Away(Arguments):
    """`away [@name] [until 8 am|friday]`."""

    person: UserId | None = None
    until: Annotated[str | None, Rest()] = None


class Back(Arguments):
    """`back [@name]`."""

    person: UserId | None = None


class SetRole(Arguments):
    """`role @person coordinator [remove]`."""

    person: UserId
    role: GRANTED
    remove: Literal["remove"] | None = None


def read_until(words: str, now: datetime, zone: Any) -> datetime:
    """Return the moment of "until 8 am" or "until friday" in somebody's zone; raise `Refused` that says what to type."""
    typed = words.strip().lower().removeprefix("until").strip()
    found = read_moment(typed, now, zone, now=now, alone=MORNING)
    if found is None:
        raise Refused(f"`{escape(typed[:40])}` is not a time. {HOW_AWAY}")
    if found <= now:
        raise Refused(f"`{escape(typed[:40])}` lies in the past. {HOW_AWAY}")
    return found


def _meant(work: Work, by: Invocation, named: str | None) -> Person:
    return service.reachable(work, named or by.user_id)


@listeners.command("", "away", Away, needs=May.STAFF, usage="away [@name] [until 8 am|friday]", repeatable=True,
                   help="take no tasks for a while; they go to who is on call")  # fmt: skip
def go_away(work: Work, by: Invocation, said: Away) -> Answer:
    """Let alarms and tasks go to who is on call."""
    person = _meant(work, by, said.person)
    until = read_until(said.until, work.now, service.zone_of(person)) if said.until else None
    service.go_away(work, person, until)
    ends = f" until {moment(until)}" if until else ", until `/mvai back`"
    return say(f"<@{person.user_id}> takes no tasks{ends}. They go to who is on call.")


@listeners.command("", "back", Back, needs=May.STAFF, usage="back [@name]", help="take tasks again",
                   repeatable=True)  # fmt: skip
def come_back(work: Work, by: Invocation, said: Back) -> Answer:
    """Take tasks again."""
    person = _meant(work, by, said.person)
    was_away = service.come_back(work, person)
    return say(f"<@{person.user_id}> takes tasks again." if was_away else f"<@{person.user_id}> was not away.")


@listeners.command("", "role", SetRole, needs=May.ADMINISTER, help="give or remove a role", repeatable=True,
                   usage="role @name coordinator|iacp-reviewer|bja-reviewer|auditor|administrator [remove]")  # fmt: skip
def set_role(work: Work, by: Invocation, said: SetRole) -> Answer:
    """Give or remove a role in the program."""
    role = Role(said.role)
    # A role ends with an account as well, before somebody opens that again.
    person = service.meet(work, said.person) if said.remove else service.reachable(work, said.person)
    if said.remove:
        ended = service.end_role(work, person, role)
        return say(f"<@{said.person}> is no longer {role}." if ended else f"<@{said.person}> was not {role}.")
    given = service.give_role(work, person, role)
    return say(f"<@{said.person}> is {role} now." if given else f"<@{said.person}> is {role} already.")


@listeners.event("user_change", needs=May.ANYONE)
def profile_changed(work: Work, by: Invocation, said: EventSaid) -> Answer:
    """Keep a person we know fresh; others are none of our business."""
    profile = said.event["user"]
    if service.find_person(work.session, work.team_id, profile["id"]) is not None:
        service.learn(work, profile)
    return None
