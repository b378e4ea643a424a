"""Answers: saved in versions, read by a few, and never heard of anywhere else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import readers, roles
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.content import QuestionSet
from mvai_slackbot.checkins.facts import AnswerGiven, PromptChanged
from mvai_slackbot.checkins.models import (
    Answer,
    Answerer,
    AnswerRead,
    AnswersAs,
    Occurrence,
    Plan,
    PlanState,
    Prompt,
    PromptState,
)
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service_calendar
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part
from mvai_slackbot.work import Work

# How long an answer can be changed after it was first given; every version stays.
CHANGE_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Said:
    """What a form brought: items by key, what the answer rests on, what would help, and a note."""

    items: Mapping[str, str]
    bases: list[str] = field(default_factory=list)
    helps: list[str] = field(default_factory=list)
    note: str | None = None


@dataclass(frozen=True)
class Asked:
    """One set of questions before the person who may answer it."""

    occurrence: Occurrence
    prompt: Prompt
    plan: Plan
    incident: Incident
    questions: QuestionSet
    role: Answerer
    before: Answer | None
    # Somebody died in the line of duty: the words are other words.
    loss: bool = False
    answers_as: AnswersAs | None = None

    @property
    def keys(self) -> list[str]:
        """Return the items this person is asked: a delegate is never asked about the leader's own capacity."""
        leader = self.role is Answerer.LEADER
        return [item.key for item in self.questions.items if leader or not item.own_capacity]


def get_asked(work: Work, occurrence_id: int) -> Asked:
    """Return what the actor is asked; raise `Refused` with calm words when it can no longer be answered."""
    occurrence = work.session.get(Occurrence, occurrence_id)
    if occurrence is None or occurrence.prompt_id is None:
        raise Refused("That check-in is not on record.")
    plan = service.get_plan(work, occurrence.plan_id)
    # The row may have gone to somebody else while this one waited.
    work.session.refresh(occurrence)
    prompt = prompts.get_prompt(work, occurrence.prompt_id or 0)
    me = work.actor.person_id
    if prompt.person_id != me:
        mine = me == plan.person_id
        raise Refused("Somebody else answers this one now." if mine else service.NOT_YOURS)
    if prompt.state is PromptState.WITHDRAWN:
        raise Refused("This check-in was taken back. Nothing is asked of you.")
    before = prompts.latest_answer(work.session, occurrence.id)
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped. Nothing was saved, and nothing is asked of you.")
    if (newer := prompts.find_newer(work.session, occurrence)) is not None:
        answered = prompts.latest_answer(work.session, newer.id) is not None
        raise Refused(_overtaken(changing=before is not None, answered=answered))
    if before is not None and work.now > changeable_until(work.session, occurrence.id):
        raise Refused(
            "This answer is older than a day and stays as it is. The next check-in asks again; nothing is lost."
        )
    # A second view answers as somebody the leader chose: never about the leader's own capacity.
    role = Answerer.LEADER if me == plan.person_id and plan.second_of is None else Answerer.DELEGATE
    incident = get_incident(work.session, plan.incident_id)
    questions = content.load().forms.get(occurrence.form)
    own = before if before is not None and before.person_id == me else None
    loss = service_calendar.has_loss(work.session, incident.id)
    answers_as = roles.find(work.session, plan, me or 0, occurrence.subject)
    return Asked(occurrence, prompt, plan, incident, questions, role, own, loss, answers_as)


def _overtaken(*, changing: bool, answered: bool) -> str:
    """Return why an older check-in takes no answer: true of what was given there, and of the newer one."""
    if changing:
        newer = ", which was answered." if answered else ". You can answer that one."
        return f"This answer stays as it is: the time to change it is over, since a newer check-in has come{newer}"
    if answered:
        return "A newer check-in has come since, and was answered. This one can rest."
    return "A newer check-in has come since. Please answer that one; this one can rest."


def changeable_until(session: Session, occurrence_id: int) -> datetime:
    """Return until when an answer can be changed: a day after it was first given."""
    first = session.scalar(select(Answer.at).where(Answer.occurrence_id == occurrence_id, Answer.version == 1))
    if first is None:
        raise Refused("That answer is not on record.")
    return first + CHANGE_FOR


def save(work: Work, asked: Asked, said: Said) -> Answer:
    """Save an answer, as a new version when there is one already."""
    latest = prompts.latest_answer(work.session, asked.occurrence.id)
    given = {key: said.items.get(key) or "skip" for key in asked.keys}
    own_keys = {item.key for item in asked.questions.items if item.own_capacity}
    own = {key: value for key, value in given.items() if key in own_keys}
    rest = {key: value for key, value in given.items() if key not in own_keys}
    answer = Answer(
        occurrence_id=asked.occurrence.id,
        version=latest.version + 1 if latest is not None else 1,
        person_id=work.actor.person_id or 0,
        role=asked.role,
        at=work.now,
        said=Private(json.dumps({"items": rest, "bases": said.bases, "helps": said.helps})),
        own=Private(json.dumps(own)) if own else None,
        note=Private.of(said.note),
        readers=Private(readers.in_words(work, asked.incident)),
        answers_as=asked.answers_as,
    )
    work.session.add(answer)
    work.session.flush()
    waited = asked.prompt.state in (*prompts.UNANSWERED, *prompts.CLOSED)
    if waited and not prompts.list_unanswered(work.session, asked.prompt.id):
        asked.prompt.state = PromptState.ANSWERED
    work.record(PromptChanged(asked.incident, asked.prompt))
    work.record(AnswerGiven(asked.incident, asked.occurrence, answer))
    return answer


def save_note(work: Work, answer_id: int, note: str | None) -> None:
    """Save the note that was held back, beside the answer it belongs to."""
    answer = work.session.get(Answer, answer_id, with_for_update=True)
    if answer is None or answer.person_id != work.actor.person_id:
        raise Refused(service.NOT_YOURS)
    if note and answer.note is None:
        answer.note = Private(note)


def read_back(answer: Answer | None) -> Said:
    """Return what an answer said, to the person who gave it."""
    return said_of(answer, Sight.ALL) if answer is not None else Said({})


def said_of(answer: Answer, sight: Sight) -> Said:
    """Return what an answer said, as far as it may be seen."""
    told = json.loads(answer.said.reveal())
    items: dict[str, str] = dict(told["items"])
    if sight is Sight.ALL and answer.own is not None:
        items |= json.loads(answer.own.reveal())
    note = answer.note.reveal() if sight is Sight.ALL and answer.note is not None else None
    return Said(items, list(told["bases"]), list(told["helps"]), note)


@dataclass(frozen=True)
class Reading:
    """An answer as one reader may see it."""

    answer: Answer
    occurrence: Occurrence
    incident: Incident
    questions: QuestionSet
    said: Said
    sight: Sight


def read(work: Work, occurrence_id: int) -> Reading:
    """Return the latest version of an answer to a reader; that it was read is recorded."""
    occurrence = work.session.get(Occurrence, occurrence_id)
    answer = prompts.latest_answer(work.session, occurrence.id) if occurrence is not None else None
    if occurrence is None or answer is None:
        raise Refused("That answer is not on record.")
    plan = work.session.get_one(Plan, occurrence.plan_id)
    incident = get_incident(work.session, plan.incident_id)
    sees = readers.sight(work, incident, answer, work.actor.person_id)
    if work.actor.person_id is None or sees < Sight.ITEMS:
        raise Refused("Answers are read by the coordinator, the SME lead and the mental-health SME of the incident.")
    work.session.add(
        AnswerRead(answer_id=answer.id, person_id=work.actor.person_id, at=work.now, own=sees is Sight.ALL)
    )
    questions = content.load().forms.get(occurrence.form)
    return Reading(answer, occurrence, incident, questions, said_of(answer, sees), sees)


def find_incident_id(work: Work, occurrence_id: int) -> int | None:
    """Return the incident of a check-in that was ever the actor's, for a call asked whatever becomes of the answer."""
    occurrence = work.session.get(Occurrence, occurrence_id)
    if occurrence is None:
        return None
    plan = work.session.get_one(Plan, occurrence.plan_id)
    parts = people.parts_of(work.session, plan.incident_id, work.actor.person_id or 0)
    # A drill's form stays the drill's, whoever answers by now: without it the call would be a real one.
    theirs = plan.person_id == work.actor.person_id or Part.DELEGATE in parts
    return plan.incident_id if theirs or get_incident(work.session, plan.incident_id).drill else None
