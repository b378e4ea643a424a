"""Asking for a call, as leaders and people on call live it."""

from datetime import timedelta

from tests.conftest import Town

PLEASE = "Please call them."
MINUTES_10 = timedelta(minutes=10)


def turn(town: Town, by: timedelta) -> None:
    """Turn the clock and let the bot look at it."""
    town.sim.clock.advance(by)
    town.bot.tick()


def test_the_first_person_is_asked_again_and_the_second_later_until_one_says_yes(town: Town) -> None:
    """The whole ladder: at once, at 10, the second at 20; who waits hears at 10 and 20, then who has it."""
    town.ana.types("/mvai on-call @ana")
    town.ana.types("/mvai on-call @dana second")
    town.chief.writes("hello")
    town.chief.presses("Ask for a call")
    town.bot.settle()
    town.chief.sees("The person on call is being asked to phone you.")
    assert len([one for one in town.ana.reads() if PLEASE in one]) == 1
