"""Alerts: found when an answer is in, told by day to those who look, and open until a person says what came of it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import readers, service as answering
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.facts import AnswerGiven
from mvai_slackbot.checkins.models import Answer, Occurrence
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident, holder_of
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.reports import rules
from mvai_slackbot.reports.facts import AlertChanged, AlertTold, HelpOffered
from mvai_slackbot.reports.models import Alert, AlertLevel, AlertOutcome, AlertOutcomeSaid
from mvai_slackbot.work import Fact, Work

MORNING = time(9)
SATURDAY = 5
NOT_YOURS = "That is for the SME lead and the coordinator of that incident."


def follow(work: Work, fact: Fact) -> None:
    """Look at each answer as it comes; a newer version is looked at anew."""
    if isinstance(fact, AnswerGiven):
        _look(work, fact.incident, fact.occurrence, fact.answer)


def given(work: Work, incident: Incident, occurrence: Occurrence, answer: Answer) -> rules.Given:
    """Return what the rules see of an answer: its numbers, and those of the same person's last one to the same form."""
    questions = content.load().forms.get(occurrence.form)
    before = _answer_before(work, occurrence, answer)
    return rules.Given(
        day=(occurrence.local_date - service.zero_of(incident)).days,
        now=rules.numbers(answering.said_of(answer, Sight.ALL).items),
        last=rules.numbers(answering.said_of(before, Sight.ALL).items) if before is not None else {},
        own=frozenset(item.key for item in questions.items if item.own_capacity),
    )


def _answer_before(work: Work, occurrence: Occurrence, answer: Answer) -> Answer | None:
    rows = (
        select(Answer)
        .join(Occurrence, Occurrence.id == Answer.occurrence_id)
        .where(
            Occurrence.plan_id == occurrence.plan_id,
            Occurrence.form == occurrence.form,
            Occurrence.local_date < occurrence.local_date,
            Answer.person_id == answer.person_id,
        )
        .order_by(Occurrence.local_date.desc(), Answer.version.desc())
    )
    return work.session.scalar(rows.limit(1))


def _look(work: Work, incident: Incident, occurrence: Occurrence, answer: Answer) -> None:
    found = rules.look(given(work, incident, occurrence, answer), rules.load_rules().rules)
    alert = work.session.scalar(select(Alert).where(Alert.occurrence_id == occurrence.id).with_for_update())
    if not found:
        if alert is not None and alert.told_at is None:
            work.session.delete(alert)
        return
    level = AlertLevel[max(one.level for one in found).name]
    keys = [one.rule for one in found]
    if alert is not None and (alert.rules, alert.level) == (keys, level):
        return
    person = people.get_person(work.session, answer.person_id)
    was = alert.level if alert is not None else None
    if alert is None:
        alert = _new(work, incident, occurrence, person)
    alert.rules, alert.level, alert.person_id = keys, level, person.id
    alert.due_at = _due(work, incident, level)
    work.session.flush()
    if level is AlertLevel.URGENT and was is not level:
        work.record(HelpOffered(incident, alert, person))
        # What was told as something for the next working day is told anew.
        alert.told_at, alert.outcome = None, None
    if alert.told_at is not None:
        work.record(AlertChanged(incident, alert))
    else:
        _tell_if_due(work, incident, alert)


def _new(work: Work, incident: Incident, occurrence: Occurrence, person: Person) -> Alert:
    alert = Alert(
        incident_id=incident.id,
        occurrence_id=occurrence.id,
        person_id=person.id,
        level=AlertLevel.WATCH,
        rules=[],
        made_at=work.now,
        due_at=work.now,
    )
    work.session.add(alert)
    return alert


def _due(work: Work, incident: Incident, level: AlertLevel) -> datetime:
    looks = list_lookers(work, incident)
    zone = people.zone_of(looks[0], incident.timezone) if looks else ZoneInfo(incident.timezone or "UTC")
    if level is AlertLevel.URGENT:
        return times.next_waking(work.now, zone, content.load().schedule.hours)
    day = times.local_date(work.now, zone) + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return times.at_local(day, MORNING, zone)


def list_lookers(work: Work, incident: Incident) -> list[Person]:
    """Return who looks at an incident's alerts: its SME leads first, then whoever holds it; of a locked one only the latter."""
    found = [*readers.list_leads(work, incident), *holder_of(work, incident)]
    return list({one.id: one for one in found if not one.deactivated}.values())


def list_told(work: Work, incident: Incident, alert: Alert) -> list[Person]:
    """Return who is told: an urgent one goes to all who look, another to the SME lead, or to the holder without one.

    Nobody is told of their own answer.
    """
    looks = [one for one in list_lookers(work, incident) if one.id != alert.person_id]
    return looks if alert.level is AlertLevel.URGENT else looks[:1]


def _tell_if_due(work: Work, incident: Incident, alert: Alert) -> None:
    if alert.told_at is None and alert.due_at <= work.now:
        alert.told_at = work.now
        work.record(AlertTold(incident, alert))


def list_due(work: Work) -> Sequence[int]:
    """Return the alerts that are to be told."""
    due = select(Alert.id).where(Alert.told_at.is_(None), Alert.outcome.is_(None), Alert.due_at <= work.now)
    return work.session.scalars(due.order_by(Alert.id)).all()


def look_at(work: Work, alert_id: int) -> None:
    """Tell what is due."""
    alert = get(work, alert_id)
    _tell_if_due(work, get_incident(work.session, alert.incident_id), alert)


def get(work: Work, alert_id: int) -> Alert:
    """Return an alert, held until this work ends."""
    alert = work.session.scalar(
        select(Alert).where(Alert.id == alert_id).with_for_update().execution_options(populate_existing=True)
    )
    if alert is None:
        raise Refused("That is not on record anymore.")
    return alert


def record_outcome(work: Work, alert_id: int, outcome: AlertOutcome) -> Alert:
    """Record what came of it, by somebody who may read the answer in full."""
    alert = get(work, alert_id)
    incident = get_incident(work.session, alert.incident_id)
    me = work.actor.person_id
    answer = prompts.latest_answer(work.session, alert.occurrence_id)
    sees = readers.sight(work, incident, answer, me) if answer is not None else Sight.NOTHING
    if me is None or me == alert.person_id or sees is not Sight.ALL:
        raise Refused(NOT_YOURS)
    if outcome is AlertOutcome.SEEN and alert.level is AlertLevel.URGENT:
        raise Refused("This one needs to say how it went: reached, referred, or no contact.")
    if alert.outcome is not outcome:
        alert.outcome, alert.outcome_at, alert.outcome_by = outcome, work.now, me
        work.session.add(AlertOutcomeSaid(alert_id=alert.id, outcome=outcome, at=work.now, by=me))
        work.record(AlertChanged(incident, alert))
    return alert


def list_awaiting(work: Work, person: Person) -> list[Alert]:
    """Return what waits for somebody to look at."""
    rows = select(Alert).where(Alert.outcome.is_(None), Alert.told_at.is_not(None)).order_by(Alert.id)
    return [
        one
        for one in work.session.scalars(rows)
        if person.id in {each.id for each in list_told(work, get_incident(work.session, one.incident_id), one)}
    ]
