"""Whoever cannot hear it is passed over at once."""

from datetime import timedelta

from mvai_slackbot.calls.models import AskingState, CallAsking, CallState
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.wire.faults import Fault
from tests.calls.ways import PLEASE, ask, calls_on_record, on_call, told, turn
from tests.conftest import Town

HOUR = timedelta(hours=1)


def states(town: Town) -> list[AskingState]:
    """Return what became of each asking, in order."""
    with town.bot.bot.works.database.read() as session:
        return [row.state for row in session.query(CallAsking).order_by(CallAsking.id)]


def rests(town: Town, person: Person, hours: int = 8) -> None:
    """Schedule Do Not Disturb from an hour ago."""
    now = town.sim.clock.now()
    person.sets_dnd(now - HOUR, now + hours * HOUR)


def test_somebody_in_do_not_disturb_is_passed_over_at_once(town: Town) -> None:
    """The second is asked in the same moment, and may be the one who calls; a later rest does not count."""
    rests(town, town.ana)
    town.dana.sets_dnd(town.sim.clock.now() + 5 * HOUR, town.sim.clock.now() + 9 * HOUR)
    on_call(town, town.ana, town.dana)
    ask(town, town.chief)
    assert len(told(town.dana, PLEASE)) == 1
    assert states(town) == [AskingState.PASSED_OVER, AskingState.DELIVERED]
    turn(town)
    assert len(told(town.dana, PLEASE)) == 2
    town.dana.presses("I will call")
    town.bot.settle()
    assert told(town.chief, "Dana Wells has your call")


def test_when_nobody_is_left_who_waits_is_told_at_once_and_asking_goes_on(town: Town) -> None:
    """Both rest: told once, with whom to call; somebody who comes on call later is asked; told again if they rest too."""
    rests(town, town.ana)
    rests(town, town.dana)
    on_call(town, town.ana, town.dana)
    ask(town, town.chief)
    left = told(town.chief, "Nobody who is on call can be reached right now")
    assert len(left) == 1
    assert all(contact in left[0] for contact in ("911", "988", "1-800-267-5463"))
    turn(town)
    assert len(told(town.chief, "Nobody who is on call can be reached right now")) == 1
    assert len(told(town.chief, "10 minutes have passed")) == 1
    on_call(town, town.ira)
    town.bot.tick()
    assert len(told(town.ira, PLEASE)) == 1
    town.ira.presses("I will call")
    town.bot.settle()
    assert told(town.chief, "Ira Lund has your call")


def test_a_deactivated_receiver_is_passed_over(town: Town) -> None:
    """The next is asked at the next look; with nobody else, who waits is told."""
    on_call(town, town.ana, town.dana)
    ask(town, town.chief)
    assert not told(town.dana, PLEASE)
    town.ana.deactivate()
    town.bot.tick()
    assert len(told(town.dana, PLEASE)) == 1
    town.dana.deactivate()
    town.bot.tick()
    assert len(told(town.chief, "Nobody who is on call can be reached right now")) == 1
    assert calls_on_record(town)[0].state is CallState.ASKING


def test_a_message_that_fails_for_good_goes_to_the_next_at_once(town: Town) -> None:
    """No clock is turned: the failure itself asks the next; a failure that passes is tried again instead."""
    on_call(town, town.ana, town.dana)
    town.sim.faults.add(
        Fault("chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: said.get("channel") == town.ana.id)
    )
    ask(town, town.chief)
    assert not told(town.ana, PLEASE)
    assert len(told(town.dana, PLEASE)) == 1
    assert states(town) == [AskingState.FAILED, AskingState.DELIVERED]


def test_a_rest_that_cannot_be_read_changes_nothing(town: Town) -> None:
    """Slack refuses dnd.info: the message went out all the same, and nobody else is asked early."""
    town.sim.faults.add(Fault("dnd.info", "error", error="user_not_found", times=5))
    on_call(town, town.ana, town.dana)
    ask(town, town.chief)
    assert states(town) == [AskingState.DELIVERED]


def test_a_change_of_shift_in_between_asks_the_new_person(town: Town) -> None:
    """Whoever takes over is asked at the next look; the one who was asked before may still say yes."""
    on_call(town, town.ana)
    ask(town, town.chief)
    on_call(town, town.dana)
    town.bot.tick()
    assert len(told(town.dana, PLEASE)) == 1
    town.ana.presses("I will call")
    town.bot.settle()
    assert told(town.chief, "Ana Torres has your call")
    assert told(town.dana, "Ana Torres has this call.")
