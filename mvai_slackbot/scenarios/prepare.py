"""Give the people of a scenario their roles in the bot's records; doing it twice changes nothing."""

from collections.abc import Mapping
from datetime import timedelta

from mvai_slackbot.calls import testing
from mvai_slackbot.people import service, shifts
from mvai_slackbot.people.models import Person
from mvai_slackbot.scenarios.people import OnRoster, Scenario, Someone
from mvai_slackbot.smes.roster.service import Entry, find_sme, save_sme
from mvai_slackbot.work import Actor, Work, Works


def prepare(works: Works, scenario: Scenario, user_ids: Mapping[str, str]) -> None:
    """Write roles and shifts; `user_ids` tells Slack's id of each handle. The bot must have been started."""
    reached: list[int] = []
    with works.begin() as work:
        nobody_on_call = not service.list_on_call(work.session, work.team_id, work.now)
        for one in scenario.people:
            if not one.roles and one.on_call is None and one.roster is None:
                continue
            person = service.meet(work, user_ids[one.handle])
            for role in one.roles:
                service.give_role(work, person, role)
            if one.on_call is not None and nobody_on_call:
                shifts.take_call(work, person, one.on_call, shifts.Span(work.now, None))
                if one.reached:
                    reached.append(person.id)
            if one.roster is not None and find_sme(work.session, person.id) is None:
                _put_on_roster(work, person, one, one.roster)
    for person_id in reached:
        with works.begin(Actor(person_id)) as work:
            testing.got_word(work)


def _put_on_roster(work: Work, person: Person, one: Someone, entry: OnRoster) -> None:
    today = work.now.date()
    away = [[str(today + timedelta(days=day)) for day in entry.away]] if entry.away is not None else []
    own = f"{today + timedelta(days=entry.own_date_in):%m-%d}" if entry.own_date_in is not None else None
    says = Entry(
        kind=entry.kind,
        areas=entry.areas,
        experience=entry.experience,
        home_state=entry.home_state,
        timezone=one.tz,
        travel=entry.travel,
        most=entry.most,
        talks=None,
        active=entry.active,
        agency_type=entry.agency_type,
        agency_size=entry.agency_size,
        languages=entry.languages,
        absences=away,
        own_dates=own,
        support_name=entry.support or None,
    )
    save_sme(work, person, says)
