"""A process that looks at the clock again and again until it is killed; it delivers nothing."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from mvai_slackbot.app import build
from mvai_slackbot.settings import Settings


class Standing:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the moment at which it stands."""
        return self.at


def tick(values: dict[str, Any], at: datetime, log: Path) -> None:
    """Tick as `worker` does, on and on."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    bot = build(Settings(_env_file=None, **values), clock=Standing(at))

    async def forever() -> None:
        while True:
            await bot.alarm.tick()
            await asyncio.sleep(0.1)

    asyncio.run(forever())
