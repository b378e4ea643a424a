"""What the Home tab shows: one page for a tired reader, most urgent first, whom to call always on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.calls import views as calls
from mvai_slackbot.checkins.plans.values import ShowPlan
from mvai_slackbot.checkins.values import ShowMine
from mvai_slackbot.checkins.views import LOCKED
from mvai_slackbot.home.lists import Shown, turns
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import first_words, link, title
from mvai_slackbot.people.access import PAUSED
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import views as requests
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.words import standing
from mvai_slackbot.slack.blocks import actions, context, divider, header, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import moment, person

# On one page of each list: what can be taken in at a glance, and 100 blocks at most whatever there is.
MOST = 5
MOST_WAITING = 8
# Incidents that one leader sees in full, and plans of one person.
MOST_LED = 3
PAUSED_ALL = f"{LOCKED} You can still stop them."
PAUSED_SOME = (
    "Some are paused by the coordinator for now, and what you answered there is kept. You can stop each of them."
)


class LookAgain(Value):
    """Show the Home tab as things stand now."""

    action = "home.look"


@dataclass(frozen=True)
class Counts:
    """How many requests are open, under assessment, and late; how many offers have no answer."""

    open: int
    assessed: int
    offered: int
    late: int


@dataclass(frozen=True)
class Asked:
    """An offer without an answer."""

    incident: Incident
    number: int
    request: int
    who: Person
    until: datetime | None


def page(
    now: datetime,
    waiting: Shown[list[SlackBlock]],
    theirs: Sequence[SlackBlock],
    stands: Sequence[SlackBlock],
    call: Sequence[SlackBlock],
) -> list[SlackBlock]:
    """Return the whole page, below 100 blocks whatever waits."""
    shown = [block for line in waiting.shown for block in line]
    return [
        section(f"As of {moment(now)}", button("Look again", LookAgain())),
        header("What waits for you"),
        *(shown or [section("Nothing waits for you.")]),
        *turns(waiting),
        divider(),
        *([*theirs, divider()] if theirs else []),
        *([*stands, divider()] if stands else []),
        *call,
        context("Only you see this. Everything you can type: `/mvai help`"),
    ]


def about() -> list[SlackBlock]:
    """Return what this is, for somebody who has no part in it."""
    return [
        section(
            "*What this is*\nThe bot of the Mass Violence Advisory Initiative of IACP and BJA. It brings leaders who have "
            "lived through mass violence together with those of a community where it has just happened, at no cost."
        ),
        section("If you should have a part in an incident, or on the roster, please ask a coordinator."),
    ]


def somebody_to_call(incident_id: int | None, *, somebody: bool) -> list[SlackBlock]:
    """Return every contact for somebody in need, and the button that asks for a call while somebody is on call."""
    asks: list[SlackBlock] = [actions(calls.ask_button(incident_id))] if somebody else []
    return [calls.crisis_block(), *asks]


def stands(counts: Counts) -> list[SlackBlock]:
    """Return how things stand, for staff, in one line, and how to see all of it."""
    text = (
        f"*How things are*\nRequests that are open: *{counts.open}* · under assessment: *{counts.assessed}* · late: "
        f"*{counts.late}* · offers without an answer: *{counts.offered}*"
    )
    late = " · what runs late: `/mvai-request list late`" if counts.late else ""
    return [section(text), context(f"All requests: `/mvai-request list`{late}")]


def open_incidents(found: Sequence[Incident], about: Mapping[int, str]) -> list[SlackBlock]:
    """Return what is open, for staff: each with the beginning of its description, `about`, by row id."""
    if not found:
        return []
    lines = [f"• {title(one)}" + (f": {first_words(about[one.id])}" if one.id in about else "") for one in found[:MOST]]
    more = [f"and {len(found) - MOST} more: `/mvai-incident list`"] if len(found) > MOST else []
    return [section("\n".join(["*Open incidents*", *lines, *more]))]


def assessed(found: Shown[tuple[AssistanceRequest, Incident | None]]) -> list[SlackBlock]:
    """Return the requests that IACP and BJA are looking at."""
    blocks: list[SlackBlock] = [section("*Under assessment*")] if found.shown else []
    blocks += [section(requests.named(one, incident), _show(one.id)) for one, incident in found.shown]
    return [*blocks, *turns(found)]


def offers(found: Shown[Asked]) -> list[SlackBlock]:
    """Return who was asked to help and has not answered yet."""
    blocks: list[SlackBlock] = [section("*Offers without an answer*")] if found.shown else []
    for one in found.shown:
        who = person(one.who.user_id, one.who.name.reveal())
        until = f" They are asked to answer by {moment(one.until)}." if one.until is not None else ""
        words = f"{title(one.incident)}: {who} was asked about request {one.number}.{until}"
        blocks.append(section(words, _show(one.request)))
    return [*blocks, *turns(found)]


def led(incident: Incident, found: Shown[tuple[AssistanceRequest, Sequence[str]]]) -> list[SlackBlock]:
    """Return the requests of an incident and who is helping, for those who lead it."""
    where = f"{incident.mark}{link(incident)}" if incident.channel_id else link(incident)
    head = section(f"*What you asked for, and who is helping*\n{where}")
    if not found.shown:
        return [head, section("No request is open.")]
    lines: list[SlackBlock] = []
    for request, helpers in found.shown:
        helping = ", ".join(helpers) or "nobody yet"
        lines.append(section(f"{request.name}: {standing(request)}. Helping: {helping}.", _show(request.id)))
    return [head, *lines, *turns(found)]


def paused(marks: Sequence[str]) -> list[SlackBlock]:
    """Return all that is told of locked incidents to those who lead them, drills and real ones apart."""
    return [section(f"*{mark}What you asked for*\n{PAUSED}") for mark in dict.fromkeys(marks)]


def checkins(plans: Shown[tuple[int, str]], note: str = "") -> list[SlackBlock]:
    """Return the way to one's own plans and answers; nothing for who gets no check-ins. `note`: what of it is locked."""
    if not plans.shown:
        return []
    show = [button(label, ShowPlan(plan=plan), nth=nth) for nth, (plan, label) in enumerate(plans.shown)]
    usual = "You can change, pause or stop them at any time, and look back at what you answered."
    words = f"*Your check-ins*\n{note or usual}"
    return [section(words), actions(*show, button("My answers", ShowMine())), *turns(plans)]


def reading(*, auditor: bool) -> list[SlackBlock]:
    """Return what reviewers and auditors can read at any time."""
    more = " Exports are made on the command line: `mvai-slackbot export`." if auditor else ""
    return [section(f"*Requests*\nEvery request that you may read: `/mvai-request list`{more}")]


def _show(request_id: int) -> SlackButton:
    return button("Show", requests.ShowRequest(request=request_id))
