"""The forms around a plan: a pause with an end, another hour, free days, a second view, being away."""

from datetime import date, time
from typing import Annotated, Literal

from mvai_slackbot.checkins.answers.forms import WHO_THEY_ARE
from mvai_slackbot.checkins.models import AnswersAs
from mvai_slackbot.slack.asks import Choice, Day, Hour, Somebody
from mvai_slackbot.slack.forms import Form

ONE_SUBJECT = (("officer", "Officers"), ("community", "Community"))


class PauseForm(Form):
    """Choose the day on which a pause ends."""

    callback = "plan.pause_until"
    title = "Pause until"
    submit = "Pause"

    plan: int
    until: Annotated[date, Day("Go on again on", "Nothing is asked before that day.")]


class TimesForm(Form):
    """Another hour, and days on which nothing is asked."""

    callback = "plan.times"
    title = "Hour and free days"

    plan: int
    hour: Annotated[time | None, Hour("Ask me at", "Your own local time. Empty: the usual hours.")] = None
    free_from: Annotated[date | None, Day("Keep free from", "A funeral, leave, any day: nothing is asked on it.")] = (
        None
    )
    free_until: Annotated[date | None, Day("Keep free until", "Empty: one day only.")] = None


class SecondForm(Form):
    """Choose who gives a second view."""

    callback = "plan.second"
    title = "A second view"
    submit = "Ask them"

    plan: int
    person: Annotated[
        str,
        Somebody(
            "Who",
            "For example the wellness coordinator. They are asked first and may say no. Both views are shown side by side, "
            "each by name and role.",
        ),
    ]
    answers_as: Annotated[AnswersAs, WHO_THEY_ARE]
    about: Annotated[Literal["officer", "community"], Choice("About", options=ONE_SUBJECT)]


class AwayForm(Form):
    """Choose the day on which somebody who answers is back."""

    callback = "plan.away"
    title = "Away"

    delegation: int
    back_on: Annotated[date, Day("Back on", "Until then it goes to whoever stands in, or it rests.")]
