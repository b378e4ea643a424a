"""The one error that carries words for a person."""


class Refused(Exception):
    """What a person asked cannot be done; `text` says why and what to type or press next (mrkdwn)."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
