"""Show one person's Home tab: an effect of its own, since what it shows is made for one pair of eyes."""

from typing import Literal

from mvai_slackbot.message import Block
from mvai_slackbot.outbox.effect_base import EffectBase


class PublishHome(EffectBase):
    """Put these blocks on one person's Home tab, in the place of what stood there; of several that wait the latest wins."""

    kind: Literal["publish_home"] = "publish_home"
    person: str
    blocks: list[Block]

    @property
    def lane(self) -> str:
        return lane_of(self.person)

    @property
    def key(self) -> str:
        return lane_of(self.person)


def lane_of(user_id: str) -> str:
    """Return the lane of one person's Home tab: nothing else waits in it, and it waits for nothing else."""
    return f"home:{user_id}"
