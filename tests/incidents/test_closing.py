"""The end of an incident, and when it goes on after all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mvai_slackbot.incidents import views_list, watch
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.scheduler import TICK_SECONDS
from mvai_slackbot.simulator.wire.faults import Fault
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.smes.test_end import helping

CHANNEL = "mvai-2026-001"


def opened(town: Town) -> None:
    """Open an incident and let its channel stand."""
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()


def leads(town: Town, named: str) -> None:
    """Name the leader, and let everybody hear of it."""
    town.ana.types(f"/mvai-incident leader {named}", channel=CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()


def archived(town: Town) -> bool:
    """Whether Slack has the incident's channel archived."""
    channel = town.sim.workspace.channels.named(CHANNEL)
    return channel is not None and channel.is_archived


def test_closing_asks_first_and_the_channel_is_archived_a_week_later(town: Town) -> None:
    """The question shows what ends; a week passes; the archive follows."""
    opened(town)
    slip = town.ana.types("/mvai-incident close complet", channel=CHANNEL).text
    assert "`complet` is not known here. Did you mean `completed`?" in slip
    assert "• `/mvai-incident close completed`" in slip and "mvai-2026-013" in slip
    assert "`finished` is not known here. Nothing was closed." in town.ana.types("/mvai-incident close finished").text
    status = town.ana.types("/mvai-incident status", channel=CHANNEL)
    assert "Event at a fair" in status.words and "Event at a fair" in town.ana.types("/mvai-incident list").words
    town.ana.presses("Close", message=status.message)
    assert town.ana.form is not None
    town.ana.cancels(all_forms=True)
    town.ana.types("/mvai-incident close", channel=CHANNEL)
    assert "you see first what ends" in (town.ana.form.text if town.ana.form else "")
    wrong = town.ana.submits({"How did it end?": "Same as another incident", "Same as": "9"})
    assert "Same as which?" in str(wrong.errors)
    town.ana.submits({"How did it end?": "Completed: the help was given"})
    question = town.ana.form
    assert question is not None and "Close mvai-2026-001 as completed?" in question.text
    question.presses("Close it")
    assert town.ana.form is not None and "is closed as completed" in town.ana.form.text
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    assert "closed: completed" in town.ana.sees("Status", channel=CHANNEL).words
    town.sim.clock.advance(timedelta(days=6))
    town.bot.tick()
    assert not archived(town)
    town.sim.clock.advance(timedelta(days=1, minutes=1))
    town.bot.tick()
    assert archived(town)


def test_reopening_an_archived_incident_waits_for_a_hand_and_goes_on_by_itself(town: Town) -> None:
    """A bot cannot unarchive: the owner is asked, and after that the card is true again."""
    opened(town)
    town.ana.types("/mvai-incident close completed", channel=CHANNEL)
    town.ana.presses("Close it")
    town.sim.clock.advance(timedelta(days=8))
    town.bot.tick()
    answer = town.ana.types("/mvai-incident reopen mvai-2026-001")
    assert "unarchive" in answer.text
    town.bot.settle()
    assert town.ana.sees("A bot cannot unarchive")


def test_a_stranger_in_the_channel_alarms_the_owner_and_stops_posts(town: Town) -> None:
    """The owner hears of it, nobody is removed, posts stop until unlock."""
    opened(town)
    town.ana.invites("otto", CHANNEL)
    assert town.ana.sees("has no role in it")
    town.bot.settle()
    before = len(town.ana.reads(CHANNEL))
    town.ana.types("/mvai-incident handover @dana Off shift", channel=CHANNEL)
    town.bot.settle()
    assert len([m for m in town.ana.reads(CHANNEL) if not m.ephemeral]) <= before
    assert CHANNEL in town.otto.channels()
    assert "unlocked" in town.ana.types("/mvai-incident unlock mvai-2026-001").text


def test_a_channel_made_public_is_noticed_within_a_minute(town: Town) -> None:
    """Slack sends no event for it, so the bot looks each minute."""
    opened(town)
    town.root.types("/mvai-incident list")
    town.ana.makes_public(CHANNEL)
    town.sim.clock.advance(timedelta(minutes=1))
    town.bot.tick()
    assert town.ana.sees("no longer private")


def test_a_lock_hides_the_incident_and_lists_who_could_see_it(town: Town) -> None:
    """Only coordinators see it; the answer names who was in the channel."""
    opened(town)
    for named in ("@otto", "@chief --outside"):
        leads(town, named)
        if "otto" in named:
            town.ana.presses("Take back")
            town.bot.settle()
    answer = town.ana.types("/mvai-incident lock", channel=CHANNEL)
    there, parts, wrong = (
        answer.words.split(f"*{head}")[1] for head in ("In the channel", "Had a part", "Got a message")
    )
    assert "@otto" in there.split("*Had a part")[0] and "@chief" not in there.split("*Had a part")[0]
    assert "@chief, leader, from" in parts and "@otto, leader, from" in wrong, (
        "who saw it elsewhere than in the channel"
    )
    assert "Paused by the coordinator" in town.chief.types("/mvai-incident status mvai-2026-001").text
    assert "people of that incident" in town.otto.types("/mvai-incident status mvai-2026-001").text
    locked = town.dana.types("/mvai-incident status mvai-2026-001").words + town.dana.types("/mvai-incident list").words
    assert "Timeline" in locked and "Event at a fair" not in locked
    for reaches in ("/mvai-incident leader @deputy", "/mvai-checkin offer @deputy"):
        assert "is locked" in town.ana.types(reaches, channel=CHANNEL).text, "nobody is brought in"
    assert town.deputy.reads() == []
    asked = "/mvai-incident status mvai-2026-001"
    for command, seen in (("unlock", True), ("lock", False), ("lock", False), ("unlock", True)):
        assert f"{command}ed" in town.ana.types(f"/mvai-incident {command}", channel=CHANNEL).text, command
        assert ("Timeline" in town.chief.types(asked).words) is seen, "the same words a moment later are meant anew"
    town.ana.types("/mvai-incident lock", channel=CHANNEL)
    town.sim.clock.advance(timedelta(hours=5))
    again = town.dana.types("/mvai-incident lock 1").words
    assert "is locked since" in again and "Reviewers and auditors could read its requests to" in again
    assert "until now" not in next(line for line in again.split("\n") if "@chief, leader" in line), "not for five hours"
    assert "It was locked before" in again
    assert "unlocked" in town.ana.types("/mvai-incident unlock", channel=CHANNEL).text


@only_sqlite
def test_a_locked_incident_gets_no_leader_by_form_or_by_taking_back(town: Town) -> None:
    """No name and no number goes to who helps; the wrong leader is out, and the earlier one is named after the lock."""
    helping(town)
    for named in ("@deputy", "@otto"):
        leads(town, named)
    town.ana.types("/mvai-incident lock", channel=CHANNEL)
    read = [message.words for one in (town.sam, town.deputy) for message in one.reads()]
    town.ana.presses("Set leader", channel=CHANNEL)
    stays = town.ana.submits({"Slack account": None, "Name": "Kim Vale", "Official phone": "555-0100"})
    assert "is locked" in str(stays.errors) + stays.text + str(town.ana.form and town.ana.form.text)
    town.ana.cancels(all_forms=True)
    town.ana.presses("Take back")
    town.bot.settle()
    said = town.ana.sees("taken back.", channel=CHANNEL)
    assert "Lee Brand was leader before" in said and "name them again once it is unlocked" in said
    assert [message.words for one in (town.sam, town.deputy) for message in one.reads()] == read
    assert town.otto.sees("came to you by mistake") and CHANNEL not in town.otto.channels()
    assert CHANNEL not in town.deputy.channels()
    town.ana.types("/mvai-incident unlock", channel=CHANNEL)
    town.bot.settle()
    town.ana.types("/mvai-incident leader @deputy", channel=CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()
    assert CHANNEL in town.deputy.channels()
    town.ana.types("/mvai-incident lock", channel=CHANNEL)
    messages = len(town.sam.reads())
    town.ana.types("/mvai-incident close completed", channel=CHANNEL)
    town.ana.presses("Close it")
    town.bot.settle()
    assert town.sam.sees("your help with request 1 has ended").buttons == [], "in the place of the card"
    town.ana.types("/mvai-incident reopen", channel=CHANNEL)
    town.bot.settle()
    assert len(town.sam.reads()) == messages, "of a locked incident nothing goes out"
    assert CHANNEL not in town.sam.channels()


def test_a_handover_tells_the_new_owner_and_moves_the_alarms(town: Town) -> None:
    """Alarms follow the owner, who is of the staff; a deactivated owner's alarms go to who is on call."""
    opened(town)
    for other in ("chief", "sam", "ira"):
        assert "belongs to a coordinator" in town.ana.types(f"/mvai-incident handover @{other}", channel=CHANNEL).text
    form = town.ana.types("/mvai-incident handover Off shift at eight", channel=CHANNEL).form
    assert form is not None and form.values["Note"] == "Off shift at eight", (
        "without a name a form asks, and keeps the words"
    )
    assert "belongs to a coordinator" in str(form.submits({"To whom": "chief"}).errors)
    form.submits({"To whom": "dana"})
    town.ana.cancels()
    assert town.dana.sees("You own *mvai-2026-001* now").text == "MVAI: an incident was handed over to you"
    town.root.types("/mvai on-call @ana")
    town.dana.deactivate()
    town.bot.settle()
    town.ana.invites("otto", CHANNEL)
    assert town.ana.sees("has no role in it")


def test_while_an_owner_is_away_the_alarms_go_to_who_is_on_call(town: Town) -> None:
    """`/mvai away` and `/mvai back`; the incident stays theirs."""
    opened(town)
    town.root.types("/mvai on-call @dana")
    # Eight in the morning on Ana's clock.
    assert "`until friday`" in town.ana.types("/mvai away until the fair").text
    assert "in the past" in town.ana.types("/mvai away until 12/2/2020").text
    away = town.ana.types("/mvai away until friday").words
    assert "takes no tasks until Fri, Nov 20, 2026, 1:00 PM, UTC." in away, away
    town.bot.settle()
    town.dana.invites("otto", CHANNEL)
    assert town.dana.sees("has no role in it")
    assert "takes tasks again" in town.ana.types("/mvai back").text


@only_sqlite
def test_what_was_to_archive_a_channel_is_dropped_when_the_incident_is_reopened(town: Town) -> None:
    """A bot cannot unarchive: neither a late try nor a repair closes the channel of an incident that is open."""
    opened(town)
    town.ana.types("/mvai-incident close completed", channel=CHANNEL)
    town.ana.presses("Close it")
    town.sim.clock.advance(timedelta(days=8))
    town.sim.faults.add(Fault("conversations.archive", "error", error="restricted_action"))
    town.bot.tick()
    assert town.sim.faults.struck and not archived(town)
    assert "is open again" in town.ana.types("/mvai-incident reopen", channel=CHANNEL).text
    town.ana.types("/mvai-incident repair", channel=CHANNEL)
    town.bot.tick()
    assert not archived(town)


@only_sqlite
def test_the_same_incident_opened_twice_is_closed_as_the_other_one(town: Town) -> None:
    """Staff read which other; card and timeline do not name it; itself and a drill are refused; kinds are said whole."""
    opened(town)
    town.ana.types("/mvai-incident leader @chief", channel=CHANNEL)
    town.ana.presses("Send")
    again = town.ana.types("/mvai-incident open The same fair").words
    assert "Opened in the last 24 hours as well:" in again and "Event at a fair" in again
    town.ana.types("/mvai-incident open --drill A rehearsal")
    for wrong, why in (
        ("1", "itself"),
        ("mvai-drill-2026-001", "never the same"),
        ("", "Same as which"),
        ("9", "Same as"),
    ):
        assert why in town.ana.types(f"/mvai-incident close same as {wrong}", channel=CHANNEL).text, wrong
    for said in ("not this kind of incident", "opened by mistake", "not-this-kind 1", "referred mvai-2026-001"):
        assert "Close mvai-2026-001 as" in town.ana.types(f"/mvai-incident close {said}", channel=CHANNEL).text, said
    assert "as same as mvai-2026-002?" in town.ana.types("/mvai-incident close same as #2", channel=CHANNEL).text
    town.ana.presses("Close it")
    town.bot.settle()
    assert "closed: same as another incident" in town.ana.sees("Status", channel=CHANNEL).words
    assert "closed: same as mvai-2026-002" in town.ana.types("/mvai-incident status 1").words
    read = town.chief.types("/mvai-incident status 1").words
    assert "Closed: same as another incident" in read and "002" not in read, "a leader has no part in the other one"


@only_sqlite
def test_forty_channels_are_looked_at_within_a_minute(town: Town) -> None:
    """A tick every two seconds looks at two of them, the longest unseen first."""

    class Enough(Exception):
        """Nothing of this is kept."""

    with pytest.raises(Enough), town.bot.bot.works.begin() as work:
        for serial in range(1, 41):
            row = Incident(
                team_id=work.team_id, drill=False, year=2026, serial=serial, number=f"mvai-2026-{serial:03d}",
                description=None, opened_at=work.now - timedelta(hours=1), opened_by=None, channel_id=f"C{serial}",
            )  # fmt: skip
            work.session.add(row)
        work.session.flush()
        for _ in range(60 // TICK_SECONDS):
            watch.looks_due(work)
        assert len({fact.incident_id for fact in work.facts}) == 40 == len(work.facts)
        raise Enough


def test_a_long_list_of_incidents_loses_none(town: Town) -> None:
    """Twenty with long descriptions stand in pieces that Slack takes."""
    opened(town)
    with town.bot.bot.works.database.read() as session:
        one = session.scalars(select(Incident)).one()
    shown = views_list.listing([one] * 20, {one.id: "Event at a long street " * 8})
    pieces = [block["text"]["text"] for block in shown.blocks]
    assert sum(piece.count("Event at a long street") > 0 for piece in pieces) == len(pieces) == 3
    assert "".join(pieces).count("• *") == 20 and max(map(len, pieces)) < 3000
