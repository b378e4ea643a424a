"""Who may do what: every listener declares one of these permissions; what is not allowed here is refused."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service
from mvai_slackbot.people.models import HiddenIncident, Part, Person, Role
from mvai_slackbot.work import Work


class May(StrEnum):
    """The permissions, by what a person may do with them."""

    ANYONE = "anyone"  # everybody in the workspace
    ADDRESSEE = "addressee"  # everybody; the service asks whether it is addressed to them
    STAFF = "staff"  # coordinators and administrators
    ADMINISTER = "administer"  # administrators
    DECIDE = "decide"  # IACP and BJA reviewers, and staff
    AUDIT = "audit"  # auditors and administrators
    COMPARE = "compare"  # who reads what many incidents have in common: coordinators, administrators, BJA and auditors
    SME = "sme"  # members of the roster
    SEE_INCIDENT = "see incident"  # staff, and who has a part in it
    HELP_INCIDENT = "help incident"  # staff, and SMEs of the incident
    LEAD_INCIDENT = "lead incident"  # staff, and its leader or deputy


STAFF = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
ROLES: dict[May, frozenset[Role]] = {
    May.STAFF: STAFF,
    May.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
    May.DECIDE: STAFF | {Role.IACP_REVIEWER, Role.BJA_REVIEWER},
    May.AUDIT: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    May.COMPARE: STAFF | {Role.BJA_REVIEWER, Role.AUDITOR},
    May.SME: STAFF | {Role.SME},
    May.SEE_INCIDENT: STAFF,
    May.HELP_INCIDENT: STAFF,
    May.LEAD_INCIDENT: STAFF,
}
HELPERS = frozenset({Part.SME, Part.SME_LEAD, Part.MENTAL_HEALTH_SME})
# To own an incident gives nothing by itself: owners are staff, and whose role ended reads no more of what they owned.
PARTS: dict[May, frozenset[Part]] = {
    May.SEE_INCIDENT: HELPERS | {Part.LEADER, Part.DEPUTY},
    May.HELP_INCIDENT: HELPERS,
    May.LEAD_INCIDENT: frozenset({Part.LEADER, Part.DEPUTY}),
}
WHO = {
    May.STAFF: "That is for program staff.",
    May.ADMINISTER: "That is for administrators.",
    May.DECIDE: "That is for IACP and BJA reviewers and program staff.",
    May.AUDIT: "That is for auditors.",
    May.COMPARE: "That is for coordinators, BJA reviewers and auditors.",
    May.SME: "That is for members of the SME roster.",
    May.SEE_INCIDENT: "That is for the people of that incident.",
    May.HELP_INCIDENT: "That is for staff and the SMEs of that incident.",
    May.LEAD_INCIDENT: "That is for the leader of that incident and staff.",
}


def may(session: Session, person_id: int | None, needs: May, incident_id: int | None) -> bool:
    """Whether a person may do this, in this incident when one is meant."""
    if needs in (May.ANYONE, May.ADDRESSEE):
        return True
    if person_id is None:
        return False
    roles = service.roles_of(session, person_id)
    if incident_id is not None and needs in PARTS and is_hidden(session, incident_id):
        return bool(roles & STAFF)
    if roles & ROLES.get(needs, frozenset()):
        return True
    if incident_id is None:
        return False
    return bool(service.parts_of(session, incident_id, person_id) & PARTS.get(needs, frozenset()))


# What people of a locked incident may know of it, and no more.
PAUSED = "Paused by the coordinator for now. Nothing of it is lost."


def refusal(needs: May) -> str:
    """Return what somebody hears who may not do this: for whom it is, and what to type."""
    return f"{WHO[needs]} Type `/mvai` to see what you can do here."


def require(work: Work, needs: May, incident_id: int) -> None:
    """Raise `Refused` unless the actor may do this in the incident that a use case turned out to be about."""
    if not may(work.session, work.actor.person_id, needs, incident_id):
        raise Refused(PAUSED if is_paused_for(work.session, work.actor.person_id, incident_id) else refusal(needs))


def is_paused_for(session: Session, person_id: int | None, incident_id: int | None) -> bool:
    """Whether an incident is locked for somebody who has a part in it: that much they may know."""
    if person_id is None or incident_id is None or not is_hidden(session, incident_id):
        return False
    if service.roles_of(session, person_id) & STAFF:
        return False
    return bool(service.parts_of(session, incident_id, person_id) & PARTS[May.SEE_INCIDENT])


def is_staff(session: Session, person_id: int) -> bool:
    """Whether somebody is a coordinator or an administrator now."""
    return bool(service.roles_of(session, person_id) & STAFF)


def list_staff_on_call(work: Work) -> list[Person]:
    """Return who of staff is on call, the first person first; somebody else on call answers calls and holds no task."""
    on_call = service.list_on_call(work.session, work.team_id, work.now)
    return [one for one in on_call if one.user_id and is_staff(work.session, one.id)]


def is_hidden(session: Session, incident_id: int) -> bool:
    """Whether an incident is locked."""
    hidden = select(HiddenIncident.id).where(HiddenIncident.incident_id == incident_id, HiddenIncident.until.is_(None))
    return session.scalar(hidden.limit(1)) is not None
