"""Where somebody is reached when they ask for a call: their own number, a second contact's, their agency's dispatch."""

from dataclasses import dataclass

from sqlalchemy import select

from mvai_slackbot.calls.models import CallNumbers
from mvai_slackbot.db import Private
from mvai_slackbot.people import service as people
from mvai_slackbot.people.linking import change_person
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Work


@dataclass(frozen=True, repr=False)
class Numbers:
    """The numbers on file; empty for what nobody gave."""

    phone: str = ""
    second_name: str = ""
    second_phone: str = ""
    dispatch: str = ""


def find(work: Work, person: Person, incident_id: int | None = None) -> Numbers:
    """Return the numbers on file of somebody; without a second contact of their own, the one of the incident's request."""
    row = work.session.get(CallNumbers, person.id)
    second_name, second_phone = (_plain(row.second_name), _plain(row.second_phone)) if row else ("", "")
    if not second_phone and incident_id is not None:
        second_name, second_phone = _of_request(work, incident_id) or (second_name, second_phone)
    return Numbers(_plain(person.phone), second_name, second_phone, _plain(row.dispatch_phone) if row else "")


def _plain(words: Private | None) -> str:
    return words.reveal() if words is not None else ""


def _of_request(work: Work, incident_id: int) -> tuple[str, str] | None:
    rows = select(AssistanceRequest.second_contact_id).where(
        AssistanceRequest.incident_id == incident_id, AssistanceRequest.second_contact_id.is_not(None)
    )
    contact_id = work.session.scalar(rows.order_by(AssistanceRequest.id.desc()).limit(1))
    contact = people.get_person(work.session, contact_id) if contact_id is not None else None
    return (contact.name.reveal(), contact.phone.reveal()) if contact is not None and contact.phone else None


def save(work: Work, person: Person, given: Numbers) -> None:
    """Put numbers on file as the person gave them; one left empty is taken off, except the person's own."""
    change_person(work, person, phone=given.phone)
    row = work.session.get(CallNumbers, person.id)
    if row is None:
        row = CallNumbers(person_id=person.id, second_name=None, second_phone=None, dispatch_phone=None, at=work.now)
        work.session.add(row)
    row.second_name, row.second_phone = Private.of(given.second_name), Private.of(given.second_phone)
    row.dispatch_phone, row.at = Private.of(given.dispatch), work.now
