"""The buttons of check-ins: what each press means."""

from typing import Literal

from mvai_slackbot.slack.buttons import Value


class SendOffer(Value):
    """Ask the person now whether they want check-ins."""

    action = "checkin.offer_send"
    incident: int
    person: int


class TakeBackOffer(Value):
    """Take the offer back."""

    action = "checkin.offer_take_back"
    incident: int
    offer: int


class SendNow(Value):
    """Ask today's check-in now."""

    action = "checkin.now_send"
    incident: int
    plan: int


class TakeBackPrompt(Value):
    """Take a check-in back that was sent now."""

    action = "checkin.now_take_back"
    incident: int
    prompt: int


class SayYes(Value):
    """Yes to check-ins."""

    action = "checkin.yes"
    offer: int


class SayLater(Value):
    """Not now, perhaps later."""

    action = "checkin.later"
    offer: int


class SayNo(Value):
    """No, thank you."""

    action = "checkin.no"
    offer: int


class AnswerNow(Value):
    """Open the form of one set of questions."""

    action = "checkin.answer"
    occurrence: int


class Snooze(Value):
    """Wait until tomorrow."""

    action = "checkin.snooze"
    prompt: int


class SomeoneElse(Value):
    """Open the form that asks who answers instead."""

    action = "checkin.someone_else"
    plan: int


class Paced(Value):
    """A press that pauses, stops or begins again; `prompt`: the check-in in whose message it stands, 0 in the plan's own.

    `apart`: it stands in a message that is never drawn anew, so what came of the press is said.
    """

    plan: int
    prompt: int = 0
    apart: bool = False


class Pause(Paced):
    """Nothing is sent until the leader goes on."""

    action = "checkin.pause"


class GoOn(Paced):
    """End the pause."""

    action = "checkin.go_on"


class Stop(Paced):
    """End the check-ins."""

    action = "checkin.stop"


class StartAgain(Paced):
    """Take one's own stop back."""

    action = "checkin.start_again"


class DelegateYes(Value):
    """Answer in the leader's place."""

    action = "checkin.delegate_yes"
    delegation: int


class DelegateNo(Value):
    """Do not answer in the leader's place."""

    action = "checkin.delegate_no"
    delegation: int


class EndDelegation(Value):
    """The leader answers again."""

    action = "checkin.delegate_end"
    delegation: int


class ShowAnswer(Value):
    """Show an answer to somebody who may read it."""

    action = "checkin.show_answer"
    occurrence: int


class SayReached(Value):
    """Say what came of a phone call: reached, or no contact yet."""

    action = "checkin.reached"
    outreach: int
    came: Literal["reached", "no-contact"]


class AskHelp(Value):
    """Ask MVAI for what an answer said would help."""

    action = "checkin.ask_help"
    occurrence: int


class ShowMine(Value):
    """Show one's own answers, a page of them; `turns` when they stand open already."""

    action = "checkin.my_answers"
    page: int = 0
    turns: bool = False


class GetLink(Value):
    """Make a link to the form, for somebody without a Slack account, and show it once."""

    action = "checkin.get_link"
    incident: int
    prompt: int
