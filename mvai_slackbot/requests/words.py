"""The words of a request on screen, for forms, cards and answers alike."""

from mvai_slackbot.requests.models import (
    AssistanceRequest,
    Body,
    Mode,
    RequestDecision,
    RequestOutcome,
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
WAYS = (("phone", "Phone"), ("email", "E-mail"), ("slack", "Slack"))
OUTCOMES = (
    (RequestOutcome.COMPLETED.value, "Completed"),
    (RequestOutcome.WITHDRAWN.value, "Withdrawn"),
    (RequestOutcome.REFERRED.value, "Referred"),
    (RequestOutcome.DECLINED.value, "Declined"),
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
)
HOWS = (("slack", "In Slack"), ("phone", "By phone"), ("email", "By e-mail"), ("meeting", "In a meeting"))
REACHED = {
    Source.SLACK: "reached us in Slack",
    Source.PHONE: "reached us by phone",
    Source.EMAIL: "reached us by e-mail",
}
TOLD = {"slack": "told in Slack", "phone": "told by phone", "email": "told by e-mail", "meeting": "told in a meeting"}
VERDICT_WORDS = {
    Verdict.VIRTUAL: "virtual",
    Verdict.IN_PERSON: "in person",
    Verdict.BOTH: "virtual and in person",
    Verdict.REFER: "refer",
    Verdict.DECLINE: "decline",
}


def label(pairs: tuple[tuple[str, str], ...], value: str | None) -> str:
    """Return the label of a value, an empty string for none."""
    return dict(pairs).get(value or "", "")


def standing(request: AssistanceRequest) -> str:
    """Return where a request stands: "logged", "closed: completed"."""
    if request.outcome is not None:
        return f"closed: {request.outcome.value.replace('-', ' ')}"
    return request.status.value


def decided(request: AssistanceRequest, decisions: dict[Body, RequestDecision]) -> str:
    """Return what both bodies decided, in one line without reasons."""
    if not decisions:
        return "Help now, decide after" if request.helped_before_decision_at else "not yet"
    said = [
        f"{body.value.upper()}: {VERDICT_WORDS[decisions[body].verdict] if body in decisions else 'not yet'}"
        for body in Body
    ]
    waiting = len(decisions) < len(Body) and request.helped_before_decision_at is not None
    return " · ".join([*said, *(["Help now, decide after"] if waiting else [])])
