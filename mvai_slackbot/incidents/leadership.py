"""Leader, deputy and contact of an incident: set, invited or not, taken back."""

from datetime import datetime

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import PartEnded, PartTaken
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import hold, take_back
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, PartHeld, Person
from mvai_slackbot.work import Work

LEADING = (Part.LEADER, Part.DEPUTY, Part.CONTACT)


def set_part(work: Work, incident: Incident, person: Person, part: Part, *, invite: bool) -> None:
    """Give somebody a part; there is one leader and one deputy at a time, contacts may be several."""
    if part not in LEADING:
        raise Refused("Choose leader, deputy or contact.")
    hold(work, incident)
    if part is not Part.CONTACT:
        for before in people.end_part(work, incident.id, part):
            if before.id != person.id:
                work.record(PartEnded(incident, before, part))
    people.give_part(work, incident.id, person, part, invited=invite)
    work.record(PartTaken(incident, person, part, invited=invite and person.user_id is not None))


def take_back_part(work: Work, incident: Incident, person: Person, part: Part, since: datetime) -> list[Person]:
    """Take a part back from a wrong person; what they could see is recorded. Return who has it again.

    Whom the mistake relieved is in it once more, as if nothing had been pressed.
    """
    take_back(work, incident, person, part.value, since)
    had_it = people.end_part(work, incident.id, part, person)
    work.record(PartEnded(incident, person, part, wrong=True))
    if not had_it or part is Part.CONTACT:
        return []
    relieved = select(PartHeld).where(
        PartHeld.incident_id == incident.id,
        PartHeld.part == part,
        PartHeld.until == since,
        PartHeld.person_id != person.id,
    )
    again = []
    for row in work.session.scalars(relieved).all():
        before = people.get_person(work.session, row.person_id)
        people.give_part(work, incident.id, before, part, invited=row.invited)
        work.record(PartTaken(incident, before, part, invited=row.invited and before.user_id is not None))
        again.append(before)
    return again


def leader_of(work: Work, incident_id: int) -> Person | None:
    """Return the leader of an incident."""
    leaders = people.list_in_part(work.session, incident_id, Part.LEADER)
    return leaders[-1] if leaders else None
