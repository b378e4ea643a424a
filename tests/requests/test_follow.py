"""Following a request: list, show, correct, close; each sees what they may."""

from sqlalchemy import select

from mvai_slackbot.requests.models import RequestEarlierWords
from tests.conftest import Town
from tests.requests.world import CHANNEL, SECOND, TEXT, cards, led, logged, opened


def test_closing_names_the_incident_and_changes_the_card(town: Town) -> None:
    """By command at once, by button with a form; twice is told that it is closed."""
    opened(town)
    logged(town)
    logged(town, "a public information officer")
    assert f"Request 1 of {CHANNEL}: closed: completed." in town.ana.types("/mvai-request close #1 completed").text
    town.bot.settle()
    assert town.ana.sees(TEXT, CHANNEL).buttons == ["Show"]
    assert "closed: completed" in town.ana.sees(TEXT, CHANNEL)
    assert "is closed already: completed" in town.dana.types("/mvai-request close 1 referred").text
    town.dana.presses("Close", message=town.dana.sees("a public information officer", CHANNEL))
    said = town.dana.submits({"How it ended": "Withdrawn"})
    assert said.form is not None and f"Request 2 of {CHANNEL}: closed: withdrawn" in said.form.text
    assert "Request 2 closed: withdrawn" in town.ana.types("/mvai-incident status", CHANNEL).words


def test_a_correction_keeps_what_was_said_before(town: Town) -> None:
    """Text and contact are corrected in the form; the card follows, and the earlier words stay on record."""
    opened(town)
    town.ana.types("/mvai-request log", CHANNEL)
    town.ana.submits({"What is asked for": TEXT, "Requester's name": "Jo Park", "Requester's phone": "+1 555 0100"})
    town.bot.settle()
    shown = town.ana.types("/mvai-request show 1")
    form = shown.presses("Correct").form
    assert form is not None and form.values["Requester's phone"] == "+1 555 0100"
    town.ana.submits({"What is asked for": "two victim services leads", "Requester's phone": "+1 555 0199"})
    town.bot.settle()
    assert "two victim services leads" in town.ana.sees("Request 1", CHANNEL)
    assert cards(town, TEXT) == 0
    assert "+1 555 0199" in town.ana.types("/mvai-request show 1").words
    with town.bot.bot.works.database.read() as session:
        kept = {row.field: row.words.reveal() for row in session.scalars(select(RequestEarlierWords))}
    assert kept["text"] == TEXT
    assert "+1 555 0100" in kept["requester"]


def test_each_reader_sees_their_part(town: Town) -> None:
    """Staff see contacts; reviewers see the request without phone; the leader sees it without reasons or phone."""
    opened(town)
    led(town)
    town.ana.types("/mvai-request log", CHANNEL)
    town.ana.submits({"What is asked for": TEXT, "Requester's name": "Jo Park", "Requester's phone": "+1 555 0100"})
    town.ira.types("/mvai-request decide 1 virtual Travel is closed this week")
    town.bot.settle()
    staff = town.dana.types("/mvai-request show 1").words
    assert "555 0100" in staff and "Travel is closed" in staff
    reviewer = town.bea.types("/mvai-request show 1").words
    assert "Jo Park" in reviewer and "555 0100" not in reviewer and "Travel is closed" in reviewer
    leader = town.chief.types("/mvai-request show 1").words
    assert TEXT in leader and "IACP: virtual" in leader
    assert "555 0100" not in leader and "Travel is closed" not in leader
    card = town.chief.sees(TEXT, CHANNEL)
    assert "Travel is closed" not in card and "Jo Park" not in card
    pressed = town.chief.presses("Close", message=card)
    assert "Staff close requests" in pressed.text
    assert "no request 1 here" in town.otto.types("/mvai-request show 1").text


def test_lists_hold_nothing_of_incidents_one_may_not_see(town: Town) -> None:
    """A leader's list ends at their incident; in a channel the list is of that incident; a locked one is for staff."""
    opened(town, times=2)
    led(town)
    logged(town)
    logged(town, "a second chief to talk to", SECOND)
    everything = town.ana.types("/mvai-request list").words
    assert "Request 1" in everything and "Request 2" in everything
    here = town.ana.types("/mvai-request list", SECOND).words
    assert "Request 2" in here and "Request 1" not in here
    leaders = town.chief.types("/mvai-request list").words
    assert "Request 1" in leaders and "Request 2" not in leaders
    assert "No request is on record" in town.otto.types("/mvai-request list").words
    town.ana.types("/mvai-incident lock", CHANNEL)
    assert "Request 1" not in town.ira.types("/mvai-request list").words
    assert "no request 1 here" in town.ira.types("/mvai-request show 1").text
    shown = town.chief.types("/mvai-request show 1").text
    assert "Paused by the coordinator" in shown and TEXT not in shown, "what they asked for is not denied to them"
    assert "Request 1" in town.dana.types("/mvai-request show 1").words


def test_a_locked_or_archived_channel_gets_no_post_and_the_answer_says_so(town: Town) -> None:
    """The request is logged all the same; unlocking brings its card."""
    opened(town)
    town.ana.types("/mvai-incident lock", CHANNEL)
    answer = town.ana.types(f"/mvai-request log {TEXT}", CHANNEL).text
    assert "Logged as request 1." in answer and "locked, so nothing was posted" in answer
    town.bot.settle()
    assert cards(town, TEXT) == 0
    town.ana.types("/mvai-incident unlock", CHANNEL)
    town.bot.settle()
    assert cards(town, TEXT) == 1
    town.ana.archives(CHANNEL)
    town.bot.settle()
    assert "archived, so nothing was posted" in town.ana.types("/mvai-request close 1 completed").text


def test_requests_end_with_their_incident_and_none_is_logged_after_it(town: Town) -> None:
    """The question names them; afterwards the card says closed, and a new one is refused with what to type."""
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    town.ana.types("/mvai-request log Somebody for the first press briefing", "mvai-2026-001")
    question = town.ana.types("/mvai-incident close withdrawn", "mvai-2026-001")
    assert "Open requests are closed with it: 1" in str(question.blocks)
    town.ana.presses("Close it")
    town.bot.settle()
    assert "withdrawn" in town.ana.types("/mvai-request show 1").words
    assert "reopen" in town.ana.types("/mvai-request log One more", "mvai-2026-001").text
