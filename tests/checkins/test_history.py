"""Looking back at one's own answers, and changing one within a day."""

from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.checkins.models import Answer
from mvai_slackbot.simulator.people.views import Form
from tests.checkins.test_answer import REST
from tests.checkins.ways import agree, ask_now, turn_to
from tests.conftest import Town


def opened(town: Town) -> Form:
    """Return what stands open before the chief."""
    form = town.chief.form
    assert form is not None
    return form


def answer(town: Town, value: str, note: str = "") -> None:
    """Answer the officers' questions."""
    town.chief.presses("Officers" if "Officers" in town.chief.sees("A short check-in").buttons else "Answer")
    label = next(one for one in opened(town).labels if one.startswith("Rest"))
    town.chief.submits({label: value, **({"Note": note} if note else {})})
    town.bot.settle()
    town.chief.cancels(all_forms=True)


def test_an_answer_can_be_changed_for_a_day_and_every_version_stays(town: Town) -> None:
    """The message says until when; a form that was open too long is refused with words, and nothing is lost."""
    channel = agree(town)
    ask_now(town, channel)
    answer(town, "2")
    shown = town.chief.sees("Your answer is saved.")
    assert "You can change it until" in shown.words and "Change my answer" in shown.buttons
    town.sim.clock.advance(timedelta(hours=4))
    town.chief.presses("Change my answer")
    town.chief.submits({REST: "4"})
    town.bot.settle()
    town.chief.cancels(all_forms=True)
    town.sim.clock.advance(timedelta(hours=19, minutes=50))
    town.chief.presses("Change my answer", message=town.chief.sees("Your answer is saved."))
    form = opened(town)
    town.sim.clock.advance(timedelta(minutes=20))
    refused = form.submits({REST: "5 · nearly everyone"})
    assert "older than a day and stays as it is" in " ".join([*refused.errors.values(), refused.text])
    with town.bot.bot.works.database.read() as session:
        assert list(session.scalars(select(Answer.version).order_by(Answer.id))) == [1, 2]


def test_ones_own_answers_are_paged_and_nobody_elses_are_there(town: Town) -> None:
    """Latest first, five a page, with who was named as a reader then; a locked incident is not shown."""
    channel = agree(town)
    assert "You have not answered a check-in yet" in (town.chief.types("/mvai-checkin mine").form or opened(town)).text
    town.chief.cancels(all_forms=True)
    for day in range(6):
        turn_to(town, 16, 1, days=1)
        answer(town, "3" if day == 2 else "4", note=f"Day {['one', 'two', 'three', 'four', 'five', 'six'][day]}.")
    town.chief.presses("My answers")
    first = opened(town)
    assert "Day six." in first.text and "Day two." in first.text and "Day one." not in first.text
    assert "Page 1 of 2" in first.text and first.buttons == ["Older"]
    assert "Readers named then: Ana Torres (coordinator)" in first.text
    first.presses("Older")
    assert "Day one." in opened(town).text and opened(town).buttons == ["Newer"]
    opened(town).presses("Newer")
    assert "Day six." in opened(town).text
    town.chief.cancels(all_forms=True)
    for other in (town.ana, town.deputy):
        form = other.types("/mvai-checkin mine").form
        assert form is not None and "You have not answered" in form.text
        other.cancels(all_forms=True)
    town.ana.types("/mvai-incident lock", channel=channel)
    town.bot.settle()
    locked = town.chief.types("/mvai-checkin mine").form
    assert locked is not None and "Day six" not in locked.text
    assert "Paused by the coordinator for now. Your answers are kept." in locked.text
