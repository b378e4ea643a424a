"""Asking that somebody else be called: without a word on why, by those who work with them."""

from mvai_slackbot.calls import service
from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Work

NOT_FOR_OTHERS = (
    "That is for staff, the SMEs of the incident, and whom its leader chose to answer check-ins. Type it in the incident's "
    "channel, or add the incident's number. `/mvai-checkin call-me` asks for a call to yourself."
)
MAY_RAISE = frozenset({Part.OWNER, Part.SME_LEAD, Part.MENTAL_HEALTH_SME, Part.SME, Part.DELEGATE})


def check(work: Work, incident: Incident) -> None:
    """Raise `Refused` unless the actor may ask that somebody of this incident be called."""
    me = work.actor.person_id or 0
    parts = people.parts_of(work.session, incident.id, me)
    if not parts & MAY_RAISE and not may(work.session, me, May.STAFF, incident.id):
        raise Refused(NOT_FOR_OTHERS)


def ask_for(work: Work, person: Person, incident: Incident) -> CallAsked:
    """Ask that somebody else of an incident be called; for its SMEs, the leader's delegate and staff."""
    check(work, incident)
    if not people.parts_of(work.session, incident.id, person.id):
        raise Refused("That person has no part in this incident. Name its leader, or somebody else of it.")
    me = people.get_person(work.session, work.actor.person_id or 0)
    return service.ask(work, person, incident, raised_by=me)


def find_leader(work: Work, incident: Incident) -> Person | None:
    """Return the leader on record, with or without a Slack account."""
    leaders = people.list_in_part(work.session, incident.id, Part.LEADER)
    return leaders[-1] if leaders else None
