"""Shifts: from when until when, who is next, and when nobody is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.people.models import OnCall
from mvai_slackbot.people.shifts import read_span
from tests.calls.ways import PLEASE, ask, told
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite

BEGINS = "Your time on call begins now"
NEW_YORK = ZoneInfo("America/New_York")
NOON = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)  # noon in New York


def at(day: int, hour: int) -> datetime:
    """Return an hour in New York in November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=NEW_YORK).astimezone(UTC)


def test_times_are_read_as_people_type_them() -> None:
    """Hours, tomorrow, dates; an end after midnight is the next day's."""
    for words, since, until in (
        ("until 18:00", NOON, at(25, 18)),
        ("until 0800", NOON, at(26, 8)),
        ("from 18:00 until 08:00", at(25, 18), at(26, 8)),
        ("from tomorrow 08:00 until 20:00", at(26, 8), at(26, 20)),
        ("from tomorrow 18:00 until tomorrow 23:00", at(26, 18), at(26, 23)),
        ("until 8 am tomorrow", NOON, at(26, 8)),
        ("from 18:00 until tomorrow 08:00", at(25, 18), at(26, 8)),
        ("from 2026-11-28 08:00 until 2026-11-30 08:00", at(28, 8), at(30, 8)),
        ("from Nov 28, 2026 at 8 am until 8 a.m. on 11/30", at(28, 8), at(30, 8)),
        ("from friday noon until saturday midnight", at(27, 12), at(29, 0)),
        ("from 20:00", at(25, 20), None),
    ):
        span = read_span(words, NOON, NEW_YORK)
        assert (span.since, span.until) == (since, until), words


@pytest.mark.parametrize(
    "words", ["18:00", "until soon", "until friday", "until 13/2 8 am", "from", "until 2026-11-20 08:00",
              "from 18:00 from 20:00", "from 2026-11-27 08:00 until 2026-11-26 08:00"]
)  # fmt: skip
def test_what_is_no_time_says_what_to_type(words: str) -> None:
    """Never a guess."""
    with pytest.raises(Refused, match="Type it like"):
        read_span(words, NOON, NEW_YORK)


def test_a_night_shift_makes_room_and_the_day_goes_on_after_it(town: Town) -> None:
    """Ana is on call; Dana takes the night; who is asked follows the clock; the list says who is next."""
    town.ana.types("/mvai on-call @ana")
    alone = town.ana.types("/mvai on-call @ana second until 11 pm").words
    assert "first and the second" in alone and "`/mvai on-call @name until 11 pm`" in alone, "the line to type"
    town.ana.types("/mvai on-call @sol second until 11 pm")
    said = town.ana.types("/mvai on-call @dana from 6 pm until 8 am").words
    assert "Wed, Nov 18, 2026, 6:00 PM, Chicago time until Thu, Nov 19, 2026, 8:00 AM, Chicago time" in said
    assert "type `/mvai on-call @name from 5:00 PM until 7:00 AM`" in said, "on one's own clock"
    assert "first and the second" not in said
    town.ana.types("/mvai on-call @ira second from tomorrow 09:00 until 17:00")
    town.bot.settle()
    assert told(town.dana, "You are on call from")
    listed = town.ana.types("/mvai on-call").words
    assert [listed.count(f"@{one}") for one in ("ana", "dana", "ira")] == [2, 1, 1]
    assert "Nobody is on call from" not in listed
    local = town.sim.clock.now().astimezone(ZoneInfo("America/Chicago"))
    night = local.replace(hour=20, minute=0)
    town.sim.clock.to((night if night > local else night + timedelta(days=1)).astimezone(UTC))
    for _ in range(2):
        town.bot.tick()
    (word,) = told(town.dana, BEGINS)
    assert "Do Not Disturb silences" in word.words and "I got this" in word.buttons
    assert not told(town.ana, BEGINS)
    ask(town, town.chief)
    assert (len(told(town.dana, PLEASE)), len(told(town.ana, PLEASE))) == (1, 0)
    town.chief.presses("I do not need it anymore")
    town.sim.clock.advance(timedelta(hours=14))
    town.bot.tick()
    assert (len(told(town.dana, BEGINS)), len(told(town.ana, BEGINS))) == (1, 1)
    town.chief.presses("Ask for a call")
    town.bot.settle()
    assert len(told(town.ana, PLEASE)) == 1


def test_who_goes_on_is_told_nothing_and_a_shift_that_passed_unseen_neither(town: Town) -> None:
    """Planned right after one's own time nothing changes; a bot that was down all night tells nobody in the morning."""
    town.ana.types("/mvai on-call @dana until tomorrow 08:00")
    town.ana.types("/mvai on-call @dana from tomorrow 08:00 until tomorrow 18:00")
    town.ana.types("/mvai on-call @ira from tomorrow 18:00 until tomorrow 23:00")
    town.sim.clock.advance(timedelta(days=1, hours=12 + 9 + 12))
    town.bot.tick()
    assert not told(town.dana, BEGINS) and not told(town.ira, BEGINS)


def test_taking_over_without_an_end_leaves_what_is_planned_and_goes_on_after_it(town: Town) -> None:
    """Tomorrow's shift is not lost because somebody takes over today."""
    town.ana.types("/mvai on-call @dana from tomorrow 08:00 until 20:00")
    town.ana.types("/mvai on-call @ana")
    town.ana.types("/mvai on-call @ira")
    town.bot.settle()
    listed = town.ana.types("/mvai on-call").words
    assert [listed.count(f"@{one}") for one in ("ana", "dana", "ira")] == [0, 1, 2]
    assert listed.index("@ira") < listed.index("@dana") < listed.rindex("@ira")
    assert "Nobody is on call from" not in listed


def test_the_list_says_when_nobody_is_on_call_and_off_ends_it(town: Town) -> None:
    """A gap is named; off takes somebody off now and later; words that mean nothing are answered."""
    assert "Nobody is on call from" in town.ana.types("/mvai on-call")
    assert "Nobody is on call. Type" in town.ana.types("/mvai on-call test")
    town.ana.types("/mvai on-call @dana until 08:00")
    town.bot.settle()
    assert "Nobody is on call from" in town.ana.types("/mvai on-call")
    assert "is not a time" in town.ana.types("/mvai on-call @dana for a while")
    assert "Add the name" in town.ana.types("/mvai on-call until 08:00")
    assert "no longer on call" in town.ana.types("/mvai on-call @dana off")
    assert "was not on call" in town.ana.types("/mvai on-call @dana off ")
    assert town.chief.types("/mvai on-call").text.startswith("That is for program staff")


@only_sqlite
def test_a_shift_that_is_called_off_stays_on_record_and_nobody_is_told_that_it_begins(town: Town) -> None:
    """Whoever is planned again for the same time is told once, when it begins."""
    town.ana.types("/mvai on-call @dana from tomorrow 08:00 until 20:00")
    town.ana.types("/mvai on-call @ira second from tomorrow 08:00 until 20:00")
    assert "no longer on call" in town.ana.types("/mvai on-call @dana off")
    assert "no longer on call" in town.ana.types("/mvai on-call @ira off")
    assert "@dana" not in town.ana.types("/mvai on-call").words
    town.ana.types("/mvai on-call @dana from tomorrow 08:00 until 20:00")
    with town.bot.bot.works.database.read() as session:
        planned = session.scalars(select(OnCall).order_by(OnCall.id)).all()
    assert [shift.until == shift.since for shift in planned] == [True, True, False]
    town.sim.clock.to(planned[2].since + timedelta(minutes=1))
    for _ in range(2):
        town.bot.tick()
    assert (len(told(town.dana, BEGINS)), len(told(town.ira, BEGINS))) == (1, 0)


def test_the_safety_question_is_asked_only_once_a_message_reached_somebody(town: Town) -> None:
    """Off while nobody said so; the form says then how to get a call all the same."""
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    channel = next(name for name in town.ana.channels() if name.startswith("mvai-"))
    town.ana.types(f"/mvai-checkin offer {town.chief.mention}", channel=channel).presses("Send")
    town.ana.types("/mvai on-call @dana")
    town.bot.settle()
    town.chief.presses("Yes")
    town.bot.settle()
    assert "Ask for a call" in town.chief.sees("You get short check-ins here").buttons
    town.chief.cancels(all_forms=True)
    town.ana.types("/mvai-checkin now", channel=channel).presses("Send")
    town.bot.settle()
    assert "Ask for a call" in town.chief.sees("A short check-in").buttons
    form = town.chief.presses("Answer").form
    assert form is not None
    assert not any(label.startswith("Ask for a call") for label in form.labels)
    assert "/mvai-checkin call-me" in form.text
    town.chief.cancels(all_forms=True)
    town.dana.presses("I got this")
    (word,) = told(town.dana, "You are on call")
    assert "It is recorded that these messages reach you" in word.words and "I got this" not in word.buttons
    form = town.chief.presses("Answer").form
    assert form is not None
    assert any(label.startswith("Ask for a call") for label in form.labels)
