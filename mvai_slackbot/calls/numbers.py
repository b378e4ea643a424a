"""Where somebody is reached when they ask for a call: their own number, a second contact's, their agency's dispatch."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from mvai_slackbot.calls.models import CallNumbers
from mvai_slackbot.db import Private
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Work


@dataclass(frozen=True, repr=False)
class Numbers:
    """The numbers on file; empty for what nobody gave.

    `phone` is what they gave for a call; `official` is on record with them, and those who work with them read it too.
    """

    phone: str = ""
    second_name: str = ""
    second_phone: str = ""
    dispatch: str = ""
    official: str = ""

    @property
    def first(self) -> str:
        """Return where they are called first."""
        return self.phone or self.official


def find(work: Work, person: Person, incident_id: int | None = None) -> Numbers:
    """Return the numbers on file of somebody; without a second contact of their own, the one of the incident's request."""
    own = _given(work, person)
    if own.second_phone or incident_id is None:
        return own
    second_name, second_phone = _of_request(work, incident_id) or (own.second_name, "")
    return replace(own, second_name=second_name, second_phone=second_phone)


def _given(work: Work, person: Person) -> Numbers:
    row = work.session.get(CallNumbers, person.id)
    if row is None:
        return Numbers(official=_plain(person.phone))
    return Numbers(
        phone=_plain(row.own_phone),
        second_name=_plain(row.second_name),
        second_phone=_plain(row.second_phone),
        dispatch=_plain(row.dispatch_phone),
        official=_plain(person.phone),
    )


def _plain(words: Private | None) -> str:
    return words.reveal() if words is not None else ""


def _of_request(work: Work, incident_id: int) -> tuple[str, str] | None:
    rows = select(AssistanceRequest.second_contact_id).where(
        AssistanceRequest.incident_id == incident_id, AssistanceRequest.second_contact_id.is_not(None)
    )
    contact_id = work.session.scalar(rows.order_by(AssistanceRequest.id.desc()).limit(1))
    contact = people.get_person(work.session, contact_id) if contact_id is not None else None
    return (contact.name.reveal(), contact.phone.reveal()) if contact is not None and contact.phone else None


def save(work: Work, person: Person, given: Numbers) -> bool:
    """Put numbers on file as the person gave them, and take off what they left out; return whether anything changed."""
    before = _given(work, person)
    row = work.session.get(CallNumbers, person.id)
    if row is None:
        row = CallNumbers(
            person_id=person.id, own_phone=None, second_name=None, second_phone=None, dispatch_phone=None, at=work.now
        )
        work.session.add(row)
    row.own_phone, row.second_name = Private.of(given.phone), Private.of(given.second_name)
    row.second_phone, row.dispatch_phone = Private.of(given.second_phone), Private.of(given.dispatch)
    row.at = work.now
    return before != replace(given, official=before.official)


def give_own(work: Work, person: Person, phone: str) -> None:
    """Put the number on file that somebody wants to be called at; all else stays."""
    save(work, person, replace(_given(work, person), phone=phone))
