"""A request shown to one person: each sees of contacts and reasons what `sight` says they may."""

from collections.abc import Sequence
from dataclasses import dataclass

from slackblocks import Block as SlackBlock
from slackblocks import Button as SlackButton

from mvai_slackbot import areas
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import words
from mvai_slackbot.requests.models import AssistanceRequest, RequestDecision
from mvai_slackbot.requests.views import (
    AssignHere,
    AttachTo,
    CloseThis,
    CorrectThis,
    DecideThis,
    OpenIncidentFor,
    named,
    paragraphs,
)
from mvai_slackbot.slack.blocks import actions, context, facts, message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import clip, escape, moment


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


def show(shown: Shown) -> Message:
    """Return the private answer to `show`."""
    request, incident = shown.request, shown.incident
    name = named(request, incident)
    blocks = [section(f"*{name}*"), *paragraphs(request.text.reveal()), facts(_facts(shown))]
    lines = [contact_line(kind, person, reach=reach) for kind, person, reach in shown.contacts]
    if lines:
        blocks.append(section(clip("\n".join(lines), 2900)))
    if shown.helpers:
        blocks.append(section(clip("*Helping*\n" + "\n".join(shown.helpers), 2900)))
    blocks += [_decision(decision, who, shown.reasons) for decision, who in shown.decisions[-10:]]
    row = _buttons(shown)
    if row:
        blocks.append(actions(*row))
    blocks.append(context("Only you see this."))
    return message(f"{name}: {words.standing(request)}", *blocks)


def _facts(shown: Shown) -> list[tuple[str, str]]:
    request = shown.request
    way = words.label(words.WAYS, request.contact_way)
    hours = escape(request.contact_hours.reveal()) if request.contact_hours is not None else ""
    reach = ", ".join(filter(None, (way, hours)))
    return [
        ("Where it stands", words.standing(request)),
        ("Decision", shown.decided),
        ("Areas", areas.in_words(request.areas)),
        ("How soon", words.label(words.URGENCIES, request.urgency)),
        ("Asked for", words.label(words.MODES, request.mode)),
        ("Logged", f"{moment(request.logged_at)} by {escape(shown.logged_by)}, {words.REACHED[request.source]}"),
        ("Preferred way and hours", reach if any(may_reach for _, _, may_reach in shown.contacts) else ""),
    ]


def contact_line(kind: str, person: Person, *, reach: bool) -> str:
    """Return a contact in one line; phone and e-mail only with `reach`."""
    who = f"{escape(person.title)}" + (f" (<@{person.user_id}>)" if person.user_id else "")
    ways = [words_.reveal() for words_ in (person.phone, person.email) if words_ is not None] if reach else []
    return " · ".join([f"*{kind}:* {who}", *(escape(way) for way in ways)])


def _decision(decision: RequestDecision, who: str, reasons: bool) -> SlackBlock:
    day = f", made on {decision.decided_on.isoformat()}" if decision.decided_on else ""
    how = words.TOLD[decision.how]
    verdict = words.VERDICT_WORDS[decision.verdict]
    by = f" by {escape(who)}" if who else ""
    line = f"*{decision.body.value.upper()}: {verdict}*{by}, recorded {moment(decision.recorded_at)}{day}, {how}"
    if reasons and decision.reason is not None:
        line += f"\n{escape(decision.reason.reveal())}"
    return section(clip(line, 2900))


def _buttons(shown: Shown) -> list[SlackButton]:
    request, incident = shown.request, shown.incident
    row: list[SlackButton] = []
    if not request.open:
        return row
    if shown.change and incident is not None:
        row.append(button("Assign", AssignHere(request=request.id, incident=incident.id), style="primary"))
    if shown.change and incident is None:
        row.append(button("Open incident", OpenIncidentFor(request=request.id), style="primary"))
        row.append(button("Choose incident", AttachTo(request=request.id)))
    if shown.change:
        row.append(button("Correct", CorrectThis(request=request.id)))
    if shown.decide:
        row.append(button("Record decision", DecideThis(request=request.id)))
    if shown.change:
        row.append(button("Close", CloseThis(request=request.id)))
    return row
