"""What staff see of a request that came from outside: the draft, what may be the same, the call back, the withdrawal."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot import areas, counties
from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import link
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import words
from mvai_slackbot.requests.drafts.matching import Match
from mvai_slackbot.requests.drafts.verifying import Found
from mvai_slackbot.requests.models import Asker, AssistanceRequest, RequestStatus, Source
from mvai_slackbot.requests.views import AttachTo, OpenIncidentFor, ShowRequest, named
from mvai_slackbot.slack.blocks import actions, context, facts, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment


class TakeThis(Value):
    """Have a request that nobody has; `request` is a row id, here and in all that follow."""

    action = "request.take"
    request: int


class VerifiedBy(Value):
    """A number found there was called back."""

    action = "request.verified"
    request: int
    found: Found


class CallHeld(Value):
    """The assessment call was held."""

    action = "request.call_held"
    request: int


class MergeThis(Value):
    """Choose the request that this one is the same as."""

    action = "request.merge"
    request: int


class MergeHere(Value):
    """Merge into this request."""

    action = "request.merge_here"
    request: int
    into: int


class AttachHere(Value):
    """Add a request to this incident."""

    action = "request.attach_here"
    request: int
    incident: int


class ReferThis(Value):
    """Answer with who can help, after a call."""

    action = "request.refer"
    request: int


class WithdrawThis(Value):
    """Nothing is asked any more."""

    action = "request.withdraw"
    request: int


FOUND_LABELS = {
    Found.WEBSITE: "Called: number on their website",
    Found.DIRECTORY: "Called: number in a directory",
    Found.KNOWN: "Called: number known to us",
}
FOUND_WORDS = {Found.WEBSITE: "their website", Found.DIRECTORY: "a directory", Found.KNOWN: "our own contacts"}


def draft(request: AssistanceRequest, asker: Person | None, matches: Sequence[Match], owner: str = "") -> Message:
    """Return the message to staff about a request from outside that has no incident yet."""
    told = [
        ("Who asks", f"{words.who_asks(request)}{_agency(asker)}"),
        ("Where", where(request)),
        ("Areas", areas.in_words(request.areas)),
        ("How soon", words.label(words.URGENCIES, request.urgency)),
        ("Came in", moment(request.logged_at)),
        ("Who has it", escape(owner) or "nobody yet"),
    ]
    blocks = [
        section(f"*{request.name}* came in from outside. It has no channel until somebody of staff accepts it."),
        section(clip(escape(request.text.reveal()), 2900)),
        facts(told),
    ]
    blocks += same_lines(request, matches)
    blocks.append(actions(*draft_buttons(request)))
    return message(f"MVAI: {request.name} came in", *blocks)


def _agency(asker: Person | None) -> str:
    return f": {escape(asker.agency.reveal())}" if asker is not None and asker.agency is not None else ""


def where(request: AssistanceRequest) -> str:
    """Return where and when it happened, as far as somebody said."""
    day = day_words(request.occurred_on) if request.occurred_on else ""
    place = escape(request.place.reveal()) if request.place is not None else ""
    return ", ".join(filter(None, (place, counties.where(request.state, request.county), day)))


def draft_buttons(request: AssistanceRequest) -> list[SlackButton]:
    """Return what staff can do with a draft next."""
    row = [button("I have it", TakeThis(request=request.id), style="primary")] if _free(request) else []
    # Who wrote a mail is not known before somebody has called.
    if request.asker is not Asker.AGENCY or request.source is Source.EMAIL:
        row.append(button("Answer with who can help", ReferThis(request=request.id)))
    row.append(button("Open incident", OpenIncidentFor(request=request.id), style=None if row else "primary"))
    row.append(button("Choose incident", AttachTo(request=request.id)))
    row.append(button("Same as another", MergeThis(request=request.id)))
    row.append(button("Show", ShowRequest(request=request.id)))
    return row


def _free(request: AssistanceRequest) -> bool:
    return request.status is RequestStatus.RECEIVED


def same_lines(request: AssistanceRequest, matches: Sequence[Match]) -> list[SlackBlock]:
    """Return a line with its button for each that may be the same."""
    blocks = []
    for nth, match in enumerate(matches):
        why = f"May be the same: {_match_name(match)} ({', '.join(match.reasons)})."
        blocks.append(section(why, accessory=_join(request, match, nth)))
    return blocks


def _match_name(match: Match) -> str:
    if match.incident is not None:
        return link(match.incident)
    return match.request.name if match.request is not None else ""


def _join(request: AssistanceRequest, match: Match, nth: int) -> SlackButton:
    if match.incident is not None:
        return button("Add to it", AttachHere(request=request.id, incident=match.incident.id), nth=nth)
    into = match.request.id if match.request is not None else 0
    return button("Merge", MergeHere(request=request.id, into=into), nth=nth)


def look_first(request: AssistanceRequest, matches: Sequence[Match]) -> Message:
    """Return the question before a second channel is opened for what may be one incident."""
    text = f"*{request.name}*: before another channel is opened, please look whether it is one of these."
    other = button("It is another one: open", OpenIncidentFor(request=request.id, anyway=True))
    show = button("Show", ShowRequest(request=request.id))
    return message(text, section(text), *same_lines(request, matches), actions(other, show))


def verify_blocks(request: AssistanceRequest) -> list[SlackBlock]:
    """Return what stands where nobody has called back yet: the bot confirms nothing until then."""
    text = (
        "*Not verified yet.* Please call a number that you found yourself, not one from the request. Until then nothing is "
        "confirmed to whoever asks, and no SME is offered."
    )
    return [section(text), actions(*_verified_by(request))]


def _verified_by(request: AssistanceRequest) -> list[SlackButton]:
    return [button(label, VerifiedBy(request=request.id, found=found), nth=nth)
            for nth, (found, label) in enumerate(FOUND_LABELS.items())]  # fmt: skip


def call_back_first(request: AssistanceRequest, again: SlackButton) -> Message:
    """Return what stands in the way of asking an SME: a press for after the call, and one that goes on as before it."""
    text = (
        f"*Nobody has called back about {request.name} yet, so no SME is asked.* Please call a number that you found "
        "yourself, not one from the request."
    )
    small = "Press where the number was found once you have called, then go on: what you chose is kept."
    return message(
        f"{request.name} is not verified yet", section(text), actions(*_verified_by(request), again), context(small)
    )


def verified_line(request: AssistanceRequest, by: str) -> str:
    """Return who called back, when, and where the number was found."""
    if request.verified_at is None:
        return ""
    where = FOUND_WORDS[Found(request.verified_how)]
    return f"{moment(request.verified_at)} by {escape(by)}, number from {where}"


def taken(request: AssistanceRequest, owner: str, incident: Incident | None) -> Message:
    """Return what takes the place of the draft once it is not waiting for anybody any more."""
    name = named(request, incident) if incident is not None else request.name
    where = f" {link(incident)}" if incident is not None else ""
    text = f"*{name}*: {words.standing(request)}.{where}"
    return message(
        f"{incident.mark if incident is not None else ''}MVAI: {request.name}: {words.standing(request)}",
        section(text),
        actions(button("Show", ShowRequest(request=request.id))),
        *([context(f"{escape(owner)} has it.")] if owner else []),
    )


def nobody_has(request: AssistanceRequest) -> Message:
    """Return the one alarm about a request that nobody has."""
    text = f"*{request.name}* came in {moment(request.logged_at)}, and nobody has it yet. Could you take it?"
    row = (button("I have it", TakeThis(request=request.id), style="primary"),
           button("Show", ShowRequest(request=request.id)))  # fmt: skip
    return message("MVAI: a request that nobody has yet", section(text), actions(*row))
