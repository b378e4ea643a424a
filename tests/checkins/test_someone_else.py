"""Someone else answers: asked first, free to refuse, never asked about the leader's own capacity."""

from mvai_slackbot.checkins.models import Answerer
from tests.checkins.ways import agree, messages, press, prompts, turn_to
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
    town.chief.sees("Until they say yes it stays with you")
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
    town.chief.sees("cannot do it now. It stays with you")
    town.deputy.sees("Thank you for saying so")
    form = town.chief.presses("Answer").form
    assert form is not None
    assert not any("A short check-in" in one.words for one in messages(town.deputy))
