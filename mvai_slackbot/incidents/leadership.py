"""Leader, deputy and contact of an incident: set, invited or not, taken back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import PartCorrected, PartEnded, PartTaken
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import hold, take_back
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Part, PartHeld, Person
from mvai_slackbot.work import Work

LEADING = (Part.LEADER, Part.DEPUTY, Part.CONTACT)


def _row(work: Work, incident: Incident, person: Person, part: Part) -> PartHeld | None:
    held = select(PartHeld).where(
        PartHeld.incident_id == incident.id,
        PartHeld.person_id == person.id,
        PartHeld.part == part,
        PartHeld.until.is_(None),
    )
    return work.session.scalar(held.limit(1))


def is_new(work: Work, incident: Incident, person: Person, part: Part, *, invite: bool) -> bool:
    """Whether a part would give somebody anything: they do not have it, or have it without the channel."""
    held = _row(work, incident, person, part)
    return held is None or (invite and not held.invited)


def set_part(work: Work, incident: Incident, person: Person, part: Part, *, invite: bool, anew: bool = False) -> bool:
    """Give somebody a part; False when they have it already, so that there is nothing to take back.

    There is one leader and one deputy at a time, contacts may be several. `anew`: whoever has it is told all the same.
    """
    if part not in LEADING:
        raise Refused("Choose leader, deputy or contact.")
    hold(work, incident)
    if not anew and not is_new(work, incident, person, part, invite=invite):
        return False
    for before in people.end_part(work, incident.id, part, person if part is Part.CONTACT else None):
        if before.id != person.id:
            work.record(PartEnded(incident, before, part))
    people.give_part(work, incident.id, person, part, invited=invite)
    work.record(PartTaken(incident, person, part, invited=invite and person.user_id is not None))
    return True


def correct(work: Work, incident: Incident, person: Person, part: Part) -> None:
    """Let those who are told of somebody with a part read what was corrected."""
    work.record(PartCorrected(incident, person, part))


def take_back_parts(
    work: Work, incident: Incident, wrong: Mapping[Part, Person], since: datetime, *, linked: bool = False
) -> dict[Part, Person]:
    """Take parts back from wrong people; what they could see is recorded. Return whom the mistake had relieved.

    They are in it once more, as if nothing had been pressed; while the incident is locked, nobody is put in.
    `linked`: the account was linked for this, so the part that the person had without one stays with nobody.
    """
    hold(work, incident)
    ended = [part for part, person in wrong.items() if _end_wrong(work, incident, person, part, since, linked=linked)]
    relieved = {}
    # Every wrong part has ended before one is given back: two people may have changed places.
    for part in ended:
        for row in work.session.scalars(_relieved(incident, part, since)).all():
            before = people.get_person(work.session, row.person_id)
            if linked and before.id == wrong[part].id:
                continue
            relieved[part] = before
            if not is_hidden(work.session, incident.id):
                people.give_part(work, incident.id, before, part, invited=row.invited)
                invited = row.invited and before.user_id is not None
                work.record(PartTaken(incident, before, part, invited=invited, relieved_at=since))
    return relieved


def _end_wrong(
    work: Work, incident: Incident, person: Person, part: Part, since: datetime, *, linked: bool
) -> list[Person]:
    take_back(work, incident, person, part.value, since)
    ended = people.end_part(work, incident.id, part, person)
    earlier = select(PartHeld.id).where(
        PartHeld.incident_id == incident.id,
        PartHeld.person_id == person.id,
        PartHeld.part.in_(LEADING),
        PartHeld.since < since,
    )
    known = not linked and work.session.scalar(earlier.limit(1)) is not None
    work.record(PartEnded(incident, person, part, wrong=True, given=since, known=known))
    return ended


def _relieved(incident: Incident, part: Part, since: datetime) -> Select[PartHeld]:
    return select(PartHeld).where(PartHeld.incident_id == incident.id, PartHeld.part == part, PartHeld.until == since)


def leader_of(work: Work, incident_id: int) -> Person | None:
    """Return the leader of an incident."""
    leaders = people.list_in_part(work.session, incident_id, Part.LEADER)
    return leaders[-1] if leaders else None
