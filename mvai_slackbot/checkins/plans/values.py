"""The buttons of a plan and of what stands around it: what each press means."""

from mvai_slackbot.checkins.plans.schedule import Pace
from mvai_slackbot.slack.buttons import Value


class ShowPlan(Value):
    """Show the next weeks of a plan."""

    action = "plan.show"
    plan: int


class SkipNext(Value):
    """Leave out the next one."""

    action = "plan.skip"
    plan: int


class SetPace(Value):
    """Ask as planned, half as often, or every four weeks."""

    action = "plan.pace"
    plan: int
    pace: Pace


class PauseUntil(Value):
    """Open the form for the day on which a pause ends."""

    action = "plan.pause_until"
    plan: int


class PauseHere(Value):
    """Pause without an end, or go on, in the plan itself."""

    action = "plan.pause"
    plan: int
    go_on: bool


class StopHere(Value):
    """End the check-ins, in the plan itself."""

    action = "plan.stop"
    plan: int


class OtherTimes(Value):
    """Open the form for another hour and for days to keep free."""

    action = "plan.times"
    plan: int


class AskAgain(Value):
    """Ask again on days that were left free."""

    action = "plan.unfree"
    free: int


class WantMark(Value):
    """Send, or do not send, the quiet word on the year mark."""

    action = "plan.mark"
    plan: int
    wanted: bool


class AskLess(Value):
    """Ask nothing for now, and let a person call."""

    action = "plan.less"
    plan: int


class SecondView(Value):
    """Open the form that asks for a second view."""

    action = "plan.second"
    plan: int


class EndSecond(Value):
    """End a second view."""

    action = "plan.second_end"
    plan: int


class BeAway(Value):
    """Open the form for how long a delegate is away."""

    action = "plan.away"
    delegation: int


class HaveCalled(Value):
    """A person has phoned somebody of whom nothing is asked; they would like to go on, or not."""

    action = "plan.called"
    incident: int
    call: int
    go_on: bool


class OfferTo(Value):
    """Offer check-ins to the deputy, after a second look."""

    action = "plan.offer_to"
    incident: int
    person: int
