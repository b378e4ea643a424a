"""What keeps a plan from going on: a call that has to come first, or somebody else who leads now."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins.plans.models import CallToMake, WhyCalled
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, PartHeld, Person


def find_waiting(session: Session, incident_id: int, person_id: int) -> CallToMake | None:
    """Return the call that somebody still waits for."""
    rows = select(CallToMake).where(
        CallToMake.incident_id == incident_id, CallToMake.person_id == person_id, CallToMake.called_at.is_(None)
    )
    return session.scalar(rows.order_by(CallToMake.id.desc()).limit(1))


def led_before(session: Session, incident_id: int, person_id: int) -> bool:
    """Whether somebody led an incident that another person leads now."""
    held = select(PartHeld.id).where(
        PartHeld.incident_id == incident_id,
        PartHeld.person_id == person_id,
        PartHeld.part == Part.LEADER,
        PartHeld.until.is_not(None),
    )
    if session.scalar(held.limit(1)) is None:
        return False
    others = [one.id for one in people.list_in_part(session, incident_id, Part.LEADER)]
    return bool(others) and person_id not in others


def is_held(session: Session, incident: Incident, person: Person) -> bool:
    """Whether a pause with an end does not end by itself: a call comes first, or somebody else leads now."""
    return find_waiting(session, incident.id, person.id) is not None or led_before(session, incident.id, person.id)


def check_may_go_on(session: Session, incident: Incident, person: Person) -> None:
    """Raise `Refused` while a death in the line of duty waits for a person's call, or where somebody else leads now."""
    waiting = find_waiting(session, incident.id, person.id)
    if waiting is not None and waiting.why is WhyCalled.LOSS:
        raise Refused("Somebody of the program calls first. After that it goes on, if that is wished.")
    if led_before(session, incident.id, person.id):
        raise Refused("Somebody else leads there now, so nothing more is asked here. Thank you.")
