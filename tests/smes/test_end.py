"""How an assignment goes on and ends: notes, done, step back, the end of a request or an incident."""

from datetime import timedelta

from tests.calls.ways import PLEASE, told
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, logged, on_roster, opened, words_of


def helping(town: Town) -> str:
    """Let Sam help with request 1."""
    on_roster(town, town.sam)
    channel = opened(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    return channel


def test_notes_are_for_staff_and_the_smes_of_the_incident(town: Town) -> None:
    """By button or command; the timeline says that there is one; leader and channel never see the words."""
    helping(town)
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.sam.presses("Note")
    town.sam.submits({"Note": "First call held, next one on Tuesday"})
    assert "our note is kept" in (town.sam.form.text if town.sam.form else "")
    town.sam.cancels()
    assert "mvai-2026-001: your note is kept" in town.sam.types("/mvai-sme note Second call held")
    assert "mvai-2026-001: your note is kept" in town.dana.types("/mvai-sme note Told the state office", CHANNEL)
    town.bot.settle()
    read = town.sam.types("/mvai-sme notes", CHANNEL)
    for words in ("next one on Tuesday", "Second call held", "Told the state office"):
        assert words in read
    assert "staff and the SMEs of that incident" in town.chief.types("/mvai-sme notes", CHANNEL)
    for outside in (town.chief, town.otto):
        shown = outside.types("/mvai-sme notes").words
        assert "staff and the SMEs of that incident" in shown and CHANNEL not in shown, (
            "nothing to choose is refused then"
        )
    assert "Note by Sam Reed" in town.chief.types("/mvai-incident status", CHANNEL)
    assert "Tuesday" not in words_of(town.chief) + "".join(one.words for one in town.chief.reads(CHANNEL))
    town.sam.types("/mvai-sme note one of my officers has PTSD")
    assert town.sam.form is not None and town.sam.form.title == "Please look again"
    assert "belongs to an incident" in town.sol.types("/mvai-sme note hello")


def test_a_note_of_somebody_who_helps_twice_asks_which_and_keeps_the_words(town: Town) -> None:
    """In a direct message the form asks about which; too many words are refused and not saved."""
    on_roster(town, town.sam, **{"Assignments at the same time": "2"})
    opened(town)
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    logged(town, "mvai-2026-002", "a second pair of eyes")
    for number in (1, 2):
        asked(town, town.sam, number)
        town.sam.presses("Accept")
        town.bot.settle()
    town.sam.types("/mvai-sme note Both leaders called")
    form = town.sam.form
    assert form is not None and form.values["Note"] == "Both leaders called"
    town.sam.submits({"About": "mvai-2026-002, request 2"})
    town.sam.cancels()
    assert "Both leaders called" in town.ana.types("/mvai-sme notes", "mvai-2026-002")
    assert "No note yet" in town.ana.types("/mvai-sme notes", CHANNEL)
    assert town.ana.types("/mvai-sme notes").words.count("mvai-2026-00") == 2, "elsewhere it asks which, with buttons"
    town.ana.presses("mvai-2026-002")
    assert town.ana.sees("Both leaders called")
    assert "Which incident" in town.dana.types("/mvai-sme note Told the state office again")
    town.dana.presses("mvai-2026-001")
    assert "Told the state office again" in town.dana.types("/mvai-sme notes", CHANNEL)
    assert "a note takes 2,500. Nothing was saved" in town.sam.types(f"/mvai-sme note {'a b ' * 2500}", CHANNEL)


def test_done_closes_the_assignment_by_button_and_by_command(town: Town) -> None:
    """The request's card follows; a second time is refused with words; staff may do it for somebody."""
    helping(town)
    town.sam.presses("Done")
    town.sam.submits({"Note": "Briefing went well"})
    town.bot.settle()
    town.sam.cancels()
    card = town.sam.sees("You stay with the incident")
    assert card.buttons == ["Note", "Ask for a call", "Leave the incident"]
    assert "Briefing went well" in town.dana.types("/mvai-sme notes", CHANNEL)
    request_card = [one for one in town.ana.reads(CHANNEL) if "press briefing" in one and not one.ephemeral][-1]
    assert "@sam (virtual, done)" in request_card and "done" in request_card
    assert "You have no assignment now" in town.sam.types("/mvai-sme done 1 again")
    assert CHANNEL in town.sam.channels()
    logged(town, text="somebody for the second briefing")
    asked(town, town.sam, 2)
    town.sam.presses("Accept")
    town.bot.settle()
    assert "a note takes 2,500" in town.dana.types(f"/mvai-sme done 2 @sam {'word ' * 560}"), (
        "too long for the form's box"
    )
    form = town.dana.types("/mvai-sme done 2 told by phone").form
    assert form is not None and "Retired chief Sam Reed" in form.text and form.values["Note"] == "told by phone"
    assert "@sam (virtual)" in town.ana.types("/mvai-request show 2"), "staff see first what ends, and press once"
    town.dana.submits()
    assert town.dana.form is not None and "the help of @sam with request 2 is done" in town.dana.form.text
    town.dana.cancels()
    town.bot.settle()
    town.sam.presses("Leave the incident")
    town.bot.settle()
    assert CHANNEL not in town.sam.channels()


def test_a_leader_who_is_named_later_is_introduced_then(town: Town) -> None:
    """Without a leader the card says so; naming one introduces them both ways, with the details each may read."""
    helping(town)
    assert "No leader is named yet" in town.sam.sees("No leader is named yet")
    assert "Set leader" in town.ana.sees("introduces them to each other")
    town.ana.presses("Set leader", CHANNEL)
    details = {
        "Name": "Pat Quinn",
        "Agency": "Riverton Police",
        "Official phone": "555-0100",
        "Preferred way": "Phone call",
    }
    town.ana.submits({"Slack account": "chief", **details})
    form = town.ana.form
    assert form is not None
    form.presses("Send")
    town.bot.settle()
    card = town.sam.sees("Riverton Police")
    assert "555-0100" in card and "They prefer: phone call" in card
    assert "Sam Reed" in town.chief.sees("Please meet")
    assert "555-0100" not in "".join(one.words for one in town.sam.reads(CHANNEL))
    town.ana.cancels(all_forms=True)
    town.ana.presses("Set leader", CHANNEL)
    assert "Nothing was sent to them" in town.ana.submits({"Official phone": "555-0177"}).text + str(town.ana.form)
    town.bot.settle()
    assert "555-0177" in town.sam.sees("Riverton Police"), "a corrected number reaches who phones it"
    own = town.chief.types("/mvai-checkin numbers").form
    assert own is not None and "555-0177" in own.text and not own.values["Where are you reached?"]
    town.chief.submits({"Where are you reached?": "555-0199"})
    town.chief.cancels(all_forms=True)
    town.sam.presses("First contact made")
    town.bot.settle()
    assert "555-0177" in town.sam.sees("Riverton Police"), "the official one"
    assert "555-0199" not in "".join(one.words for one in town.sam.reads()), "what is for who calls, nobody else reads"
    town.ana.cancels(all_forms=True)
    went = next(one for one in town.ana.reads() if "It went to Chief Pat Quinn" in one.words)
    town.ana.presses("Take back", message=went)
    town.bot.settle()
    assert town.sam.sees("No leader is named yet") and "555-0177" not in "".join(one.words for one in town.sam.reads())


def test_stepping_back_asks_for_no_reason_and_the_owner_is_told(town: Town) -> None:
    """The part ends, the channel is left, leader and owner know, and somebody else can be found at once."""
    helping(town)
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()
    assert "Sam Reed" in town.chief.sees("Please meet")
    town.sam.presses("Step back")
    town.bot.settle()
    assert CHANNEL not in town.sam.channels()
    assert town.sam.sees("no reason is needed").buttons == []
    told = town.ana.sees("stepped back from request 1")
    assert "SME lead" in told and told.buttons == ["Find help"]
    assert "has handed over request 1" in town.chief.sees("has handed over")
    assert "stepped back" not in "".join(one.words for one in town.chief.reads() + town.chief.reads(CHANNEL))
    status = town.ana.types("/mvai-incident status", CHANNEL)
    assert "Sam Reed has handed over request 1" in status
    assert "That is for the people of that incident" in town.sam.types("/mvai-incident status mvai-2026-001")
    town.ana.presses("Find help", message=told)
    assert "@sam" in town.ana.sees("who could help")
    assert "Nobody has helped yet" not in town.ana.types("/mvai-incident close completed", CHANNEL)
    town.ana.presses("Close it")
    town.bot.settle()
    ended = town.ana.types("/mvai-request show 1").words
    assert "closed with its incident" in ended and "before anybody helped" not in ended, "they stepped back, and helped"
    assert "before anybody helped" not in town.ana.types("/mvai-incident status", CHANNEL).words


def test_closing_the_incident_ends_offers_kindly_and_assignments_too(town: Town) -> None:
    """What ends is shown before; the words are kind; a late press is answered calmly and opens nothing."""
    helping(town)
    on_roster(town, town.sol)
    asked(town, town.sol)
    late = town.sol.types("/mvai")
    assert "Accept" in (late.message.buttons if late.message else [])
    logged(town, text="somebody for the schools")
    town.ana.types("/mvai-incident leader @chief @deputy", CHANNEL).presses("Send")
    town.bot.settle()
    yesterday = len(town.sam.reads())
    shown = town.ana.types("/mvai-incident close completed", CHANNEL)
    assert "1 assignment of SMEs" in shown and "1 offer without an answer" in shown
    assert "Nobody has helped yet with: 2." in shown
    assert "Told that it is closed, and whom to ask from then on: @chief, @deputy." in shown
    town.ana.presses("Close it")
    town.bot.settle()
    told = town.sam.reads()[yesterday:]
    assert len(told) == 1 and "incident is closed, so your help with request 1 has ended" in told[0].words
    assert "Nothing more is asked of you here" in town.sam.sees("a message further down says why")
    for led in (town.chief, town.deputy):
        last = led.reads()[-1]
        assert last.text == "MVAI: a short message for you" and "mvai-2026-001" not in str(last.blocks[0])
        assert "please write to @ana or to MVAI@theIACP.org" in last.words and last.buttons == ["Ask for a call"]
        assert "Thank you for your trust." in last.words and "check-in" not in last.words, "they had none"
    assert "closed: completed" in town.ana.types("/mvai-request show 1").words
    unhelped = town.ana.types("/mvai-request show 2").words
    assert "closed with its incident, before anybody helped" in unhelped and "not yet" not in unhelped
    assert "before anybody helped" in town.ana.types("/mvai-incident status", CHANNEL).words
    assert "Nothing is asked of you" in town.sol.sees("Thank you for being ready")
    town.sol.presses("Accept", message=late.message)
    town.bot.settle()
    assert "This ended meanwhile" in town.sol.sees("Thank you for being ready")
    assert CHANNEL not in town.sol.channels()
    again = town.ana.types("/mvai-incident reopen", CHANNEL).text
    assert "Closed with it: request 1, request 2. `/mvai-request show 1` has the words" in again
    assert "please tell them yourself that it goes on: <@" in again
    assert f"Please ask again whom you need: <@{town.sam.id}>." in again


def test_closing_the_request_ends_what_is_open_of_it(town: Town) -> None:
    """The SME stays with the incident, the assignment ends; an offer about it can no longer be accepted."""
    helping(town)
    on_roster(town, town.sol)
    asked(town, town.sol)
    town.ana.types("/mvai-request close 1 completed")
    town.bot.settle()
    assert "request 1 closed" in town.sam.sees("request 1 closed")
    assert "request 1 closed" in town.sol.sees("request 1 closed")
    town.ana.types("/mvai-checkin offer @chief", CHANNEL).presses("Send")
    town.bot.settle()
    read_by = town.chief.sees("Who reads it").words
    assert CHANNEL in town.sam.channels() and "Sam Reed (SME, a summary" in read_by, "thanked, and entrusted no more"
    assert "Request 1 is closed" in town.ana.types("/mvai-sme assign 1 @sol")


def test_help_that_ended_with_an_incident_reads_nothing_and_is_called_no_more(town: Town) -> None:
    """Closed, and opened again: who helped is out until they are asked anew, and the leader reads who reads."""
    helping(town)
    town.ana.types("/mvai on-call @dana")
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.ana.types("/mvai-checkin offer @chief", CHANNEL).presses("Send")
    town.bot.settle()
    town.chief.presses("Yes")
    town.chief.cancels(all_forms=True)
    town.ana.types("/mvai-checkin now", CHANNEL).presses("Send")
    town.bot.settle()
    assert "Sam Reed (SME lead)" in town.chief.sees("A short check-in")
    town.ana.types("/mvai-incident close completed", CHANNEL)
    town.ana.presses("Close, check-ins go on")
    town.bot.settle()
    assert "Sam Reed" not in town.chief.sees("A short check-in") and CHANNEL in town.sam.channels()
    town.chief.presses("Ask for a call")
    town.bot.settle()
    assert town.dana.sees(PLEASE) and not told(town.sam, PLEASE)
    town.chief.presses("I do not need it anymore")
    town.ana.types("/mvai-incident reopen", CHANNEL)
    town.bot.settle()
    assert town.sam.sees("Your help had ended with it and stays ended") and CHANNEL not in town.sam.channels()
    town.chief.types("/mvai-checkin call-me")
    town.bot.settle()
    assert told(town.dana, PLEASE) and not told(town.sam, PLEASE)
    logged(town, text="somebody for the weeks to come")
    asked(town, town.sam, 2)
    town.sam.presses("Accept")
    town.bot.settle()
    assert "reads your answers too" in town.chief.sees("Sam Reed helps you now"), "named anew to whoever answers"
    town.sim.clock.advance(timedelta(minutes=10))
    town.bot.tick()
    assert told(town.sam, PLEASE)
