"""Verified before disclosed: somebody of staff calls back a number found independently, and only then anything is said."""

from enum import StrEnum

from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.requests import facts, lifecycle, service
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Work


class Found(StrEnum):
    """Where the number that was called back was found: never in the request itself."""

    WEBSITE = "website"
    DIRECTORY = "directory"
    KNOWN = "known"


def verify(work: Work, request: AssistanceRequest, found: Found) -> None:
    """Record that the actor called back; raise `Refused` when the request is closed, or somebody did so already."""
    lifecycle.hold(work, request)
    if not request.open:
        raise Refused(lifecycle.not_from_here(request))
    if request.verified_at is not None:
        raise Refused(f"{request.name} was verified already. `/mvai-request show {request.number}` says by whom.")
    request.verified_at, request.verified_by, request.verified_how = work.now, work.actor.person_id, found.value
    work.record(facts.RequestVerified(request))


def hold_call(work: Work, request: AssistanceRequest) -> None:
    """Record that the assessment call with the requester was held."""
    lifecycle.hold(work, request)
    if not request.open:
        raise Refused(lifecycle.not_from_here(request))
    if request.call_held_at is not None:
        raise Refused(f"The assessment call for {request.name} is on record already.")
    request.call_held_at = work.now
    work.record(facts.AssessmentCallHeld(request))


def disclosable(session: Session, request: AssistanceRequest) -> bool:
    """Whether an SME may be offered, or anything be disclosed: who asks is known, by a call back or through staff.

    A need that staff logged inside an incident asks nobody to be believed, unless the incident itself was opened for
    somebody who is not verified yet.
    """
    if request.verified_at is not None:
        return True
    if request.outside:
        return False
    asked = [one for one in service.list_of_incident(session, request.incident_id or 0) if one.outside]
    return not asked or any(one.verified_at is not None for one in asked)


def to_verify(session: Session, request: AssistanceRequest) -> AssistanceRequest:
    """Return the request whose asker is called back before anything is disclosed about this one."""
    if request.outside:
        return request
    asked = service.list_of_incident(session, request.incident_id or 0)
    return next((one for one in asked if one.outside and one.open), request)


def check_disclosable(session: Session, request: AssistanceRequest) -> None:
    """Raise `Refused` that says what to do first, unless anything may be disclosed."""
    if not disclosable(session, request):
        first = to_verify(session, request)
        raise Refused(
            f"Nobody has called back about {first.name} yet. Please call a number that you found yourself, not one from "
            f"the request. `/mvai-request show {first.number}` has the buttons for after that call."
        )
