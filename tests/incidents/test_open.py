"""Opening an incident, as staff do it."""

from datetime import timedelta

from tests.conftest import Town


def test_opening_answers_at_once_and_the_channel_sets_itself_up(town: Town) -> None:
    """One command: a number, a private channel, the people in it, one card, pinned, with a topic and a bookmark."""
    answer = town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    assert "mvai-2026-001" in answer.text
    town.bot.settle()
    card = town.ana.sees("shopping street", channel="mvai-2026-001")
    assert card.pinned
    assert card.buttons == ["Add details", "Set leader", "Log request", "Find help", "Offer check-ins"], (
        "the next steps"
    )
    assert [message for message in town.ana.reads("mvai-2026-001") if not message.ephemeral][-1].ts == card.ts
    assert "mvai-2026-001" in town.dana.channels()
    assert "mvai-2026-001" not in town.otto.channels()


def test_a_drill_has_its_own_numbers_and_calls_nobody_in(town: Town) -> None:
    """DRILL stands first in the channel name and in the card; the other coordinator is not invited."""
    town.ana.types("/mvai-incident open Something real")
    answer = town.ana.types("/mvai-incident open --drill A rehearsal")
    assert "DRILL mvai-drill-2026-001" in answer.text
    assert "Opened in the last 24 hours" not in answer.words, "it is the same as nothing real"
    town.bot.settle()
    assert "drill-mvai-2026-001" in town.ana.channels()
    assert "drill-mvai-2026-001" not in town.dana.channels()
    assert town.ana.sees("A rehearsal", channel="drill-mvai-2026-001").words.startswith("DRILL")
    another = town.ana.types("/mvai-incident open A real one")
    assert "mvai-2026-002" in another.text
    assert "Opened in the last 24 hours as well:\n• #mvai-2026-001 Something real\n" in another.words
    assert "drill" not in another.words.lower()
    town.sim.clock.advance(timedelta(hours=24, minutes=1))
    assert "Opened in the last 24 hours" not in town.ana.types("/mvai-incident open A third one").words


def test_the_form_opens_what_it_describes_and_a_second_press_changes_nothing(town: Town) -> None:
    """With no words the command opens the form; the answer stands in the form's place."""
    assert town.ana.types("/mvai-incident open").form is not None
    town.ana.submits({"Short description": "Event at a school, contained"})
    town.bot.settle()
    assert "mvai-2026-001" in town.ana.channels()
    assert "mvai-2026-002" not in town.ana.channels()


def test_the_same_command_twice_opens_one_incident_and_offers_another(town: Town) -> None:
    """Within two minutes the first answer is given again; a button makes a second one on purpose."""
    first = town.ana.types("/mvai-incident open Event at a fair")
    second = town.ana.types("/mvai-incident open Event at a fair")
    assert "mvai-2026-001" in first.text and "mvai-2026-001" in second.text
    town.bot.settle()
    assert "mvai-2026-002" not in town.ana.channels()
    town.ana.presses("Make another")
    town.bot.settle()
    assert "mvai-2026-002" in town.ana.channels()


def test_a_description_that_may_name_a_person_is_held_back_while_the_incident_opens(town: Town) -> None:
    """`open` opens at once; the words come back in a form and are saved only when sent."""
    answer = town.ana.types("/mvai-incident open Officer John Miller was shot, case no. 55123")
    assert answer.form is not None
    town.bot.settle()
    assert "Miller" not in "".join(message.words for message in town.ana.reads("mvai-2026-001"))
    town.ana.submits({"Short description": "Event at a mall, one officer hurt"})
    town.bot.settle()
    assert town.ana.sees("one officer hurt", channel="mvai-2026-001").pinned


def test_people_without_the_role_are_refused_kindly(town: Town) -> None:
    """An outsider learns who may, and nothing happens."""
    answer = town.otto.types("/mvai-incident open Something")
    assert "program staff" in answer.text
    assert "/mvai" in answer.text


def test_wrong_words_come_back_with_what_to_type(town: Town) -> None:
    """An unknown verb lists the known ones and keeps what was typed."""
    answer = town.ana.types("/mvai-incident opne Event at a fair")
    assert "opne Event at a fair" in answer.text
    assert "`/mvai-incident open Event at a fair`" in answer.text
    assert "@nobody` is not a name in this workspace" in town.ana.types("/mvai-incident leader @nobody").text
    assert "hold|next|clock" in town.ana.types("/mvai-incident phase sideways").text


def test_an_incident_is_found_by_the_number_people_say(town: Town) -> None:
    """The latest of that number that is no drill; a number that is nobody's says where to look."""
    town.ana.types("/mvai-incident open --drill A rehearsal")
    town.ana.types("/mvai-incident open The real one")
    for said in ("1", "#1", "001", "2026-001", "MVAI-2026-001"):
        assert "*mvai-2026-001*" in str(town.ana.types(f"/mvai-incident status {said}").blocks), said
    assert "No incident is called `2`" in town.ana.types("/mvai-incident status 2").text


def test_in_a_direct_message_an_unclear_command_asks_which_incident_with_buttons(town: Town) -> None:
    """The press does the same command, as if typed in that incident's channel."""
    town.ana.types("/mvai-incident open The first")
    town.ana.types("/mvai-incident open The second")
    town.bot.settle()
    question = town.ana.types("/mvai-incident handover @dana Off shift")
    assert "Which incident" in question.text
    town.ana.presses("mvai-2026-001")
    town.bot.settle()
    assert town.dana.sees("You own *mvai-2026-001* now")
    assert "Which incident" not in town.otto.types("/mvai-incident handover @dana").text


def test_ten_thousand_characters_and_strange_ones_open_and_nothing_is_lost(town: Town) -> None:
    """What is too long for the record comes back; mentions of everybody and formatting stay inert."""
    answer = town.ana.types("/mvai-incident open " + "word " * 2000)
    assert answer.words.count("word") >= 1300
    town.ana.types("/mvai-incident open <!channel> *bold* مرحبا 🙂 <https://x.example|y>")
    town.bot.settle()
    card = town.ana.sees("مرحبا", channel="mvai-2026-002")
    assert "<!channel>" not in str(card.blocks)
