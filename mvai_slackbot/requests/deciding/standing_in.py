"""Who stands in for a reviewer: named by the reviewer or by staff, among those who review for the same body."""

from sqlalchemy import and_, or_, select

from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.people.shifts import Span
from mvai_slackbot.requests import facts
from mvai_slackbot.requests.deciding.models import StandIn
from mvai_slackbot.requests.deciding.service import BODY_OF, body_of
from mvai_slackbot.work import Work


def name(work: Work, reviewer: Person, other: Person, span: Span) -> StandIn:
    """Let somebody stand in for a reviewer; whoever did so before makes room. Raise `Refused` for who reviews for another.

    It gives nobody a right: whoever stands in has the reviewer's role already, which an administrator gives.
    """
    role = role_of(work, reviewer)
    if reviewer.id == other.id:
        raise Refused("Nobody stands in for themselves. Please name somebody else.")
    if role not in people.roles_of(work.session, other.id):
        raise Refused(
            f"{other.name.reveal()} does not review for {BODY_OF[role].value.upper()} yet. An administrator gives the role: "
            f"`/mvai role @name {role.value}`."
        )
    end(work, reviewer)
    row = StandIn(
        reviewer_id=reviewer.id, person_id=other.id, since=span.since, until=span.until, named_by=work.actor.person_id
    )
    work.session.add(row)
    work.session.flush()
    work.record(facts.StandInNamed(reviewer, other, span.since, span.until))
    return row


def role_of(work: Work, reviewer: Person) -> Role:
    """Return the role in which somebody reviews; raise `Refused` for who reviews for neither body, or for both."""
    body = body_of(work.session, reviewer.id)
    if body is None:
        raise Refused(f"{reviewer.name.reveal()} reviews for neither IACP nor BJA alone, so nobody stands in for them.")
    return next(role for role, of in BODY_OF.items() if of is body)


def end(work: Work, reviewer: Person) -> bool:
    """Let nobody stand in for a reviewer any more, now or later; False when nobody did."""
    rows = [one for one in list_named(work) if one.reviewer_id == reviewer.id]
    for row in rows:
        # One that never began ends where it would have begun: that it was named stays on record.
        row.until = max(work.now, row.since)
    work.session.flush()
    return bool(rows)


def find(work: Work, reviewer_id: int) -> Person | None:
    """Return who stands in for a reviewer now, None for nobody."""
    now = (one for one in list_named(work) if one.reviewer_id == reviewer_id and one.since <= work.now)
    row = next(now, None)
    return people.get_person(work.session, row.person_id) if row is not None else None


def list_named(work: Work) -> list[StandIn]:
    """Return who stands in now or later, earliest first."""
    rows = (
        select(StandIn)
        .join(Person, Person.id == StandIn.reviewer_id)
        .where(
            Person.team_id == work.team_id,
            or_(StandIn.until.is_(None), and_(StandIn.until > work.now, StandIn.until > StandIn.since)),
        )
    )
    return list(work.session.scalars(rows.order_by(StandIn.since, StandIn.id)))
