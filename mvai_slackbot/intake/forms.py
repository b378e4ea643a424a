"""The form that lets a held mail in."""

from typing import Annotated

from mvai_slackbot.slack.asks import Words
from mvai_slackbot.slack.forms import Form


class LetInForm(Form):
    """Let a held mail in, with words that somebody has looked at."""

    callback = "mail.let_in"
    title = "Let an e-mail in"
    submit = "Let it in"

    mail: int
    text: Annotated[
        str,
        Words(
            "What is asked for",
            "Please take out names of victims, witnesses, suspects and juveniles. What is written here becomes the request.",
            limit=3000,
            multiline=True,
        ),
    ]
