"""The form that merges two requests."""

from typing import Annotated

from mvai_slackbot.slack.asks import Choice
from mvai_slackbot.slack.forms import Form


class MergeForm(Form):
    """Choose the request that goes on."""

    callback = "request.merge"
    title = "Same as another"
    submit = "Merge"

    request: int
    into: Annotated[int, Choice("Which request goes on")]
