"""What tests of reading do again and again."""

from collections.abc import Mapping
from datetime import date

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.answers import service as answering
from mvai_slackbot.checkins.content import load
from mvai_slackbot.checkins.models import About, Answerer, Occurrence, Plan, Prompt
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.models import Part
from mvai_slackbot.people.service import give_part, meet
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.work import Actor
from tests.checkins.ways import agree
from tests.conftest import Town


def town_with_lead(town: Town) -> str:
    """An incident whose chief gets check-ins, with Sam as SME lead; return its channel."""
    channel = agree(town)
    part(town, town.sam, Part.SME_LEAD)
    return channel


def part(town: Town, person: Person, which: Part) -> None:
    """Give somebody a part in the first incident, as an accepted assignment does."""
    with town.bot.bot.works.begin() as work:
        give_part(work, 1, meet(work, person.id), which)
    town.bot.settle()


def answered(
    town: Town, by: Person, day: date, form: str, items: Mapping[str, int | str], *, note: str | None = None
) -> int:
    """Ask a form on a day, unless the clock did, and let somebody answer it; return the row of what was asked."""
    about = About(form.partition("_")[0])
    with town.bot.bot.works.begin() as work:
        person, plan = meet(work, by.id), service.list_plans(work.session, 1)[0]
        prompt = (
            work.session.query(Prompt).filter_by(plan_id=plan.id, person_id=person.id, local_date=day).one_or_none()
        )
        if prompt is None:
            prompt = Prompt(plan_id=plan.id, person_id=person.id, local_date=day, asked_at=work.now, shown_on=day)
            work.session.add(prompt)
            work.session.flush()
        key = {"plan_id": plan.id, "subject": about, "local_date": day}
        asked = work.session.query(Occurrence).filter_by(**key).one_or_none()
        if asked is None:
            asked = Occurrence(plan_id=plan.id, subject=about, local_date=day, form=form, prompt_id=prompt.id)
            work.session.add(asked)
        asked.form, asked.prompt_id = form, prompt.id
        work.session.flush()
        ids = person.id, plan.id, prompt.id, asked.id
    _save(town, ids, {key: str(value) for key, value in items.items()}, note)
    town.bot.settle()
    return ids[3]


def _save(town: Town, ids: tuple[int, int, int, int], items: dict[str, str], note: str | None) -> None:
    person_id, plan_id, prompt_id, asked_id = ids
    with town.bot.bot.works.begin(Actor(person_id)) as work:
        plan = work.session.get_one(Plan, plan_id)
        role = Answerer.LEADER if plan.person_id == person_id else Answerer.DELEGATE
        asked = work.session.get_one(Occurrence, asked_id)
        incident, questions = get_incident(work.session, plan.incident_id), load().forms.get(asked.form)
        prompt = work.session.get_one(Prompt, prompt_id)
        answering.save(
            work,
            answering.Asked(asked, prompt, plan, incident, questions, role, None),
            answering.Said(items, note=note),
        )
