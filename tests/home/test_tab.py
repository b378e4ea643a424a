"""The Home tab: made for who opens it, and its buttons work from there."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from mvai_slackbot import features
from mvai_slackbot.clock import machine_now
from mvai_slackbot.home import keeping_up
from mvai_slackbot.home.models import HomeTab
from mvai_slackbot.simulator import Fault
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Message
from mvai_slackbot.slack.replier import IN_MESSAGES
from tests.calls.ways import on_call, open_with_leader
from tests.checkins.ways import agree
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, logged, on_roster, opened


def opens(town: Town, person: Person) -> Message:
    """Open the Home tab and return what stands on it."""
    person.opens_home()
    return looks(town, person)


def looks(town: Town, person: Person) -> Message:
    """Return what stands on the Home tab once the bot has delivered."""
    town.bot.settle()
    assert person.home is not None, f"{person.handle} sees nothing on the Home tab"
    return person.home


def note(person: Person) -> str:
    """Return the words of the form that answers a press, and close it."""
    form = person.form
    assert form is not None, f"{person.handle} got no answer"
    words = str(form.text)
    person.cancels(all_forms=True)
    return words


def test_each_role_finds_what_is_theirs_and_nothing_of_others(town: Town) -> None:
    """Staff, reviewer, SME, leader, somebody else: the contacts for somebody in need are on every one of them."""
    on_roster(town, town.sam)
    channel = open_with_leader(town)
    logged(town, channel)
    asked(town, town.sam)
    staff = opens(town, town.ana)
    assert "Requests that are open: *1*" in staff.words and "offers without an answer: *1*" in staff.words
    assert "was asked about request 1" in staff.words
    sme = opens(town, town.sam)
    assert "Somebody asks whether you could help" in sme.words
    # What an SME has not said yes to names no incident.
    assert CHANNEL not in sme.words and {"Accept", "Decline", "My record"} <= set(sme.buttons)
    leader = opens(town, town.chief)
    assert "who is helping" in leader.words and "one SME was asked" in leader.words
    assert "Sam" not in leader.words and "press briefing" not in leader.words
    reviewer = opens(town, town.ira)
    assert "IACP has not decided." in reviewer.words and "How things are" not in reviewer.words
    stranger = opens(town, town.otto)
    assert "What this is" in stranger.words and "Nothing waits for you." in stranger.words
    for one in (staff, sme, leader, reviewer, stranger):
        assert "988" in one.words and "As of" in one.words and "Look again" in one.buttons
    for one in (reviewer, stranger):
        assert "press briefing" not in one.words
    assert CHANNEL not in stranger.words


def test_an_auditor_reads_of_requests_and_of_nothing_that_is_asked_of_others(town: Town) -> None:
    """They hear how to read and how to export."""
    town.root.types("/mvai role @otto auditor")
    opened(town)
    home = opens(town, town.otto)
    assert "/mvai-request list" in home.words and "mvai-slackbot export" in home.words
    assert CHANNEL not in home.words


def test_an_sme_accepts_on_the_home_tab_and_sees_it_there(town: Town) -> None:
    """The tab shows what became of it without being opened again; what has an answer in words opens it on top."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    home = opens(town, town.sam)
    town.sam.presses("Accept", message=home)
    home = looks(town, town.sam)
    assert "you help with request 1" in home.words and "Accept" not in home.buttons
    assert CHANNEL in town.sam.channels()
    town.sam.presses("My record", message=home)
    assert "Law enforcement executive" in note(town.sam)
    town.sam.presses("Done", message=looks(town, town.sam))
    town.sam.submits({})
    town.sam.cancels(all_forms=True)
    assert "you help with request 1" not in looks(town, town.sam).words


def test_a_leader_answers_and_finds_their_plan_from_the_home_tab(town: Town) -> None:
    """A check-in is answered in its form and leaves the tab; a plan, which no form can show, comes as a message."""
    channel = agree(town)
    town.ana.types("/mvai-checkin now", channel).presses("Send")
    home = opens(town, town.chief)
    assert "A short check-in. It can wait." in home.words
    town.chief.presses("Answer", message=home)
    town.chief.submits({})
    town.chief.cancels(all_forms=True)
    home = looks(town, town.chief)
    assert "A short check-in" not in home.words
    town.chief.presses("My answers", message=home)
    assert note(town.chief)
    town.chief.presses("My plan", message=home)
    assert IN_MESSAGES in note(town.chief)
    plan = town.chief.sees("a short message for you")
    assert {"Pause", "Stop"} & set(plan.buttons)
    locked = [str(call.arguments.get("text")) for call in town.sim.calls if call.method == "chat.postMessage"]
    assert not [words for words in locked[-1:] if "mvai-2026" in words]


def test_a_call_can_be_asked_for_again_after_it_was_taken_back(town: Town) -> None:
    """The tab keeps its id: a press must never be taken for the one of a while ago."""
    open_with_leader(town)
    on_call(town, town.dana)
    for _ in range(2):
        home = opens(town, town.chief)
        town.chief.presses("Ask for a call", message=home)
        assert note(town.chief)
        home = looks(town, town.chief)
        assert "I do not need it" in home.buttons
        assert "Somebody asks for a call." in opens(town, town.dana).words
        town.chief.presses("I do not need it", message=home)
        note(town.chief)
        assert "I do not need it" not in looks(town, town.chief).buttons
        assert "Somebody asks for a call." not in opens(town, town.dana).words


def test_an_open_tab_shows_what_others_did_and_what_became_late(town: Town) -> None:
    """Three things at once make one publish, nothing makes none; the page that was turned to stays; an hour later it ends."""
    opened(town)
    for number in range(9):
        town.dana.types(f"/mvai-request log something else, {number}", CHANNEL)
    on_roster(town, town.sam)
    opens(town, town.sam)
    home = opens(town, town.ana)
    town.bot.holds_still()
    town.ana.presses("Later", message=home, nth=0)
    town.bot.tick()
    before = published(town)
    for number in range(3):
        town.dana.types(f"/mvai-request log one more, {number}", CHANNEL)
    assert published(town) == before
    town.bot.tick()
    assert published(town) == [*before, town.ana.id]
    home = looks(town, town.ana)
    assert "9 to 13 of 13" in home.words and "Requests that are open: *13*" in home.words
    town.bot.tick()
    assert published(town) == [*before, town.ana.id]
    town.sim.clock.advance(timedelta(hours=30))
    town.bot.tick()
    assert "late: *13*" in looks(town, town.ana).words
    with town.bot.bot.works.begin() as work:
        work.session.execute(update(HomeTab).values(used_at=machine_now() - timedelta(hours=2)))
    before = published(town)
    town.dana.types("/mvai-request log the last one", CHANNEL)
    town.bot.tick()
    assert published(town) == before
    asked(town, town.sam)
    town.sam.presses("Look again", message=looks(town, town.sam))
    assert "Accept" in looks(town, town.sam).buttons


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_look_that_was_overtaken_shows_nothing_older(town: Town) -> None:
    """Between looking and writing the person pressed something, and has seen newer things than the look has."""
    opened(town)
    home = opens(town, town.ana)
    town.bot.holds_still()
    town.dana.types("/mvai-request log one more", CHANNEL)
    works = town.bot.bot.works
    with works.read() as work:
        found = keeping_up.build(features.HOME)(work)
    assert found
    town.dana.types("/mvai-request log another one", CHANNEL)
    town.ana.presses("Look again", message=home)
    before = published(town)
    for do in found:
        with works.begin() as work:
            do(work)
    assert published(town) == before
    assert "Requests that are open: *3*" in looks(town, town.ana).words


def published(town: Town) -> list[str]:
    """Return on whose tabs something was put so far."""
    town.bot.settle()
    return [str(call.arguments["user_id"]) for call in town.sim.calls if call.method == "views.publish"]


def test_every_list_of_a_full_tab_is_turned_page_by_page(town: Town) -> None:
    """Forty requests: a press shows the next ones in one publish, and each stands on exactly one page."""
    opened(town)
    for number in range(39):
        town.ana.types(f"/mvai-request log something else, {number}", CHANNEL)
    in_short = town.ana.types("/mvai")
    assert "And 34 more: all of them are on the Home tab." in in_short.words
    home = opens(town, town.ana)
    town.bot.holds_still()
    assert "Requests that are open: *40*" in home.words and "Earlier" not in home.buttons
    seen: list[str] = []
    for page in range(5):
        assert f"{page * 8 + 1} to {page * 8 + 8} of 40" in home.words
        seen += re.findall(r"Request (\d+) of \S+ Nobody helps", home.words)
        before = len(published(town))
        town.ana.presses("Later" if page < 4 else "Earlier", message=home, nth=0)
        home = looks(town, town.ana)
        assert len(published(town)) == before + 1
    assert len(seen) == len(set(seen)) == 40
    assert "25 to 32 of 40" in home.words
    assert "1 to 8 of 40" in opens(town, town.ana).words


def test_a_drill_says_so_and_a_locked_incident_is_not_there(town: Town) -> None:
    """For its leader the number of a locked incident is gone; staff still see it."""
    channel = open_with_leader(town, drill=True)
    logged(town, channel)
    assert "DRILL" in opens(town, town.chief).words
    assert "Open incidents" in opens(town, town.ana).words and "DRILL" in opens(town, town.ana).words
    town.ana.types("/mvai-incident lock", channel)
    town.bot.settle()
    hidden = opens(town, town.chief).words
    assert "drill-mvai-2026-001" not in hidden and "who is helping" not in hidden
    assert "DRILL What you asked for" in hidden.replace("*", "") and "Paused by the coordinator for now" in hidden
    assert "Paused by the coordinator" in town.chief.types("/mvai", channel).words


def test_only_the_tab_that_is_opened_is_written_and_nothing_of_it_is_kept(town: Town) -> None:
    """Who presses elsewhere and never opened it gets no tab; opening the tab of messages writes none."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    assert town.sam.home is None
    assert "views.publish" not in {call.method for call in town.sim.calls}


def test_a_press_that_comes_too_late_is_told_in_the_tab(town: Town) -> None:
    """The offer was taken back meanwhile: a kind answer, and the tab goes on."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    home = opens(town, town.sam)
    town.ana.presses("Take back")
    town.bot.settle()
    town.sam.presses("Accept", message=home)
    assert note(town.sam)


def test_where_no_form_opens_the_answer_is_a_direct_message_that_names_nothing_outside(town: Town) -> None:
    """Slack's door closed: the words come all the same, and a lock screen shows none of them."""
    on_roster(town, town.sam)
    home = opens(town, town.sam)
    town.sim.faults.add(Fault("views.open", "error", error="expired_trigger_id"))
    town.sam.presses("My record", message=home)
    told = town.sam.sees("Law enforcement executive")
    assert told.text == "MVAI: a short message for you"
    assert "Law enforcement" not in str(told.blocks[0])


def test_a_workspace_without_the_tab_loses_nothing(town: Town) -> None:
    """An app that was installed before there was a tab: what Slack refuses there holds up nothing."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    opens(town, town.sam)
    town.sim.faults.add(Fault("views.publish", "error", error="not_enabled", times=5))
    town.sam.presses("Accept", message=looks(town, town.sam))
    town.bot.settle()
    assert CHANNEL in town.sam.channels()
    assert "Accept" in looks(town, town.sam).buttons
    town.sim.faults.clear()
    assert "you help with request 1" in opens(town, town.sam).words
