"""The words of a request on screen, for forms, cards and answers alike."""

from mvai_slackbot.requests.models import (
    Asker,
    AssistanceRequest,
    Body,
    Mode,
    RequestDecision,
    RequestOutcome,
    RequestStatus,
    Source,
    Urgency,
    Verdict,
)

URGENCIES = (
    (Urgency.HOURS.value, "Within hours"),
    (Urgency.DAY.value, "Within a day"),
    (Urgency.WEEK.value, "Within a week"),
    (Urgency.LATER.value, "Later"),
)
MODES = ((Mode.VIRTUAL.value, "Virtual"), (Mode.IN_PERSON.value, "In person"), (Mode.BOTH.value, "Both"))
SOURCES = ((Source.SLACK.value, "Slack"), (Source.PHONE.value, "Phone"), (Source.EMAIL.value, "E-mail"))
ASKERS = (
    (Asker.AGENCY.value, "A law enforcement agency"),
    (Asker.OFFICIAL.value, "A mayor or another official"),
    (Asker.SCHOOL.value, "A school or college"),
    (Asker.FAMILY.value, "A family"),
    (Asker.OTHER.value, "Somebody else"),
)
WAYS = (("phone", "Phone"), ("email", "E-mail"), ("slack", "Slack"))
OUTCOMES = (
    (RequestOutcome.COMPLETED.value, "Completed"),
    (RequestOutcome.WITHDRAWN.value, "Withdrawn"),
    (RequestOutcome.REFERRED.value, "Referred to others who can help"),
    (RequestOutcome.DECLINED.value, "We are not able to send a team"),
    (RequestOutcome.DUPLICATE.value, "Duplicate of another request"),
    (RequestOutcome.BY_MISTAKE.value, "Logged by mistake"),
)
BODIES = ((Body.IACP.value, "IACP"), (Body.BJA.value, "BJA"))
VERDICTS = (
    (Verdict.VIRTUAL.value, "Virtual"),
    (Verdict.IN_PERSON.value, "In person"),
    (Verdict.BOTH.value, "Both, virtual and in person"),
    (Verdict.REFER.value, "Refer to somebody else"),
    (Verdict.DECLINE.value, "Decline"),
    (Verdict.MORE_INFORMATION.value, "Need more information"),
)
HOWS = (
    ("slack", "In Slack"),
    ("phone", "By phone"),
    ("email", "By e-mail"),
    ("meeting", "In a meeting"),
    ("on-behalf", "Staff decide on its behalf"),
)
REACHED = {
    Source.SLACK: "reached us in Slack",
    Source.PHONE: "reached us by phone",
    Source.EMAIL: "reached us by e-mail",
    Source.COMMAND_LINE: "typed on the command line",
}
TOLD = {
    "slack": "told in Slack",
    "phone": "told by phone",
    "email": "told by e-mail",
    "meeting": "told in a meeting",
    "on-behalf": "staff decided on its behalf",
}
VERDICT_WORDS = {
    Verdict.VIRTUAL: "virtual",
    Verdict.IN_PERSON: "in person",
    Verdict.BOTH: "virtual and in person",
    Verdict.REFER: "refer",
    Verdict.DECLINE: "decline",
    Verdict.MORE_INFORMATION: "more information is needed",
}
# Everybody may read these: a no that no person has told yet reads like an assessment that goes on.
STANDING = {
    RequestStatus.RECEIVED: "received",
    RequestStatus.ACKNOWLEDGED: "acknowledged",
    RequestStatus.UNDER_ASSESSMENT: "under assessment",
    RequestStatus.APPROVED: "approved",
    RequestStatus.REFERRED: "under assessment",
    RequestStatus.DECLINED: "under assessment",
    RequestStatus.ASSIGNED: "assigned",
    RequestStatus.DONE: "done",
    RequestStatus.CLOSED: "closed",
}
ENDED = {
    RequestOutcome.COMPLETED: "completed",
    RequestOutcome.WITHDRAWN: "withdrawn",
    RequestOutcome.REFERRED: "referred to others who can help",
    RequestOutcome.DECLINED: "we are not able to send a team",
    RequestOutcome.DUPLICATE: "goes on as another request",
    RequestOutcome.BY_MISTAKE: "logged by mistake",
}
# A request that was not helped to its end when its incident closed has no outcome of its own.
WITH_INCIDENT = "with its incident"
UNHELPED = f"{WITH_INCIDENT}, before anybody helped"
YES = frozenset({Verdict.VIRTUAL, Verdict.IN_PERSON, Verdict.BOTH})


def views(decisions: dict[Body, RequestDecision]) -> str:
    """Return what each body said, for those who decide and for staff: a difference is shown as it is."""
    said = [f"{body.value.upper()}: {VERDICT_WORDS[one.verdict] if one else 'not yet'}"
            for body in Body for one in (decisions.get(body),)]  # fmt: skip
    return " · ".join(said)


def label(pairs: tuple[tuple[str, str], ...], value: str | None) -> str:
    """Return the label of a value, an empty string for none."""
    return dict(pairs).get(value or "", "")


def ended(request: AssistanceRequest) -> str:
    """Return how a request ended, as it follows "closed": ": completed", " with its incident, before anybody helped"."""
    if request.outcome is not None:
        return f": {ENDED[request.outcome]}"
    # Who stepped back or was relieved has helped all the same.
    return f" {UNHELPED if request.team_named_at is None else WITH_INCIDENT}"


def standing(request: AssistanceRequest) -> str:
    """Return where a request stands, for everybody: "under assessment", "closed: completed"."""
    if not request.open:
        return f"closed{ended(request)}"
    return STANDING[request.status]


def decided(request: AssistanceRequest, decisions: dict[Body, RequestDecision]) -> str:
    """Return what both bodies decided, in one line for everybody: no reasons, and nothing but a yes.

    Of a request that closed before a yes there is nothing to say: none is awaited anymore.
    """
    yes = {body: VERDICT_WORDS[one.verdict] for body, one in decisions.items() if one.verdict in YES}
    if not yes and request.approved_at is not None:
        return "approved with its incident"
    if not yes and not request.open:
        return ""
    if not yes:
        return "Help now, decide after" if request.helped_before_decision_at else "not yet"
    said = [f"{body.value.upper()}: {yes.get(body, 'not yet')}" for body in Body]
    waiting = request.approved_at is None and request.helped_before_decision_at is not None
    return " · ".join([*said, *(["Help now, decide after"] if waiting else [])])


def who_asks(request: AssistanceRequest) -> str:
    """Return who asks, as far as anybody knows: of a mail nobody does before somebody has called."""
    called = request.verified_at is not None or request.call_held_at is not None
    if request.source is Source.EMAIL and request.asker is Asker.AGENCY and not called:
        return "not known yet"
    return label(ASKERS, request.asker)
