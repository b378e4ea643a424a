"""Who is told when somebody does not answer: a person who phones, by direct message, nobody else."""

from collections.abc import Iterator

from mvai_slackbot.checkins import facts
from mvai_slackbot.checkins.models_following import Outreach, Step
from mvai_slackbot.checkins.prompts import outreach, views_outreach
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e, receipts
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.OutreachBegan)
def _ask_to_phone(work: Work, fact: facts.OutreachBegan) -> Iterator[e.Effect]:
    found, incident = fact.outreach, fact.incident
    who = people.get_person(work.session, found.person_id)
    if found.step is Step.MONTHLY:
        for holder in holder_of(work, incident):
            yield from tell(holder, views_outreach.monthly(incident, who))
        return
    for reader in outreach.list_asked(work, incident, found.step):
        if reader.id != who.id:
            yield from _task(work, found, incident, reader)


@announcers.of(facts.OutreachChanged)
def _show_outcome(work: Work, fact: facts.OutreachChanged) -> Iterator[e.Effect]:
    found, incident = fact.outreach, fact.incident
    if found.step is Step.MONTHLY:
        return
    # Everybody who was asked sees what came of it, in the place of the task.
    readers = [*outreach.list_asked(work, incident, found.step), *holder_of(work, incident)]
    if work.actor.person_id is not None:
        readers.append(people.get_person(work.session, work.actor.person_id))
    for reader in {one.id: one for one in readers}.values():
        if receipts.find(work.session, found.key(reader.id)) is not None:
            yield from _task(work, found, incident, reader)


def _task(work: Work, found: Outreach, incident: Incident, reader: Person) -> Iterator[e.Effect]:
    who = people.get_person(work.session, found.person_id)
    words = views_outreach.task(
        found,
        incident,
        who,
        outreach.list_second_contacts(work, incident, who.id),
        _tried_before(work, found),
        people.get_person(work.session, found.told_by) if found.told_by is not None else None,
    )
    yield from tell(reader, words, key=found.key(reader.id))


def _tried_before(work: Work, found: Outreach) -> str:
    if found.step is not Step.COORDINATOR:
        return ""
    standing = outreach.list_standing(work.session, found.plan_id, found.person_id)
    before = next((one for one in standing if one.step is Step.LEAD), None)
    if before is None:
        return ""
    return views_outreach.tried(
        before, people.get_person(work.session, before.told_by) if before.told_by is not None else None
    )
