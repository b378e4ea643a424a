"""Helpers are protected: what they carry is counted, caps and rest hold, and somebody asks how they are, once."""

from datetime import timedelta

from mvai_slackbot.smes.models import State
from tests.calls.ways import on_call
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.smes.story import asked, logged, on_roster, opened
from tests.smes.ways import passes, states, told


def incidents(town: Town, most: int) -> None:
    """Open some incidents, each with a request of its own."""
    for number in range(1, most + 1):
        town.ana.types(f"/mvai-incident open Event at fair {number}")
        town.bot.settle()
        town.ana.types(f"/mvai-request log thing {number}", f"mvai-2026-{number:03d}")
        town.bot.settle()


def accepts(town: Town, number: int) -> None:
    """Ask sam, past what speaks against it where need be, and let sam accept."""
    shown = town.ana.types(f"/mvai-sme assign {number} @sam")
    if "Assign anyway" in (shown.message.buttons if shown.message else []):
        shown.presses("Assign anyway")
    town.ana.presses("Send")
    town.bot.settle()
    town.sam.presses("Accept", message=town.sam.sees(f"request {number}"))
    town.bot.settle()


def done(town: Town) -> None:
    """Let sam help with request 1 of the first incident, and end it."""
    on_roster(town, town.sam, **{"Assignments at the same time": "5"})
    incidents(town, 2)
    accepts(town, 1)
    town.sam.types("/mvai-sme done 1")
    town.bot.settle()


def test_two_communities_are_a_soft_limit_and_three_a_hard_one(town: Town) -> None:
    """The third needs one press more; a fourth is refused whoever asks; the roster's own limit does not lift it."""
    on_roster(town, town.sam, **{"Assignments at the same time": "5"})
    incidents(town, 4)
    accepts(town, 1)
    accepts(town, 2)
    told_staff = town.ana.types("/mvai-sme assign 3 @sam")
    assert "helps 2 communities now" in told_staff and "Assign anyway" in (
        told_staff.message.buttons if told_staff.message else []
    )
    accepts(town, 3)
    refused = town.ana.types("/mvai-sme assign 4 @sam")
    assert "3 is the most the program asks of anybody" in refused and "Find help" in refused
    assert states(town) == [State.ACCEPTED] * 3


def test_an_offer_that_is_out_cannot_lift_the_hard_limit(town: Town) -> None:
    """Four offers, asked while there was room: the fourth yes is refused with words that thank."""
    on_roster(town, town.sam, **{"Assignments at the same time": "5"})
    incidents(town, 4)
    for number in range(1, 5):
        asked(town, town.sam, number)
    for number in range(1, 5):
        town.sam.presses("Accept", message=town.sam.sees(f"request {number}"))
        town.bot.settle()
    assert states(town) == [State.ACCEPTED] * 3 + [State.OFFERED]
    assert "that is the most the program asks of anybody" in town.sam.sees("Thank you for being ready")


def test_rest_after_help_is_shown_and_needs_one_press_more(town: Town) -> None:
    """Another community meets the rest; the same one does not; after it nobody is asked twice."""
    done(town)
    resting = town.ana.types("/mvai-sme assign 2 @sam")
    assert "Sam Reed rests until" in resting and "Assign anyway" in (resting.message.buttons if resting.message else [])
    town.ana.types("/mvai-request log another thing", "mvai-2026-001")
    assert "rests until" not in town.ana.types("/mvai-sme assign 3 @sam").words
    town.sim.clock.advance(timedelta(days=15))
    assert "rests until" not in town.ana.types("/mvai-sme assign 2 @sam").words


def test_one_calm_message_asks_afterwards_and_a_longer_rest_is_kept(town: Town) -> None:
    """Three days later, in daytime, once; choices and the support links, nothing clinical; a press is enough."""
    done(town)
    passes(town, minutes=3 * 24 * 60, step=24 * 60)
    passes(town, minutes=24 * 60, step=120)
    asks = town.sam.sees("Choose what fits you now")
    assert asks.buttons == ["I am all right", "Ask for a call", "I want to rest longer"]
    assert "988" in asks and "mvai-2026" not in asks and asks.text == "MVAI: a short message for you"
    assert len(told(town.sam, "Choose what fits you now")) == 1
    passes(town, minutes=3 * 24 * 60, step=12 * 60)
    assert len(told(town.sam, "Choose what fits you now")) == 1
    town.sam.presses("I want to rest longer")
    town.bot.settle()
    assert "You are down as resting until" in town.sam.sees("Rest well")
    town.sim.clock.advance(timedelta(days=20))
    assert "rests until" in town.ana.types("/mvai-sme assign 2 @sam")
    assert "rest longer" not in "".join(one.words for one in town.ana.reads())


def test_somebody_who_helps_there_again_is_not_asked(town: Town) -> None:
    """The help goes on: the message waits until it has ended for good."""
    done(town)
    town.ana.types("/mvai-request log another thing", "mvai-2026-001")
    town.bot.settle()
    accepts(town, 3)
    passes(town, minutes=5 * 24 * 60, step=12 * 60)
    assert not told(town.sam, "Choose what fits you now")


def test_a_drill_counts_for_nothing(town: Town) -> None:
    """Rehearsing burdens nobody: no rest, no message."""
    on_roster(town, town.sam)
    opened(town, drill=True)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    town.sam.types("/mvai-sme done 1")
    town.bot.settle()
    passes(town, minutes=5 * 24 * 60, step=12 * 60)
    assert not told(town.sam, "Choose what fits you now")


@only_sqlite
def test_a_drill_keeps_nobody_from_helping(town: Town) -> None:
    """Whoever rehearses, or did so an hour ago, is found and may say yes when they are needed."""
    opened(town, drill=True)
    for one in (town.sam, town.sol):
        on_roster(town, one)
        asked(town, one)
        one.presses("Accept")
        town.bot.settle()
    town.sol.types("/mvai-sme done 1")
    town.ana.types("/mvai-incident open Event at a shopping street")
    town.bot.settle()
    logged(town)
    found = town.ana.types("/mvai-sme find 2").words
    assert "@sam" in found and "@sol" in found
    assert "1 of 1" not in found and "resting" not in found
    accepts(town, 2)
    assert states(town) == [State.ACCEPTED, State.DONE, State.ACCEPTED]


def test_a_call_can_be_asked_for_on_every_card(town: Town) -> None:
    """No reason; the person on call is asked at once; leader and team hear nothing."""
    on_call(town, town.dana)
    on_roster(town, town.sam)
    channel = opened(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    town.sam.presses("Ask for a call")
    town.bot.settle()
    assert "I will call" in town.dana.sees("call").buttons
    assert "call" not in "".join(one.words for one in town.ana.reads(channel) if not one.ephemeral).lower()
