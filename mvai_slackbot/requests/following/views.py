"""A request shown to one person: each sees of contacts and reasons what `sight` says they may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot import areas
from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import words
from mvai_slackbot.requests.drafts.views import (
    CallHeld,
    MergeThis,
    ReferThis,
    WithdrawThis,
    draft_buttons,
    verify_blocks,
    where,
)
from mvai_slackbot.requests.ending.views import TakeBack
from mvai_slackbot.requests.models import AssistanceRequest, RequestDecision, RequestStatus
from mvai_slackbot.requests.views import (
    AssignHere,
    CloseThis,
    CorrectThis,
    DecideThis,
    named,
    paragraphs,
    who_can_help,
)
from mvai_slackbot.slack.blocks import actions, context, facts, message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import clip, escape, moment


@dataclass(frozen=True)
class StaffSees:
    """What staff are shown besides: what runs late and since when, who called back, what belongs together."""

    late: Sequence[tuple[str, datetime]] = ()
    verified: str = ""
    owner: str = ""
    merged: Sequence[str] = ()
    goes_on_as: str = ""
    can_take_back: bool = False


@dataclass(frozen=True)
class Shown:
    """What one person is shown of a request; what they may not see is empty here."""

    request: AssistanceRequest
    incident: Incident | None
    decided: str
    # With the name of who decided; reasons only where the reader may see them.
    decisions: Sequence[tuple[RequestDecision, str]]
    reasons: bool
    contacts: Sequence[tuple[str, Person, bool]]
    helpers: Sequence[str]
    logged_by: str
    change: bool
    decide: bool
    withdraw: bool
    # For staff and reviewers: what both views mean together.
    views: str
    staff: StaffSees


def show(shown: Shown) -> Message:
    """Return the private answer to `show`."""
    request, incident = shown.request, shown.incident
    name = named(request, incident)
    blocks = [section(f"*{name}*"), *paragraphs(request.text.reveal()), facts(_facts(shown))]
    if told := [pair for pair in _told(shown) if pair[1]]:
        blocks.append(facts(told))
    lines = [contact_line(kind, person, reach=reach) for kind, person, reach in shown.contacts]
    if lines:
        blocks.append(section(clip("\n".join(lines), 2900)))
    if shown.helpers:
        blocks.append(section(clip("*Helping*\n" + "\n".join(shown.helpers), 2900)))
    blocks += [_decision(decision, who, shown.reasons) for decision, who in shown.decisions[-10:]]
    blocks += [section(line) for line in (shown.views, _late(shown)) if line]
    if shown.change and request.open and request.outside and request.verified_at is None:
        blocks += verify_blocks(request)
    blocks += [actions(*row) for row in (_next(shown), _more(shown)) if row]
    blocks.append(context("Only you see this."))
    return message(f"{name}: {words.standing(request)}", *blocks)


def _facts(shown: Shown) -> list[tuple[str, str]]:
    request = shown.request
    return [
        ("Where it stands", words.standing(request)),
        ("Decision", shown.decided),
        ("Areas", areas.in_words(request.areas)),
        ("How soon", words.label(words.URGENCIES, request.urgency)),
        ("Asked for", words.label(words.MODES, request.mode)),
        ("Logged", _logged(shown)),
        ("Who can help", who_can_help(request)),
    ]


def _logged(shown: Shown) -> str:
    by = f" by {escape(shown.logged_by)}" if shown.logged_by else ""
    return f"{moment(shown.request.logged_at)}{by}, {words.REACHED[shown.request.source]}"


def _told(shown: Shown) -> list[tuple[str, str]]:
    request = shown.request
    way = words.label(words.WAYS, request.contact_way)
    hours = escape(request.contact_hours.reveal()) if request.contact_hours is not None else ""
    reach = ", ".join(filter(None, (way, hours)))
    return [
        ("Who asks", words.who_asks(request) if request.outside else ""),
        ("Where", where(request)),
        ("Who has it", escape(shown.staff.owner)),
        ("Verified", shown.staff.verified),
        ("Merged with", ", ".join(shown.staff.merged) or shown.staff.goes_on_as),
        ("Preferred way and hours", reach if any(may_reach for _, _, may_reach in shown.contacts) else ""),
    ]


def contact_line(kind: str, person: Person, *, reach: bool) -> str:
    """Return a contact in one line; phone and e-mail only with `reach`."""
    who = f"{escape(person.title)}" + (f" (<@{person.user_id}>)" if person.user_id else "")
    ways = [words_.reveal() for words_ in (person.phone, person.email) if words_ is not None] if reach else []
    return " · ".join([f"*{kind}:* {who}", *(escape(way) for way in ways)])


def _decision(decision: RequestDecision, who: str, reasons: bool) -> SlackBlock:
    day = f", made on {day_words(decision.decided_on)}" if decision.decided_on else ""
    how = words.TOLD[decision.how]
    verdict = words.VERDICT_WORDS[decision.verdict]
    by = f" by {escape(who)}" if who else ""
    line = f"*{decision.body.value.upper()}: {verdict}*{by}, recorded {moment(decision.recorded_at)}{day}, {how}"
    if reasons and decision.refer_to is not None:
        line += f"\nRefer to: {escape(decision.refer_to.reveal())}"
    if reasons and decision.reason is not None:
        line += f"\n{escape(decision.reason.reveal())}"
    return section(clip(line, 2900))


def _late(shown: Shown) -> str:
    return "\n".join(f"The {what} was due {moment(at)}." for what, at in shown.staff.late)


def _next(shown: Shown) -> list[SlackButton]:
    """Return the steps that come next."""
    request, incident = shown.request, shown.incident
    if not shown.change or not request.open:
        return [button("Withdraw", WithdrawThis(request=request.id))] if shown.withdraw and request.open else []
    if request.status in (RequestStatus.REFERRED, RequestStatus.DECLINED):
        return [button("Record the call", ReferThis(request=request.id), style="primary")]
    if incident is None:
        return draft_buttons(request)[:-1]
    return [button("Assign", AssignHere(request=request.id, incident=incident.id), style="primary")]


def _more(shown: Shown) -> list[SlackButton]:
    """Return everything else that can be done."""
    request, row = shown.request, []
    if shown.staff.can_take_back:
        return [button("It was a mistake: open again", TakeBack(request=request.id))]
    if not request.open:
        return []
    if shown.change:
        row.append(button("Correct", CorrectThis(request=request.id)))
    if shown.change and request.outside and request.call_held_at is None:
        row.append(button("Assessment call held", CallHeld(request=request.id)))
    if shown.change and shown.incident is not None:
        row.append(button("Same as another", MergeThis(request=request.id)))
    if shown.decide:
        row.append(button("Record decision", DecideThis(request=request.id)))
    if shown.change:
        row.append(button("Withdraw", WithdrawThis(request=request.id)))
        row.append(button("Close", CloseThis(request=request.id)))
    return row
