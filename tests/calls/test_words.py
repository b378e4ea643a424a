"""What lock screens show, and what a drill says first."""

from mvai_slackbot.calls import views
from mvai_slackbot.calls.models import CallState
from mvai_slackbot.outbox.effects import Post
from mvai_slackbot.slack.blocks import actions, quiet_message
from tests.calls.ways import PLEASE, ask, calls_on_record, on_call, open_with_leader, told, turn
from tests.conftest import Town

QUIET = "MVAI: a short message for you"


def send_button(town: Town) -> None:
    """Send the chief the button of the first incident, as a check-in does."""
    with town.bot.bot.works.begin() as work:
        work.tell(Post(to=town.chief.id, message=quiet_message(actions(views.ask_button(1)), drill=True)))
    town.bot.settle()


def test_lock_screens_name_nobody(town: Town) -> None:
    """Text and first block of every direct message of the whole story are quiet words; what cannot wait says only that."""
    on_call(town, town.ana, town.dana)
    ask(town, town.chief)
    turn(town)
    turn(town)
    for urgent in told(town.ana, PLEASE):
        assert urgent.text.startswith("MVAI: somebody ") and urgent.blocks[0]["elements"][0]["text"] == urgent.text
    town.ana.presses("I will call")
    town.bot.settle()
    seen = 0
    for person in (town.chief, town.ana, town.dana):
        for message in person.reads():
            if message.ephemeral or message.user == person.id or "on call" in message.text:
                continue
            seen += 1
            assert message.text == QUIET
            assert message.blocks[0]["elements"][0]["text"] == QUIET
    assert seen >= 8


def test_a_drill_asks_only_people_named_for_it_and_says_so_first(town: Town) -> None:
    """The drill's owner is asked, not the person on call; the real call is one press away and leaves the drill."""
    open_with_leader(town, drill=True)
    on_call(town, town.dana)
    send_button(town)
    town.chief.presses("Ask for a call")
    town.bot.settle()
    assert not told(town.dana, PLEASE)
    asked = told(town.ana, PLEASE)[0]
    assert asked.text.startswith("DRILL")
    assert f"DRILL {PLEASE}" in asked
    word = told(town.chief, "is being asked to phone you")[0]
    assert word.text.startswith("DRILL")
    town.chief.presses("This is not the drill: call me")
    town.bot.settle()
    assert told(town.ana, "This call is not needed anymore.")
    real = told(town.dana, PLEASE)[0]
    assert "DRILL" not in real.text + real.words
    rehearsed, meant = calls_on_record(town)
    assert (rehearsed.drill, rehearsed.state) == (True, CallState.WITHDRAWN)
    assert (meant.drill, meant.incident_id, meant.state) == (False, None, CallState.ASKING)
