"""What reviewers and staff see of an assessment: the question, both views as they are, what is missing."""

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import words
from mvai_slackbot.requests.deciding.service import differ
from mvai_slackbot.requests.drafts.views import ReferThis
from mvai_slackbot.requests.lifecycle import NO
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision, RequestStatus, Verdict
from mvai_slackbot.requests.views import DecideThis, ShowRequest, named
from mvai_slackbot.slack.blocks import actions, facts, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment

Latest = dict[Body, RequestDecision]
HELPED = (RequestStatus.ASSIGNED, RequestStatus.DONE)


class ViewIs(Value):
    """A reviewer's view; a no opens a form."""

    action = "request.view"
    request: int
    verdict: Verdict


LABELS = {
    Verdict.VIRTUAL: "Virtual",
    Verdict.IN_PERSON: "In person",
    Verdict.BOTH: "Both",
    Verdict.REFER: "Refer …",
    Verdict.DECLINE: "No team …",
    Verdict.MORE_INFORMATION: "Need to know more …",
}


def view_key(request: AssistanceRequest, body: Body, person_id: int) -> str:
    """Return the key of the question to one person."""
    return f"request-{request.id}-{body.value}-{person_id}"


def where_it_stands(request: AssistanceRequest, latest: Latest) -> str:
    """Return both views as they are, and what follows from them, for reviewers and staff."""
    return f"{words.views(latest)}. {_meaning(request, latest)}"


def _meaning(request: AssistanceRequest, latest: Latest) -> str:
    if differ(latest):
        so = "Help has begun and goes on" if request.status in HELPED else "so nothing is decided"
        return f"They differ, {so}: please talk with each other, and record again what changes."
    if any(one.verdict is Verdict.MORE_INFORMATION for one in latest.values()):
        return "Staff ask the requester for what is missing."
    if request.status in NO:
        return "We are not able to send a team; staff call and say who can help."
    if request.approved_at is not None:
        return "Help is approved."
    return "Nothing is decided yet."


def question(
    request: AssistanceRequest, incident: Incident | None, asker: Person | None, body: Body, latest: Latest
) -> Message:
    """Return the question to a reviewer; once answered it shows both views and the way to change one's own."""
    whose, own = body.value.upper(), latest.get(body)
    name = named(request, incident) if incident is not None else request.name
    blocks: list[SlackBlock] = []
    if not request.open:
        blocks.append(section(f"*{name}*: {words.standing(request)}. Nothing more is needed from you. Thank you."))
    elif own is None and _is_decided(request):
        text = f"*{name}* is decided, so nothing waits for you. {whose}'s view can still be given, and a difference is shown."
        blocks += [section(text), *_about(request, asker), _choices(request)]
    elif own is None:
        blocks += [section(f"*{name}*: what is {whose}'s view?"), *_about(request, asker), _choices(request)]
    else:
        said = f"{whose}: {words.VERDICT_WORDS[own.verdict]}, recorded {moment(own.recorded_at)}"
        blocks += [section(f"*{name}*\n{said}"), actions(button("Change", DecideThis(request=request.id)))]
    if latest:
        blocks.append(section(clip(f"{where_it_stands(request, latest)}{_reasons(latest)}", 2900)))
    return quiet_message(*blocks, drill=incident is not None and incident.drill)


def _is_decided(request: AssistanceRequest) -> bool:
    return request.approved_at is not None or request.status in NO


def _about(request: AssistanceRequest, asker: Person | None) -> list[SlackBlock]:
    agency = asker.agency.reveal() if asker is not None and asker.agency is not None else ""
    told = [
        ("Who asks", f"{words.who_asks(request)}{': ' + escape(agency) if agency else ''}"),
        ("Areas", areas.in_words(request.areas)),
        ("How soon", words.label(words.URGENCIES, request.urgency)),
        ("Asked for", words.label(words.MODES, request.mode)),
        ("Verified", moment(request.verified_at) if request.verified_at else "not yet" if request.outside else ""),
        ("Came in", moment(request.logged_at)),
    ]
    return [section(clip(escape(request.text.reveal()), 2900)), facts(told)]


def _choices(request: AssistanceRequest) -> SlackBlock:
    row = [button(label, ViewIs(request=request.id, verdict=verdict), nth=nth)
           for nth, (verdict, label) in enumerate(LABELS.items())]  # fmt: skip
    return actions(*row, button("Show", ShowRequest(request=request.id)))


def _reasons(latest: Latest) -> str:
    lines = []
    for body, one in latest.items():
        for words_ in (one.refer_to, one.reason):
            if words_ is not None:
                lines.append(f"{body.value.upper()}: {escape(words_.reveal())}")
    return "\n" + "\n".join(lines) if lines else ""


def please_phone(request: AssistanceRequest, incident: Incident | None, body: Body, latest: Latest) -> Message:
    """Return the word to staff that a view is still missing."""
    whose, name = body.value.upper(), named(request, incident) if incident is not None else request.name
    if not request.open or body in latest or _is_decided(request):
        text = f"*{name}*: {whose}'s view is in, or not needed anymore. Nothing more is needed from you."
        return quiet_message(section(text))
    text = (
        f"*{name}*: {whose} has not answered. Please phone, and write down what they say. If nobody can be reached, staff "
        "can decide on its behalf, with a reason."
    )
    return quiet_message(section(text), actions(button("Record decision", DecideThis(request=request.id))))


def told_need(request: AssistanceRequest, incident: Incident) -> Message:
    """Return the word to a reviewer about a need in an incident whose help is approved: nothing is asked."""
    text = f"*{named(request, incident)}* was logged. Help for this incident is approved, so nothing is asked of you."
    return quiet_message(section(text), actions(button("Show", ShowRequest(request=request.id))))


def call_with_a_no(request: AssistanceRequest, incident: Incident | None, latest: Latest) -> Message:
    """Return the word to staff that a person has to call now."""
    name = named(request, incident) if incident is not None else request.name
    text = (
        f"*{name}*: {words.views(latest)}. We are not able to send a team. Please call whoever asked, and say who can help "
        "instead. Nobody reads anything of it before that call."
    )
    row = actions(button("Record the call", ReferThis(request=request.id), style="primary"))
    return quiet_message(section(text), section(_reasons(latest).strip() or "No reasons were given."), row)


def no_call_now(request: AssistanceRequest, incident: Incident | None) -> Message:
    """Return what takes that word's place once it is not true any more."""
    name = named(request, incident) if incident is not None else request.name
    so = "The views differ now, or are asked anew. Please do not call with a no."
    text = f"*{name}*: {so if request.open else words.standing(request) + '. Nothing more is needed from you.'}"
    return quiet_message(section(text), actions(button("Show", ShowRequest(request=request.id))))
