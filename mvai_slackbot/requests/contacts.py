"""The requester and the second contact of a request: people with or without a Slack account."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mvai_slackbot.db import Private
from mvai_slackbot.people.linking import DETAILS, change_person, write_down
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import get_person, reachable
from mvai_slackbot.requests.models import AssistanceRequest, RequestEarlierWords
from mvai_slackbot.work import Work


@dataclass(frozen=True)
class Contact:
    """Somebody to call back: with a Slack account (`user_id`), or by name; details are name, rank, agency, email, phone."""

    user_id: str | None = None
    details: Mapping[str, str | None] = field(default_factory=dict, repr=False)

    @property
    def given(self) -> dict[str, str]:
        """Return the details that were given."""
        return {name: value for name, value in self.details.items() if value}


def person_of(work: Work, contact: Contact | None) -> int | None:
    """Return the row id of a contact, writing down somebody without an account; None when nobody was named."""
    if contact is None or not (contact.user_id or contact.given):
        return None
    if contact.user_id:
        person = reachable(work, contact.user_id)
        change_person(work, person, **contact.given)
    else:
        person = write_down(work, **contact.given)
    return person.id


def correct_contact(work: Work, request: AssistanceRequest, field_name: str, contact: Contact | None) -> bool:
    """Correct a contact, or put somebody else in; what stood there before stays on record. Return whether it changed."""
    if contact is None or not (contact.user_id or contact.given):
        return False
    known = getattr(request, field_name)
    before = get_person(work.session, known) if known is not None else None
    if before is None:
        setattr(request, field_name, person_of(work, contact))
        return True
    if _is_same(before, contact):
        return False
    keep_words(work, request, field_name.removesuffix("_id"), Private(_line(before)))
    if before.user_id == contact.user_id and before.name.reveal() == contact.given.get("name", before.name.reveal()):
        change_person(work, before, **contact.given)
    else:
        # Another name is another person: the record of the first is not overwritten.
        setattr(request, field_name, person_of(work, contact))
    return True


def _is_same(person: Person, contact: Contact) -> bool:
    on_record = {name: words.reveal() for name in DETAILS if (words := getattr(person, name)) is not None}
    return person.user_id == contact.user_id and all(on_record.get(k) == v for k, v in contact.given.items())


def _line(person: Person) -> str:
    reach = (words.reveal() for words in (person.phone, person.email) if words is not None)
    return " · ".join((person.title, *reach))


def keep_words(work: Work, request: AssistanceRequest, field_name: str, words: Private) -> None:
    """Keep what a text said before it was corrected."""
    work.session.add(
        RequestEarlierWords(
            request_id=request.id, field=field_name, words=words, until=work.now, changed_by=work.actor.person_id
        )
    )
