"""Members of the roster who have no Slack account: known by name and address, asked by mail."""

from sqlalchemy import select

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.linking import change_person, link_account, write_down
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Work

CONTACT = ("name", "email", "phone")


def contact_of(person: Person) -> dict[str, Private | None]:
    """Return name, e-mail and phone."""
    return {"name": person.name, "email": person.email, "phone": person.phone}


def holder_of(work: Work, email: str) -> Person | None:
    """Return whose address this is, somebody with an account first; addresses are encrypted, so each is opened."""
    rows = select(Person).where(
        Person.team_id == work.team_id, Person.email.is_not(None), Person.deactivated.is_(False)
    )
    found = [one for one in work.session.scalars(rows.order_by(Person.id)) if _same(one, email)]
    return min(found, key=lambda one: one.user_id is None, default=None)


def _same(person: Person, email: str) -> bool:
    return person.email is not None and person.email.reveal().strip().casefold() == email.strip().casefold()


def is_taken(work: Work, holder: Person) -> bool:
    """Whether nobody new may have this address: its holder is in Slack, or on the roster already."""
    return holder.user_id is not None or roster.find_sme(work.session, holder.id) is not None


def taken_words(holder: Person) -> str:
    """Return what to do instead."""
    name = holder.name.reveal()
    if holder.user_id is not None:
        return f"{name} has this address and a Slack account: /mvai-sme add @name puts them on the roster."
    return f"{name} is on record with this address already: /mvai-sme list shows who is on the roster."


def keep(work: Work, person_id: int, name: str, email: str, phone: str | None) -> Person:
    """Write down somebody new (0), or correct how to reach somebody; what it said before stays on record."""
    if not person_id:
        return write_down(work, name=name, email=email, phone=phone)
    person = people.get_person(work.session, person_id)
    if person.user_id is not None:
        raise Refused(f"{name} has a Slack account now. `/mvai-sme add @name` corrects their record.")
    change_person(work, person, name=name, email=email, phone=phone)
    return person


def is_on_roster(work: Work, user_id: str) -> bool:
    """Whether a Slack account has a record on the roster of its own."""
    other = people.find_person(work.session, work.team_id, user_id)
    return other is not None and roster.find_sme(work.session, other.id) is not None


def comes_to_slack(work: Work, person: Person, user_id: str) -> Person:
    """Link somebody on the roster with the account they have now; what was kept of them stays theirs."""
    people.reachable(work, user_id)
    return link_account(work, person, user_id)
