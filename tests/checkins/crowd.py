"""Many plans at once, written down in bulk: leaders who all said yes and are due in the same hour."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from mvai_slackbot.checkins.models import About, Occurrence, Offer, OfferState, Plan, Prompt, PromptState
from mvai_slackbot.db import Database, Private
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Person

ZONE = ZoneInfo("America/Chicago")
# Day 10 of an incident that happened on a Monday: a Thursday for nobody, so history can be filled in; day 11 asks.
ZERO = date(2026, 3, 2)
DUE_ON = ZERO + timedelta(days=11)


def due_at() -> datetime:
    """Return a minute after everybody's hour on the day that is due."""
    return datetime.combine(DUE_ON, time(10, 1), tzinfo=ZONE).astimezone(UTC)


def crowd(database: Database, team_id: str, user_ids: list[str]) -> None:
    """Write down an incident, and a leader with an active plan for each account."""
    with database.write() as session:
        opened = datetime.combine(ZERO, time(18), tzinfo=UTC)
        incident = Incident(
            team_id=team_id, drill=False, year=2026, serial=1, number="mvai-2026-001", description=None,
            opened_at=opened, opened_by=None, timezone=ZONE.key, occurred_on=ZERO,
        )  # fmt: skip
        session.add(incident)
        people = [
            Person(team_id=team_id, user_id=one, name=Private(f"Leader {place}"), timezone=ZONE.key)
            for place, one in enumerate(user_ids)
        ]
        session.add_all(people)
        session.flush()
        offers = [
            Offer(incident_id=incident.id, person_id=one.id, offered_by=one.id, offered_at=opened, state=OfferState.YES)
            for one in people
        ]
        session.add_all(offers)
        session.flush()
        session.add_all(
            Plan(
                incident_id=incident.id, person_id=offer.person_id, offer_id=offer.id, consent_at=opened, since=opened,
                settled_through=DUE_ON - timedelta(days=1),
            )
            for offer in offers
        )  # fmt: skip


def history(session: Session, plans: list[int], people: list[int], each: int, before: int = 0) -> None:
    """Write down so many answered prompts of each plan, one a day in years before, after those that are there."""
    asked = datetime(2020, 1, 1, 16, tzinfo=UTC)
    days = [(plan, person, date(2020, 1, 1) + timedelta(days=n)) for plan, person in zip(plans, people, strict=True)
            for n in range(before, before + each)]  # fmt: skip
    last = session.query(Prompt.id).order_by(Prompt.id.desc()).limit(1).scalar() or 0
    session.execute(
        insert(Prompt),
        [
            {
                "id": last + place, "plan_id": plan, "person_id": person, "local_date": day, "asked_at": asked,
                "state": PromptState.ANSWERED, "shown": 1, "shown_on": day,
            }
            for place, (plan, person, day) in enumerate(days, start=1)
        ],
    )  # fmt: skip
    session.execute(
        insert(Occurrence),
        [
            {
                "plan_id": plan,
                "subject": About.OFFICER,
                "local_date": day,
                "form": "officer_full",
                "prompt_id": last + n,
            }
            for n, (plan, _, day) in enumerate(days, start=1)
        ],
    )
