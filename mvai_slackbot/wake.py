"""PostgreSQL wakes a worker: it listens on a connection of its own for what other processes have committed."""

import asyncio
from collections.abc import Callable

import structlog
from psycopg import AsyncConnection, Error, sql

from mvai_slackbot.work import WAKE_CHANNEL

log = structlog.get_logger()
AGAIN_SECONDS = 1.0


async def listen(url: str, wake: Callable[[], None]) -> None:
    """Call `wake` at each NOTIFY until cancelled; `url` is SQLAlchemy's. While the server is away the poll goes on."""
    while True:
        try:
            await _listen_once(url.replace("postgresql+psycopg://", "postgresql://", 1), wake)
        except (Error, OSError) as fault:
            log.warning("wake.lost", error=type(fault).__name__)
        await asyncio.sleep(AGAIN_SECONDS)


async def _listen_once(url: str, wake: Callable[[], None]) -> None:
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(WAKE_CHANNEL)))
        # What was committed before the listening began is found by this one look.
        wake()
        async for _ in connection.notifies():
            wake()
