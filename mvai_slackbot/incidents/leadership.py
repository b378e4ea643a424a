"""Leader, deputy and contact of an incident: set, invited or not, taken back."""

from datetime import datetime

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import PartEnded, PartTaken
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import hold, take_back
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
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


def take_back_part(work: Work, incident: Incident, person: Person, part: Part, since: datetime) -> None:
    """Take a part back from a wrong person; what they could see is recorded."""
    take_back(work, incident, person, part.value, since)
    people.end_part(work, incident.id, part, person)
    work.record(PartEnded(incident, person, part, wrong=True))


def leader_of(work: Work, incident_id: int) -> Person | None:
    """Return the leader of an incident."""
    leaders = people.list_in_part(work.session, incident_id, Part.LEADER)
    return leaders[-1] if leaders else None
