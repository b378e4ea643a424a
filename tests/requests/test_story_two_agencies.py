"""The story of two agencies that report one incident: one channel, one request that goes on, and nobody is lost."""

from datetime import date, timedelta

from mvai_slackbot.db import Private
from tests.conftest import Town
from tests.requests.test_drafts import comes_in
from tests.requests.world import CHANNEL, SECOND


def minutes(town: Town, many: float) -> None:
    """Let time pass."""
    town.sim.clock.advance(timedelta(minutes=many))
    town.bot.tick()


def test_two_agencies_one_incident(town: Town) -> None:
    """A police chief writes, then the sheriff next door; staff see that it is one, keep both, and a team can be named."""
    day = date(2026, 11, 20)
    comes_in(town, agency="Milton Police", text="Somebody who has led the first briefings", occurred_on=day,
             areas=["public_information"])  # fmt: skip
    minutes(town, 4)
    town.dana.presses("I have it")
    minutes(town, 3)
    town.dana.types("/mvai-request show 1").presses("Called: number in a directory")
    town.dana.presses("Open incident")
    town.bot.settle()
    minutes(town, 10)
    comes_in(town, agency="Clark County Sheriff", text="Help for our dispatchers", occurred_on=day,
             place=Private("Milton, Clark County"), areas=["first_responder_wellness"])  # fmt: skip
    second = town.ana.sees("Help for our dispatchers")
    assert "May be the same" in second and "same state, same place, same day" in second
    merging = town.ana.presses("Same as another", message=second).form
    assert merging is not None
    town.ana.submits({"Which request goes on": merging.options("Which request goes on")[0]})
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    assert SECOND not in town.ana.channels()
    kept = town.dana.types("/mvai-request show 1").words
    assert "Milton Police" in kept and "Requester (request 2):* Jo Park, Clark County Sheriff" in kept
    assert "First responder health and wellness" in kept and "Public information strategies" in kept
    assert "Requester (request 2)" not in town.ira.types("/mvai-request show 1").words
    town.ira.presses("Virtual")
    town.bea.presses("Both")
    town.bot.settle()
    card = town.dana.sees("Somebody who has led", CHANNEL)
    assert "approved" in card and "IACP: virtual · BJA: virtual and in person" in card
    assert "was due" not in town.dana.types("/mvai-request list").words
    assert "Request 2 goes on as Request 1" in town.dana.types("/mvai-incident status", CHANNEL).words
    minutes(town, 12 * 60)
    assert "The team was due" in town.dana.types("/mvai-request show 1").words
