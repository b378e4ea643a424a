"""What people see of requests: the card in the channel, the private answers, the messages to staff."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot import areas
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title as incident_title
from mvai_slackbot.message import Message
from mvai_slackbot.requests import words
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision
from mvai_slackbot.slack.blocks import actions, facts, header, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment


class AssignHere(Value):
    """Choose who helps with a request; heard by smes. Both are row ids."""

    action = "sme.assign_here"
    # The card is read by everybody in the channel.
    otherwise = (
        "Staff ask people to help with this. If you would like to help, or know who could, please write it here in the "
        "channel."
    )
    request: int
    incident: int


class ShowRequest(Value):
    """Show a request to the person who presses; `request` is a row id, here and in all that follow."""

    action = "request.show"
    request: int


class CloseThis(Value):
    """Open the form that closes a request."""

    action = "request.close"
    otherwise = (
        "Staff close requests. If this one is not needed anymore, please write it here in the channel; or whoever asked "
        "types `/mvai-request withdraw` and its number. No reason is needed."
    )
    request: int


class DecideThis(Value):
    """Open the form for a decision."""

    action = "request.decide"
    request: int


class CorrectThis(Value):
    """Open the form, filled with what is on record."""

    action = "request.correct"
    request: int


class OpenIncidentFor(Value):
    """Open an incident from a request that came first."""

    action = "request.open_incident"
    request: int
    # Somebody saw what looks like the same, and it is not.
    anyway: bool = False


class AttachTo(Value):
    """Choose the incident of a request that came first."""

    action = "request.attach"
    request: int


def card_key(request: AssistanceRequest) -> str:
    """Return the key of the request's card."""
    return f"request-{request.id}"


def pending_key(request: AssistanceRequest) -> str:
    """Return the key of the message about a request that has no incident yet."""
    return f"request-{request.id}-pending"


def named(request: AssistanceRequest, incident: Incident | None) -> str:
    """Return the request as every confirmation names it: "Request 7 of mvai-2026-014"; a drill says so first."""
    if incident is None:
        return f"{request.name}, no incident yet"
    return f"{incident.mark}{request.name} of {incident.number}"


def belongs(incident: Incident | None) -> str:
    """Return a sentence that names the incident."""
    return f"It belongs to *{incident_title(incident)}*." if incident else "It has no incident yet."


def card(
    request: AssistanceRequest,
    incident: Incident,
    decisions: dict[Body, RequestDecision],
    helpers: Sequence[str],
) -> Message:
    """Return the card for everybody in the channel, the leader included: no contacts, no reasons."""
    blocks = [
        header(f"{incident.mark}{request.name}"),
        section(clip(escape(request.text.reveal()), 2900)),
        facts(_facts(request, decisions)),
        section(clip("*Helping*\n" + ("\n".join(helpers) or "nobody yet"), 2900)),
    ]
    if request.open:
        row = [button("Assign", AssignHere(request=request.id, incident=incident.id), style="primary")]
        blocks.append(actions(*row, _show(request), button("Close", CloseThis(request=request.id))))
    else:
        blocks.append(actions(_show(request)))
    return message(f"{incident.mark}{request.name}: {words.standing(request)}", *blocks)


def _show(request: AssistanceRequest, nth: int = 0) -> SlackButton:
    return button("Show", ShowRequest(request=request.id), nth=nth)


def _facts(request: AssistanceRequest, decisions: dict[Body, RequestDecision]) -> list[tuple[str, str]]:
    return [
        ("Where it stands", words.standing(request)),
        ("Decision", words.decided(request, decisions)),
        ("Areas", areas.in_words(request.areas)),
        ("How soon", words.label(words.URGENCIES, request.urgency)),
        ("Asked for", words.label(words.MODES, request.mode)),
        ("Logged", moment(request.logged_at)),
        ("Who can help", who_can_help(request)),
    ]


def who_can_help(request: AssistanceRequest) -> str:
    """Return who can help instead, once a person has told the requester so."""
    told = request.told_at is not None and request.who_can_help is not None
    return escape(request.who_can_help.reveal()) if told and request.who_can_help else ""


def paragraphs(text: str) -> list[SlackBlock]:
    """Return a long text whole: pieces that stay below Slack's limit even when every character is escaped."""
    if len(escape(text)) <= 2900:
        return [section(escape(text))]
    return [section(escape(text[start : start + 550])) for start in range(0, len(text), 550)]


def logged(request: AssistanceRequest, incident: Incident | None, note: str) -> Message:
    """Return the private answer to whoever logged a request; `note` says what they should know besides."""
    mark = incident.mark if incident else ""
    text = " ".join(filter(None, (f"{mark}Logged as request {request.number}. {belongs(incident)}", note)))
    if incident is not None:
        return message(text, section(text))
    return message(text, section(text), actions(*_without_incident(request)))


def _without_incident(request: AssistanceRequest) -> tuple[SlackButton, ...]:
    return (
        button("Open incident", OpenIncidentFor(request=request.id), style="primary"),
        button("Choose incident", AttachTo(request=request.id)),
        _show(request),
    )


def pending(request: AssistanceRequest) -> Message:
    """Return the message to whoever logged a request that came before its incident."""
    text = f"*{request.name}* has no incident yet. Open one from it, or choose the one it belongs to."
    return message(f"MVAI: {request.name} has no incident yet", section(text), actions(*_without_incident(request)))


def no_longer_pending(request: AssistanceRequest, incident: Incident | None) -> Message:
    """Return what takes its place once the request has an incident, or is closed without one."""
    text = f"*{named(request, incident)}*: {words.standing(request)}."
    return message(
        f"{incident.mark if incident else ''}MVAI: {named(request, incident)}", section(text), actions(_show(request))
    )


def decided(
    request: AssistanceRequest, incident: Incident | None, decision: RequestDecision, decided_by: str, stands: str
) -> Message:
    """Return the message to the staff member who holds the incident, with the internal reason and both views."""
    mark = incident.mark if incident else ""
    verdict = words.VERDICT_WORDS[decision.verdict]
    who = f" ({escape(decided_by)})" if decided_by else ""
    text = f"*{named(request, incident)}*: {decision.body.value.upper()}{who} decided: {verdict}."
    blocks = [section(text)]
    blocks.append(section(stands))
    if decision.refer_to is not None:
        blocks.append(section(clip("*Refer to*\n" + escape(decision.refer_to.reveal()), 2900)))
    if decision.reason is not None:
        blocks.append(section(clip("*Reason, internal*\n" + escape(decision.reason.reveal()), 2900)))
    return message(f"{mark}MVAI: a decision was recorded", *blocks, actions(_show(request)))
