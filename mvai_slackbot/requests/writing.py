"""What a requester without a Slack account reads by mail, only after a person has told them: never a reason, never first."""

from sqlalchemy import select

from mvai_slackbot.letters import service as letters, words
from mvai_slackbot.letters.models import Letter, LetterKind
from mvai_slackbot.letters.words import Words
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.requests import decisions, facts, merging, service, verifying
from mvai_slackbot.requests.lifecycle import NOES, Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, Verdict
from mvai_slackbot.work import Fact, Work

TEAMS = {
    frozenset({Verdict.VIRTUAL}): "virtual",
    frozenset({Verdict.IN_PERSON}): "in person",
    frozenset({Verdict.BOTH}): "virtual and in person",
}
# The two bodies see it differently: nothing is averaged.
OPEN_HOW = "how, we agree with you"


def follow(work: Work, fact: Fact) -> None:
    """Read what was decided and told, and that a request is withdrawn."""
    if isinstance(fact, facts.RequestClosed):
        _closed(work, fact)
    elif isinstance(fact, facts.RequestStatusChanged | facts.AssessmentCallHeld | facts.RequestVerified):
        _yes(work, fact.request)


def _closed(work: Work, fact: facts.RequestClosed) -> None:
    request = fact.request
    if fact.outcome in NOES and request.told_at is not None and request.who_can_help is not None:
        who = [one.strip() for one in request.who_can_help.reveal().replace("\n", ";").split(";") if one.strip()]
        write_to_askers(work, request, LetterKind.DECISION, words.referral(who))
    elif fact.outcome is RequestOutcome.WITHDRAWN and fact.move != Move.END.value:
        write_to_askers(work, request, LetterKind.OTHER, words.withdrawn())


def _yes(work: Work, request: AssistanceRequest) -> None:
    """Write that a team helps, once it is decided and somebody has talked with them, whichever comes last."""
    if not request.outside or not request.open or request.approved_at is None or request.call_held_at is None:
        return
    latest = decisions.latest_of(work.session, request.id).values()
    said = frozenset(one.verdict for one in latest)
    write_to_askers(work, request, LetterKind.DECISION, words.decision(TEAMS.get(said, OPEN_HOW)))


def write_to_askers(
    work: Work, request: AssistanceRequest, kind: LetterKind, said: Words, *, again: bool = False
) -> None:
    """Write to who asked, and to who asked for what was merged into it: without an account, verified, each once.

    `again`: also to whoever has read these very words before.
    """
    incident = service.incident_of(work.session, request)
    if incident is not None and is_hidden(work.session, incident.id):
        return
    mark = incident.mark if incident is not None else ""
    marked = Words(f"{mark}{said.title}", f"{mark}{said.text}")
    known = set() if again else set(_told(work, request, kind, marked))
    for one in (request, *merging.list_merged(work.session, request.id)):
        asker = service.contact_of(work.session, one.requester_id)
        if asker is None or asker.user_id or asker.email is None or not verifying.disclosable(work.session, one):
            continue
        address = asker.email.reveal()
        if address not in known:
            known.add(address)
            letters.write(work, address, kind, marked, request_id=request.id, incident_id=request.incident_id)


def _told(work: Work, request: AssistanceRequest, kind: LetterKind, said: Words) -> list[str]:
    """Return the addresses that read these very words already."""
    rows = work.session.scalars(
        select(Letter).where(Letter.request_id == request.id, Letter.kind == kind).order_by(Letter.id)
    )
    return [one.to.reveal() for one in rows if one.text.reveal() == said.text]
