"""One's own answers, latest first, a page at a time."""

from dataclasses import dataclass

from sqlalchemy import and_, func, select

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.answers.service import Said, said_of
from mvai_slackbot.checkins.content import QuestionSet
from mvai_slackbot.checkins.models import Answer, Occurrence, Plan
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.models import HiddenIncident
from mvai_slackbot.work import Work

PAGE = 5


@dataclass(frozen=True)
class Own:
    """One's own answer to one set of questions, as it stands now."""

    answer: Answer
    occurrence: Occurrence
    incident: Incident
    questions: QuestionSet
    said: Said


@dataclass(frozen=True)
class Page:
    """A page of one's own answers; `pages` is how many there are, at least one.

    `held`: others were given in an incident that is locked now, and are kept.
    """

    number: int
    pages: int
    answers: list[Own]
    held: bool = False


def list_mine(work: Work, page: int) -> Page:
    """Return a page of the actor's own answers, of no locked incident and of nobody else; a page beyond is the last."""
    latest = (
        select(Answer.occurrence_id, func.max(Answer.version).label("version"))
        .group_by(Answer.occurrence_id)
        .subquery()
    )
    hidden = select(HiddenIncident.incident_id).where(HiddenIncident.until.is_(None))
    rows = (
        select(Answer)
        .join(latest, and_(Answer.occurrence_id == latest.c.occurrence_id, Answer.version == latest.c.version))
        .join(Occurrence, Answer.occurrence_id == Occurrence.id)
        .join(Plan, Occurrence.plan_id == Plan.id)
        .where(Answer.person_id == work.actor.person_id)
    )
    held = work.session.scalar(rows.where(Plan.incident_id.in_(hidden)).limit(1)) is not None
    rows = rows.where(Plan.incident_id.not_in(hidden))
    count = work.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    pages = max(1, -(-count // PAGE))
    number = min(max(page, 0), pages - 1)
    found = work.session.scalars(rows.order_by(Answer.at.desc(), Answer.id.desc()).offset(number * PAGE).limit(PAGE))
    return Page(number, pages, [_own(work, one) for one in found], held)


def _own(work: Work, answer: Answer) -> Own:
    occurrence = work.session.get_one(Occurrence, answer.occurrence_id)
    plan = work.session.get_one(Plan, occurrence.plan_id)
    questions = content.load().forms.get(occurrence.form)
    return Own(answer, occurrence, get_incident(work.session, plan.incident_id), questions, said_of(answer, Sight.ALL))
