"""One gesture of a person, reduced to the fields we use."""

from pydantic import BaseModel, ConfigDict, Field

from mvai_slackbot.db import Private


class Invocation(BaseModel):
    """Who did what, where; built from Slack's payload by `payloads.py`."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    team_id: str
    user_id: str
    channel_id: str = ""
    trigger_id: str = Field("", repr=False)
    response_url: str = Field("", repr=False)
    # The message under a button or a message shortcut; its text is a person's words.
    message_ts: str = ""
    message_text: Private | None = None
    # The form that is open; a Home tab is none.
    view_id: str = ""
    # The Home tab under a button, as it stood: another after each time it is shown anew.
    home: str = ""
    # A person who confirmed a text that the guard held back.
    confirmed: bool = False
    # An event that only speaks of the user: they did nothing here, and are none of our business by that.
    about: bool = False
    # The bot itself: somebody added it to a channel.
    itself: bool = False

    @property
    def in_direct_message(self) -> bool:
        """Whether the gesture was made in a direct message (their ids start with D)."""
        return self.channel_id.startswith("D")
