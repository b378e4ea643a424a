"""What would help most now: a request logged from an answer, and what came of it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot import areas
from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.answers import service as answering
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.facts import HelpWanted
from mvai_slackbot.checkins.models import Answer, Occurrence, Plan, Prompt
from mvai_slackbot.checkins.models_following import HelpAsked
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Status
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.access import May, is_hidden, may
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import AssistanceRequest, Source
from mvai_slackbot.work import Work


@dataclass(frozen=True)
class Wish:
    """What one answer said would help: what was asked for since, and what was not."""

    occurrence: Occurrence
    requests: tuple[AssistanceRequest, ...]
    open: tuple[str, ...]

    @property
    def areas(self) -> str:
        """Return what was not asked for yet, in words."""
        return areas.in_words(self.open)


def wish_of(session: Session, answer: Answer) -> Wish | None:
    """Return what an answer said would help, None when it said nothing."""
    occurrence = session.get_one(Occurrence, answer.occurrence_id)
    rows = list(
        session.scalars(select(HelpAsked).where(HelpAsked.occurrence_id == occurrence.id).order_by(HelpAsked.id))
    )
    helps = answering.said_of(answer, Sight.ITEMS).helps
    if not helps and not rows:
        return None
    ids = dict.fromkeys(row.request_id for row in rows)
    known = {row.area for row in rows}
    asked = tuple(requests.get_by_id(session, one) for one in ids)
    return Wish(occurrence, asked, tuple(one for one in helps if one not in known))


def may_ask(work: Work, plan: Plan, answer: Answer) -> bool:
    """Whether the actor may ask for help from an answer now: the leader who gave it, or staff."""
    incident = get_incident(work.session, plan.incident_id)
    if incident.status is not Status.OPEN or is_hidden(work.session, incident.id):
        return False
    return _own(work, plan, answer) or may(work.session, work.actor.person_id, May.STAFF, incident.id)


def _own(work: Work, plan: Plan, answer: Answer) -> bool:
    # What somebody answered in the leader's place is not the leader's to read, nor to act on unseen.
    return work.actor.person_id == plan.person_id == answer.person_id


def ask(work: Work, occurrence_id: int) -> AssistanceRequest:
    """Log one request for everything an answer named and nobody asked for yet; a second press finds the first's."""
    # Two people may press at once: the second reads what the first wrote.
    rows = select(Occurrence).where(Occurrence.id == occurrence_id).with_for_update()
    occurrence = work.session.scalar(rows)
    answer = prompts.latest_answer(work.session, occurrence_id)
    if occurrence is None or answer is None:
        raise Refused("That answer is not on record.")
    plan = work.session.get_one(Plan, occurrence.plan_id)
    incident = get_incident(work.session, plan.incident_id)
    if not (_own(work, plan, answer) or may(work.session, work.actor.person_id, May.STAFF, incident.id)):
        raise Refused(service.NOT_YOURS)
    if is_hidden(work.session, incident.id):
        raise Refused("This is on hold for the moment. Nothing was asked for; a coordinator writes to you.")
    wish = wish_of(work.session, answer)
    if wish is None or not wish.open:
        if wish is not None and wish.requests:
            return wish.requests[-1]
        raise Refused("That answer names nothing that would help. Nothing was asked for.")
    # Nothing in it says where it comes from: its card stands in the channel.
    request = requests.log_request(
        work, f"Help with: {wish.areas}", incident=incident, areas=list(wish.open), urgency=None, mode=None,
        source=Source.SLACK, contact_way="",
    )  # fmt: skip
    request.requester_id = plan.person_id
    for area in wish.open:
        work.session.add(
            HelpAsked(
                occurrence_id=occurrence.id, area=area, request_id=request.id, at=work.now,
                asked_by=work.actor.person_id or 0,
            )
        )  # fmt: skip
    work.session.flush()
    # What stands before the leader with the button says now what came of it.
    for prompt in prompts.list_unanswered_prompts(work.session, plan.id):
        work.record(HelpWanted(incident, prompt))
    return request


def last_wishes(session: Session, prompt: Prompt) -> list[Wish]:
    """Return what the person's answers to the last prompt before this one said would help."""
    rows = (
        select(Answer)
        .join(Occurrence, Answer.occurrence_id == Occurrence.id)
        .where(
            Occurrence.plan_id == prompt.plan_id,
            Occurrence.prompt_id != prompt.id,
            Answer.person_id == prompt.person_id,
        )
        .order_by(Answer.id.desc())
    )
    last = session.scalar(rows.limit(1))
    if last is None:
        return []
    before = session.get_one(Occurrence, last.occurrence_id).prompt_id
    found = [prompts.latest_answer(session, one.id) for one in prompts.list_occurrences(session, before or 0)]
    wishes = [wish_of(session, one) for one in found if one is not None and one.person_id == prompt.person_id]
    return [one for one in wishes if one is not None]
