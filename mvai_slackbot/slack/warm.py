"""Connections opened ahead: each costs a handshake, and what follows a new channel goes out on several at once."""

import asyncio
from contextlib import suppress

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

# How long an idle connection is kept, in seconds.
KEPT_SECONDS = 60
# Invitation, card, topic, bookmark; the channel itself has a connection already.
SIDE_BY_SIDE = 4
OPEN_SECONDS = 5.0


class Warm:
    """Opens connections while Slack makes a channel, unless that was done a moment ago."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._until = 0.0
        self._opening: set[asyncio.Task[None]] = set()

    def ahead(self) -> None:
        """Begin to open them; nobody waits for it, and a failure is no loss."""
        now = asyncio.get_running_loop().time()
        if now < self._until:
            return
        self._until = now + KEPT_SECONDS / 2
        for _ in range(SIDE_BY_SIDE):
            task = asyncio.create_task(self._open())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self) -> None:
        with suppress(SlackApiError, ClientError, TimeoutError, OSError):
            async with asyncio.timeout(OPEN_SECONDS):
                await self._client.api_test()
