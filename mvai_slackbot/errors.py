"""The errors that carry words for a person."""


class Refused(Exception):
    """What a person asked cannot be done; `text` says why and what to type or press next (mrkdwn)."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotAllowed(Refused):
    """Somebody may not do this; whom it is for, and where to look instead."""


class Unclear(Refused):
    """It is not clear which place is meant; each choice is a label and the channel the same words would mean there."""

    def __init__(self, text: str, choices: list[tuple[str, str]]) -> None:
        super().__init__(text)
        self.choices = choices
