"""A finished Slack message as data: what may be stored, encrypted, and sent later."""

from typing import Any

from pydantic import BaseModel, ConfigDict

# A block as Slack's JSON; it was checked when it was built, so nothing above needs its inside.
Block = dict[str, Any]


class Message(BaseModel):
    """Text that can be read aloud, and the blocks that show the same with buttons."""

    model_config = ConfigDict(frozen=True)

    text: str
    blocks: list[Block] = []
