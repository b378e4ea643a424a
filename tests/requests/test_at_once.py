"""What meets in the same instant on PostgreSQL, where nobody waits unless told to."""

from threading import Thread

import pytest
from sqlalchemy import select

from mvai_slackbot.incidents import closing, service as incidents
from mvai_slackbot.incidents.models import Outcome
from mvai_slackbot.people.service import find_person
from mvai_slackbot.requests import service
from mvai_slackbot.requests.following.correcting import correct_request
from mvai_slackbot.requests.models import AssistanceRequest, RequestEarlierWords
from mvai_slackbot.work import Actor
from tests.conftest import Town
from tests.requests.world import TEXT, logged, opened

only_postgres = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@only_postgres
def test_of_two_who_meet_neither_is_lost(town: Town) -> None:
    """Who corrects second keeps the words of the first; what is logged while an incident closes ends with it."""
    opened(town)
    logged(town)
    works = town.bot.bot.works
    with works.read() as work:
        person = find_person(work.session, work.team_id, town.ana.id)
    assert person is not None
    ana = Actor(person.id)

    def corrects(words: str) -> None:
        with works.begin(ana) as work:
            correct_request(work, service.get_request(work, 1), text=words)

    def closes() -> None:
        with works.begin(ana) as work:
            incident = incidents.list_open(work.session, work.team_id)[0]
            closing.close_incident(work, incident, Outcome.COMPLETED, checkins_go_on=False)

    with works.begin(ana) as work:
        correct_request(work, service.get_request(work, 1), text="the first correction")
        work.session.flush()
        second = Thread(target=corrects, args=("the second correction",))
        second.start()
        second.join(0.5)
    second.join(20)
    with works.begin(ana) as work:
        service.log_request(work, "one more", incident=incidents.list_open(work.session, work.team_id)[0])
        second = Thread(target=closes)
        second.start()
        second.join(0.5)
    second.join(20)
    with works.read() as work:
        kept = {row.words.reveal() for row in work.session.scalars(select(RequestEarlierWords))}
        left_open = [one.name for one in work.session.scalars(select(AssistanceRequest)) if one.open]
    assert (kept, left_open) == ({TEXT, "the first correction"}, [])
