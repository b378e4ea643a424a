"""Someone else answers: asked first, free to refuse, never asked about the leader's own capacity."""

from mvai_slackbot.checkins.models import About, Answerer, Delegation, DelegationState
from mvai_slackbot.people.service import meet
from tests.calls.ways import calls_on_record
from tests.checkins.ways import agree, messages, offer, open_incident, press, prompts, turn_to
from tests.conftest import Town


def ask_deputy(town: Town, about: str = "Officers") -> None:
    """Let the chief ask the deputy to answer."""
    town.chief.presses("Someone else answers")
    town.chief.submits({"Who": "deputy", "Their role": "Peer-support lead", "About": about})
    town.chief.cancels()
    town.bot.settle()


def test_a_delegate_says_yes_answers_their_part_and_never_sees_own_capacity(town: Town) -> None:
    """What waits moves to the delegate; the rest stays with the leader; the leader can have it back."""
    channel = agree(town)
    turn_to(town, 16, 1, days=3)
    ask_deputy(town)
    town.chief.sees("Until they say yes nothing changes")
    question = town.deputy.sees("would answer short check-ins in their place")
    assert question.buttons == ["Yes", "No, thank you"]
    assert question.text == "MVAI: a short message for you"
    assert "your name and that you answer as the peer-support lead" in question.words
    press(town, town.deputy, "Yes")
    town.chief.sees("answers about officers from now on")
    assert "community, about 2 minutes" in town.chief.sees("community, about 2 minutes".capitalize()).words.lower()
    form = town.deputy.presses("Answer").form
    assert form is not None
    assert not any("own capacity" in label for label in form.labels)
    rest = next(label for label in form.labels if label.startswith("Rest and staffing"))
    form.submits({rest: "4"})
    town.bot.settle()
    town.deputy.cancels()
    shown = town.ana.presses("Show the answer").form
    assert shown is not None
    assert "Lee Brand, the peer-support lead" in shown.text
    assert "Your own capacity: not asked" in shown.text
    assert Answerer.DELEGATE.value == "delegate"
    town.ana.cancels()
    town.ana.types("/mvai-checkin trends", channel=channel)
    town.bot.settle()
    town.ana.sees("view of Lee Brand, the peer-support lead")
    turn_to(town, 16, 1, days=1)
    assert prompts(town)[-1].person_id != prompts(town)[0].person_id
    press(town, town.chief, "I answer myself again")
    town.deputy.sees("Nothing is asked of you")
    assert prompts(town)[-1].person_id == prompts(town)[0].person_id, "what waited came back"


def test_a_delegate_may_refuse_and_nobody_else_can_answer(town: Town) -> None:
    """A no changes nothing for the leader; oneself cannot be chosen; a stranger's press is refused calmly."""
    agree(town)
    turn_to(town, 16, 1, days=1)
    town.chief.presses("Someone else answers")
    refused = town.chief.submits({"Who": "chief", "Their role": "Deputy", "About": "Officers"})
    assert "That is you" in " ".join(refused.errors.values())
    town.chief.cancels()
    ask_deputy(town, "Officers and community")
    press(town, town.deputy, "No, thank you")
    town.chief.sees("cannot do it now. Nothing changes")
    town.deputy.sees("Thank you for saying so")
    form = town.chief.presses("Answer").form
    assert form is not None
    assert not any("A short check-in" in one.words for one in messages(town.deputy))


def test_a_delegate_who_ends_it_at_night_wakes_no_leader_and_their_open_form_stays_the_drills(town: Town) -> None:
    """What waits rests until the next one; a call asked for in a drill is the drill's, whoever answers by now."""
    channel = open_incident(town, "--drill Event at a shopping street")
    offer(town, channel)
    press(town, town.chief, "Yes")
    town.chief.cancels(all_forms=True)
    ask_deputy(town)
    press(town, town.deputy, "Yes")
    turn_to(town, 16, 1, days=1)
    asks = town.deputy.presses("Answer").form
    assert asks is not None
    turn_to(town, 22, 30)
    count = len(messages(town.chief))
    press(town, town.deputy, "I would rather not go on")
    said = [one for one in messages(town.chief)[count:] if "short check-in" in one.words]
    assert said == [], "at half past ten at night nothing is asked"
    asks.submits({next(label for label in asks.labels if label.startswith("Ask for a call")): "Call me"})
    town.bot.settle()
    assert [one.drill for one in calls_on_record(town)] == [True]
    turn_to(town, 16, 1, days=1)
    assert "A short check-in" in messages(town.chief)[-1].words, "the next one is the leader's own"


def test_who_answers_for_two_leaders_gets_one_message_a_day_and_a_drill_takes_no_real_ones_place(town: Town) -> None:
    """From the second week on; what finds no room is left out, never the question of somebody who had no message."""
    for words, leader in (("--drill An exercise", town.chief), ("A fair", town.chief), ("A hall", town.otto)):
        offer(town, open_incident(town, words), to=leader)
        press(town, leader, "Yes")
        leader.cancels(all_forms=True)
    with town.bot.bot.works.begin() as work:
        for plan in (2, 3):
            work.session.add(
                Delegation(
                    plan_id=plan, person_id=meet(work, town.deputy.id).id, subject=About.OFFICER, asked_at=work.now,
                    state=DelegationState.ACCEPTED,
                )
            )  # fmt: skip
        deputy = meet(work, town.deputy.id).id
    turn_to(town, 10, 1, days=8)
    day = prompts(town)[-1].local_date
    assert [one.plan_id for one in prompts(town) if one.person_id == deputy and one.local_date == day] == [2]


def test_whoever_answers_goes_on_until_the_next_one_has_said_yes_and_is_not_reminded_after(town: Town) -> None:
    """A question to somebody else changes nothing; their yes moves what waits, and nobody else hears of it again."""
    agree(town)
    ask_deputy(town)
    press(town, town.deputy, "Yes")
    turn_to(town, 16, 1, days=1)
    town.chief.presses("Someone else answers")
    town.chief.submits({"Who": "otto", "Their role": "Wellness coordinator", "About": "Officers"})
    town.chief.cancels()
    town.bot.settle()
    count = len(prompts(town))
    turn_to(town, 16, 1, days=1)
    assert [one.person_id for one in prompts(town)[count:]] == [prompts(town)[0].person_id], "until then the deputy's"
    press(town, town.otto, "Yes")
    assert "A short check-in" in messages(town.otto)[-1].words
    town.deputy.sees("Nothing is asked of you")
    count = len(messages(town.deputy))
    turn_to(town, 20, 5)
    assert len(messages(town.deputy)) == count
    turn_to(town, 16, 1, days=1)
    assert len(messages(town.deputy)) == count and "A short check-in" in messages(town.otto)[-1].words
