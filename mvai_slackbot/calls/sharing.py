"""A call that somebody asked for on another's behalf: whose it is to end, once the person wants it too."""

from sqlalchemy.orm import Session

from mvai_slackbot.calls.models import CallAsked, CallRaised
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

NOT_YOURS = "This was addressed to somebody else."
STAYS = "It stays as it is: it is for them to say that they do not need it. Nothing was changed."


def note(work: Work, call: CallAsked, raised_by: Person | None) -> None:
    """Write down who asked, when that is not the person themselves."""
    if raised_by is not None and raised_by.id != call.person_id:
        work.session.add(CallRaised(call_id=call.id, person_id=raised_by.id))


def want_too(work: Work, call: CallAsked) -> None:
    """Hear that the person wants a call that somebody else asked for: whoever did cannot end it any more."""
    raised = work.session.get(CallRaised, call.id)
    if raised is not None and raised.own_at is None:
        raised.own_at = work.now


def check_may_end(work: Work, call: CallAsked) -> None:
    """Raise `Refused` unless the actor asked for the call, and nobody else wants it."""
    me, raised = work.actor.person_id, work.session.get(CallRaised, call.id)
    if me is None or me not in (call.person_id, raised and raised.person_id):
        raise Refused(NOT_YOURS)
    if raised is not None and raised.own_at is not None and me != call.person_id:
        raise Refused(STAYS)


def find_raiser(session: Session, call: CallAsked) -> Person | None:
    """Return who asked on the person's behalf, None when they asked themselves."""
    raised = session.get(CallRaised, call.id)
    return people.get_person(session, raised.person_id) if raised is not None else None
