"""Answering: a form of a minute, read by a few people, heard of nowhere else."""

from sqlalchemy import select, text

from mvai_slackbot.checkins.answers.views import told
from mvai_slackbot.checkins.models import Answer, AnswerRead
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.people.models import Part
from mvai_slackbot.people.service import give_part, meet
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Form
from tests.calls.ways import reaches
from tests.checkins.ways import agree, ask_now, local_now, messages, occurrences, offer, open_incident, press, turn_to
from tests.conftest import Town

REST, REACH = "Rest: Are your people getting real rest between duty periods?", "Reach of support: Can anyone"


def name_part(town: Town, person: Person, part: Part) -> None:
    """Give somebody a part in the first incident, as an accepted assignment does."""
    with town.bot.bot.works.begin() as work:
        give_part(work, 1, meet(work, person.id), part)
    town.bot.settle()


def show_to(town: Town, person: Person, occurrence: int) -> Form | None:
    """Let somebody press the readers' button, however they came by it: rights are asked of rows, not of messages."""
    with town.bot.bot.works.begin() as work:
        words = told(get_incident(work.session, 1), occurrence, newer=False)
        for effect in tell(meet(work, person.id), words):
            work.tell(effect)
    town.bot.settle()
    return person.presses("Show the answer").form


def test_an_answer_is_saved_in_versions_and_only_its_readers_hear_of_it(town: Town) -> None:
    """One press sends it after a second look; the form has every skip; channel and timeline stay silent."""
    channel = agree(town)
    before = len([one for one in town.ana.reads(channel) if not one.ephemeral])
    ask_now(town, channel)
    prompt = town.chief.sees("A short check-in")
    assert prompt.text == "MVAI: a short message for you"
    for words in ("988", "Read by: Ana Torres (coordinator)", "Skipping is fine", "public-records"):
        assert words in prompt.words
    assert prompt.buttons == ["Answer", "Snooze until tomorrow", "Someone else answers", "Pause", "Stop", "My plan"]
    form = town.chief.presses("Answer").form
    assert form is not None
    assert "Please do not name or describe any person" in form.text
    assert "Nobody of the program is on call" in form.text
    assert not any("Ask for a call" in label for label in form.labels)
    assert form.options(REST) == [
        "1 · almost nobody", "2", "3 · about half", "4", "5 · nearly everyone", "Not enough information", "Skip",
    ]  # fmt: skip
    form.submits(
        {
            REST: "3 · about half",
            "What would help most now?": ["First responder health and wellness"],
            "Note": "Nights are short.",
        }
    )
    town.bot.settle()
    assert "Your answer is saved" in (town.chief.form.text if town.chief.form else "")
    town.chief.cancels()
    assert "Thank you" not in town.chief.sees("Your answer is saved.").words, "thanked once, where it was sent"
    quiet = town.ana.sees("An answer to a check-in is in")
    assert quiet.text == "MVAI: a short message for you"
    shown = town.ana.presses("Show the answer").form
    assert shown is not None
    for words in (
        "Rest: 3 of 5",
        "Reach of support: skipped",
        "First responder health",
        "Nights are short.",
        "Pat Quinn, the leader",
    ):
        assert words in shown.text
    town.ana.cancels()

    again = town.chief.presses("Change my answer").form
    assert again is not None and again.values[REST] == "3 · about half"
    again.submits({REST: "5 · nearly everyone"})
    town.bot.settle()
    town.chief.cancels()
    assert "Rest: 5 of 5" in (town.ana.presses("Show the answer").form or again).text
    town.ana.cancels()
    with town.bot.bot.works.database.read() as session:
        assert list(session.scalars(select(Answer.version).order_by(Answer.id))) == [1, 2]
        assert len(list(session.scalars(select(AnswerRead)))) == 2
        raw = session.execute(text("SELECT said, note, readers FROM checkin_answer")).all()
        assert not any(b"Nights" in bytes(value) or b"OM1" in bytes(value) for row in raw for value in row if value)
    assert len([one for one in town.ana.reads(channel) if not one.ephemeral]) == before
    status = town.ana.types(f"/mvai-incident status {channel}").words
    assert "answer" not in status.lower()
    assert "not asked yet" not in town.ana.types("/mvai-checkin status", channel=channel).words


def test_own_capacity_and_notes_reach_only_those_who_may_read_them(town: Town) -> None:
    """SME lead and mental-health SME read all; reviewers and others nothing."""
    agree(town)
    name_part(town, town.sam, Part.SME_LEAD)
    turn_to(town, 16, days=3)
    town.chief.presses("Officers")
    form = town.chief.form
    assert form is not None
    own = next(label for label in form.labels if label.startswith("Your own capacity"))
    assert "Only the coordinator, the SME lead and the mental-health SME" in form.text
    assert "Sam Reed (SME lead)" in form.text
    form.submits({own: "2", "Note": "Long days."})
    town.bot.settle()
    town.chief.cancels()
    assert "One part is saved" in town.chief.sees("One part is saved").words
    town.sam.sees("An answer to a check-in is in")
    shown = town.sam.presses("Show the answer").form
    assert shown is not None and "Your own capacity: 2 of 5" in shown.text and "Long days." in shown.text
    town.sam.cancels()
    answered = next(one.id for one in occurrences(town) if one.form == "officer_full")
    assert "reviewer" not in form.text
    for other in (town.bea, town.ira, town.otto):
        assert show_to(town, other, answered) is None


def test_asking_for_a_call_in_the_form_goes_out_even_when_the_note_needs_a_second_look(town: Town) -> None:
    """The answer and the call are saved at once; only the note waits."""
    channel = agree(town)
    town.ana.types("/mvai on-call @dana")
    reaches(town, town.dana)
    ask_now(town, channel)
    form = town.chief.presses("Answer").form
    assert form is not None
    call = next(label for label in form.labels if label.startswith("Ask for a call"))
    assert form.options(call) == ["No", "Call me", "I am unsure, call me"]
    held = form.submits({call: "I am unsure, call me", "Note": "Officer Sam Brook was diagnosed with PTSD"})
    town.bot.settle()
    assert held.form is not None and "The note is not saved yet" in held.form.text
    assert "The person on call is being asked to phone you" in held.form.text
    assert "is being asked to phone you" in town.chief.sees("being asked to phone you").words
    assert any("call" in one.words for one in messages(town.dana))
    town.chief.submits({"Note": "One of us had a hard week"})
    town.chief.cancels()
    shown = town.ana.presses("Show the answer").form
    assert shown is not None and "One of us had a hard week" in shown.text and "Brook" not in shown.text


def test_two_people_get_their_own_plans_and_a_drill_says_so_first(town: Town) -> None:
    """With several plans staff name one; a drill's messages begin with DRILL and forms say it too."""
    channel = open_incident(town, "--drill Rehearsal at the town hall")
    offer(town, channel)
    assert town.chief.sees("would you like short check-ins").text.startswith("DRILL")
    press(town, town.chief, "Yes")
    ask_now(town, channel)
    assert messages(town.chief)[-1].text.startswith("DRILL")
    assert "DRILL *A short check-in" in messages(town.chief)[-1].words
    form = town.chief.presses("Answer").form
    assert form is not None and form.title.startswith("DRILL")
    form.submits({REST: "4"})
    town.bot.settle()
    town.chief.cancels()
    assert town.ana.sees("An answer to a check-in is in").text.startswith("DRILL")
    offer(town, channel, to=town.deputy)
    press(town, town.deputy, "Yes")
    assert "Several people get check-ins" in town.ana.types("/mvai-checkin now", channel=channel).text
    town.ana.types("/mvai-checkin stop @deputy", channel=channel)
    town.bot.settle()
    town.deputy.sees("The check-ins have ended")
    assert local_now(town).hour >= 10
