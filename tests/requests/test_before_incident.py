"""A request that comes before its incident."""

from tests.conftest import Town
from tests.requests.world import CHANNEL, TEXT, cards, opened


def log_without_incident(town: Town) -> None:
    """Log a request that belongs to no incident yet."""
    town.ana.types(f"/mvai-request log {TEXT}")
    said = town.ana.submits()
    assert said.form is not None and "It has no incident yet." in said.form.text
    town.bot.settle()


def test_one_press_opens_the_incident_and_the_card_is_there(town: Town) -> None:
    """The press opens it once; a second press by somebody else is told that it is open."""
    log_without_incident(town)
    waiting = town.ana.sees("has no incident yet")
    answer = town.ana.presses("Open incident", message=waiting)
    assert CHANNEL in answer.text
    town.bot.settle()
    assert town.ana.sees(TEXT, CHANNEL)
    assert cards(town, TEXT) == 1
    assert CHANNEL in town.ana.sees("Request 1 of").words
    assert "Open incident" not in town.ana.types("/mvai-request show 1").message.buttons  # type: ignore[union-attr]  # it is there
    assert town.ana.types("/mvai-incident list").words.count("opened") == 1


def test_it_can_be_given_to_an_incident_that_is_open(town: Town) -> None:
    """The form offers the open incidents; the card appears in the chosen one; both names stand in the answer."""
    opened(town)
    log_without_incident(town)
    listed = town.dana.types("/mvai-request list")
    assert "no incident yet" in listed.words
    shown = listed.presses("Show")
    form = town.dana.presses("Choose incident", message=shown.message).form
    assert form is not None
    said = town.dana.submits({"Which incident": form.options("Which incident")[0]})
    assert said.form is not None and f"Request 1 of {CHANNEL}: attached" in said.form.text
    town.bot.settle()
    assert town.ana.sees(TEXT, CHANNEL)
    again = town.dana.presses("Open incident", message=shown.message)
    assert f"Request 1 belongs to {CHANNEL} already" in again.text


def test_outsiders_see_nothing_of_it(town: Town) -> None:
    """Without an incident only staff and reviewers know of it; the refusal is that of a number that is not there."""
    log_without_incident(town)
    assert town.otto.types("/mvai-request show 1").text == town.otto.types("/mvai-request show 9").text.replace(
        "9", "1"
    )
    assert TEXT not in town.chief.types("/mvai-request list").words
    assert TEXT in town.ira.types("/mvai-request show 1").words
