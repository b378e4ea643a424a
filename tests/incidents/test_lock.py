"""The lock: who could see what, in words that a breach record is written from; and three who press at once."""

from datetime import UTC, datetime, timedelta
from threading import Thread

from sqlalchemy import select

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service, views_lock, watch
from mvai_slackbot.incidents.models import ChannelVisit, Incident, TimelineEntry
from mvai_slackbot.incidents.views_lock import NOTHING, OWN_AREA, OWNED, WHOLE, Seen
from mvai_slackbot.people.models import HiddenIncident, Part, Person
from mvai_slackbot.people.service import find_person
from mvai_slackbot.work import Actor
from tests.conftest import Town
from tests.incidents.test_closing import CHANNEL, opened
from tests.incidents.test_holder import only_sqlite
from tests.requests.test_at_once import only_postgres

MORNING = datetime(2026, 11, 2, 8, tzinfo=UTC)


@only_sqlite
def test_a_lock_names_everybody_who_could_see_it_however_many(town: Town) -> None:
    """The list is what people are told by afterwards: nobody falls off its end."""
    opened(town)
    with town.bot.bot.works.begin() as work:
        incident = service.list_open(work.session, work.team_id)[0]
        for number in range(100, 160):
            work.session.add(
                ChannelVisit(incident_id=incident.id, user_id=f"U{number}", since=work.now, until=work.now)
            )
    said = str(town.ana.types("/mvai-incident lock", channel=CHANNEL).blocks)
    assert [number for number in range(100, 160) if f"<@U{number}>" not in said] == []


def test_of_each_part_no_more_is_said_than_it_let_somebody_read() -> None:
    """A contact read nothing here, an SME their own area, and nobody anything once it was locked."""
    began = MORNING + timedelta(hours=2)
    incident = Incident(
        team_id="T1", drill=False, year=2026, serial=1, number=CHANNEL, description=None, opened_at=MORNING, opened_by=None,
    )  # fmt: skip
    stays = [
        (
            Person(team_id="T1", name=Private(part.value), user_id=f"U{place}"),
            part,
            MORNING + timedelta(hours=place),
            None,
        )
        for place, part in enumerate((Part.OWNER, Part.SME, Part.CONTACT, Part.SME_LEAD))
    ]
    said = views_lock.locked(incident, Seen([], stays, [], []), began, began + timedelta(hours=5))
    told = "\n".join(one["text"]["text"] for one in said.blocks)
    groups = {words.split(":*")[0]: words for words in told.split("\n*")}
    whole, own, owned, nothing = (groups[one] for one in (WHOLE, OWN_AREA, OWNED, NOTHING))
    assert "<@U1>, SME" in own and "when it was locked" in own and "<@U2>, contact" in nothing and "<@U0>" in owned
    assert "<@U3>" in whole and "nothing could be read" in whole, "who came while it was locked"


@only_postgres
def test_three_who_lock_at_once_lock_once_and_unlock_once(town: Town) -> None:
    """One lock stands and one line says so, whoever pressed first; the same for its end."""
    opened(town)
    works = town.bot.bot.works
    with works.read() as work:
        person = find_person(work.session, work.team_id, town.ana.id)
        incident_id = service.list_open(work.session, work.team_id)[0].id
    assert person is not None
    ana, refused = Actor(person.id), []

    def locks() -> None:
        with works.begin(ana) as work:
            watch.lock(work, service.get_incident(work.session, incident_id))

    def unlocks() -> None:
        try:
            with works.begin(ana) as work:
                watch.unlock(work, service.get_incident(work.session, incident_id))
        except Refused as why:
            refused.append(why.text)

    for does in (locks, unlocks):
        with works.begin(ana) as work:
            service.hold(work, service.get_incident(work.session, incident_id))
            others = [Thread(target=does) for _ in range(3)]
            for one in others:
                one.start()
            for one in others:
                one.join(0.1)
        for one in others:
            one.join(90)
    with works.read() as work:
        kinds = [one.kind for one in work.session.scalars(select(TimelineEntry).order_by(TimelineEntry.id))]
        ended = [one.until is not None for one in work.session.scalars(select(HiddenIncident))]
    assert (kinds.count("IncidentLocked"), kinds.count("IncidentUnlocked"), ended) == (1, 1, [True])
    assert len(refused) == 2 and "is not locked" in refused[0]
