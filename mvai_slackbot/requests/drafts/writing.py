"""What a requester without a Slack account reads by mail, only after a person has told them: never a reason, never first."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select

from mvai_slackbot.incidents.facts import IncidentUnlocked
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.watch import lock_that_ends
from mvai_slackbot.letters import service as letters, words
from mvai_slackbot.letters.models import Letter, LetterKind, LetterState
from mvai_slackbot.letters.words import Words
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.requests import facts, service
from mvai_slackbot.requests.deciding import service as decisions
from mvai_slackbot.requests.drafts import merging, verifying
from mvai_slackbot.requests.lifecycle import NOES, Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestMove, RequestOutcome
from mvai_slackbot.work import Fact, Reader, Work

BACK = (Move.TAKE_BACK.value, Move.TAKE_BACK_UNDECIDED.value, Move.TAKE_BACK_DRAFT.value)
TEAMS = {
    frozenset({"virtual"}): "virtual",
    frozenset({"in-person"}): "in person",
    frozenset({"virtual", "in-person"}): "virtual and in person",
}


# When and under what name somebody (an address) wrote about these requests: handed in, intake knows.
Heard = Callable[[Work, Sequence[int], str], Sequence[tuple[datetime, str]]]


def build(heard: Heard) -> Reader:
    """Return the reader of what was decided and told, of a withdrawal, and of what a lock kept back."""

    def follow(work: Work, fact: Fact) -> None:
        if isinstance(fact, facts.RequestClosed):
            _closed(work, fact.request, fact.move, heard)
        elif isinstance(fact, facts.RequestStatusChanged) and fact.move in BACK:
            _goes_on(work, fact.request, heard)
        elif isinstance(fact, facts.RequestStatusChanged | facts.AssessmentCallHeld | facts.RequestVerified):
            _yes(work, fact.request, heard)
        elif isinstance(fact, IncidentUnlocked):
            _unlocked(work, fact.incident, heard)

    return follow


def _unlocked(work: Work, incident: Incident, heard: Heard) -> None:
    since = lock_that_ends(work, incident)
    for request in service.list_of_incident(work.session, incident.id):
        _yes(work, request, heard)
        if since is not None and request.closed_at is not None and request.closed_at >= since:
            moves = select(RequestMove.move).where(RequestMove.request_id == request.id).order_by(RequestMove.id.desc())
            _closed(work, request, work.session.scalar(moves.limit(1)) or "", heard)


def _closed(work: Work, request: AssistanceRequest, move: str, heard: Heard) -> None:
    if request.outcome in NOES and request.told_at is not None and request.who_can_help is not None:
        who = [one.strip() for one in request.who_can_help.reveal().replace("\n", ";").split(";") if one.strip()]
        write_to_askers(work, request, LetterKind.DECISION, words.referral(who), heard)
    elif request.outcome is RequestOutcome.WITHDRAWN and move != Move.END.value:
        write_to_askers(work, request, LetterKind.OTHER, words.withdrawn(), heard)


def _goes_on(work: Work, request: AssistanceRequest, heard: Heard) -> None:
    """Say so to whoever read that it is withdrawn; what of that nobody has sent yet is not needed any more."""
    thanks = select(Letter).where(Letter.request_id == request.id, Letter.kind == LetterKind.OTHER)
    read = False
    for letter in work.session.scalars(thanks.order_by(Letter.id)).all():
        letters.not_needed(work, letter)
        read |= letter.state is not LetterState.LET_GO
    if read:
        write_to_askers(work, request, LetterKind.OTHER, words.goes_on(), heard)


def _yes(work: Work, request: AssistanceRequest, heard: Heard) -> None:
    """Write that a team helps, once it is decided and somebody has talked with them, whichever comes last."""
    if not request.outside or not request.open or request.approved_at is None or request.call_held_at is None:
        return
    latest = decisions.latest_of(work.session, request.id).values()
    said = [decisions.MODES[one.verdict] for one in latest if one.verdict in decisions.MODES]
    # What all of them say yes to; where that is nothing, how it is done is left open.
    how = frozenset(set.intersection(*said)) if said else frozenset()
    write_to_askers(work, request, LetterKind.DECISION, words.decision(TEAMS.get(how, "")), heard)


def write_to_askers(work: Work, request: AssistanceRequest, kind: LetterKind, said: Words, heard: Heard) -> None:
    """Write to who asked, and to who asked for what was merged into it: without an account, verified, each once."""
    incident = service.incident_of(work.session, request)
    if incident is not None and is_hidden(work.session, incident.id):
        return
    mark = incident.mark if incident is not None else ""
    marked = Words(f"{mark}{said.title}", f"{mark}{said.text}")
    known: set[str] = set()
    for one in (request, *merging.list_merged(work.session, request.id)):
        asker = service.contact_of(work.session, one.requester_id)
        if asker is None or asker.user_id or asker.email is None or not verifying.disclosable(work.session, one):
            continue
        address = asker.email.reveal()
        if address not in known:
            known.add(address)
            _write(work, request, one, address, kind, marked, mark, heard)


def _write(
    work: Work,
    request: AssistanceRequest,
    asked: AssistanceRequest,
    address: str,
    kind: LetterKind,
    said: Words,
    mark: str,
    heard: Heard,
) -> None:
    """Write to one of them, in the thread of what they wrote and read about it; not the same words twice in a row."""
    about = [request.id, asked.id]
    earlier = letters.list_to(work.session, about, address)
    if [one.text.reveal() for one in earlier if one.kind is kind][-1:] == [said.text]:
        return
    # A mail program shows one conversation where names and subject line agree.
    title = f"{mark}Re: {earlier[0].title.reveal().removeprefix(mark)}" if earlier else ""
    answers = letters.in_thread(earlier, heard(work, about, address))
    letters.write(
        work, address, kind, said, request_id=request.id, incident_id=request.incident_id, answers=answers, title=title
    )
