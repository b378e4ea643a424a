"""What wakes a phone, and tests of it: the safety question is asked only once somebody said that one reached them."""

from sqlalchemy import select

from mvai_slackbot.calls.facts import TestAcknowledged, TestSent
from mvai_slackbot.calls.models import CallPager, CallTest
from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people, shifts
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work


def send(work: Work, person: Person) -> CallTest:
    """Send somebody a test message by every way."""
    test = CallTest(team_id=work.team_id, person_id=person.id, sent_at=work.now, by_phone=True)
    work.session.add(test)
    work.session.flush()
    work.record(TestSent(test, person))
    return test


def send_to_all(work: Work) -> list[Person]:
    """Send a test message, by every way, to everybody on call; return who they are."""
    on_call = [one for one in people.list_on_call(work.session, work.team_id, work.now) if one.user_id]
    for person in on_call:
        send(work, person)
    return on_call


def acknowledge(work: Work, test_id: int, *, phone_rang: bool) -> CallTest:
    """Record that the actor got the message, and whether their phone rang for it."""
    test = work.session.get(CallTest, test_id, with_for_update=True)
    if test is None or test.person_id != work.actor.person_id:
        raise Refused("This was addressed to somebody else.")
    test.acknowledged_at, test.phone_rang = test.acknowledged_at or work.now, phone_rang
    work.record(TestAcknowledged(test, people.get_person(work.session, test.person_id)))
    return test


def got_word(work: Work) -> None:
    """Record that the actor, who is on call now or later, read that they are: what the bot sends reaches them."""
    me = work.actor.person_id or 0
    if not [one for one in shifts.list_shifts(work.session, work.team_id, work.now) if one.person_id == me]:
        raise Refused("You are no longer on call. Nothing is needed from you.")
    work.session.add(
        CallTest(team_id=work.team_id, person_id=me, sent_at=work.now, by_phone=False, acknowledged_at=work.now)
    )


def was_acknowledged(work: Work) -> bool:
    """Whether somebody ever said that a test message reached them."""
    rows = select(CallTest.id).where(CallTest.team_id == work.team_id, CallTest.acknowledged_at.is_not(None))
    return work.session.scalar(rows.limit(1)) is not None


def rang_last(work: Work) -> CallTest | None:
    """Return the latest test for which somebody's phone rang."""
    rows = select(CallTest).where(CallTest.team_id == work.team_id, CallTest.phone_rang.is_(True))
    return work.session.scalar(rows.order_by(CallTest.acknowledged_at.desc()).limit(1))


def find_pager(work: Work, person: Person) -> str:
    """Return the address of somebody's pager, empty when they gave none."""
    row = work.session.get(CallPager, person.id)
    return row.address.reveal() if row is not None else ""


def set_pager(work: Work, person: Person, address: str) -> None:
    """Put the address of a pager on file, or take it off; the next test says whether it wakes a phone."""
    row = work.session.get(CallPager, person.id)
    if not address:
        if row is not None:
            work.session.delete(row)
    elif row is None:
        work.session.add(CallPager(person_id=person.id, address=Private(address), at=work.now))
    else:
        row.address, row.at = Private(address), work.now
