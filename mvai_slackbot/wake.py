"""PostgreSQL wakes a worker: it listens on a connection of its own for what other processes have committed."""

import asyncio
from collections.abc import Callable, Collection

import structlog
from psycopg import AsyncConnection, Error, sql

from mvai_slackbot.outbox.effect_base import By
from mvai_slackbot.work import WAKE_CHANNEL

log = structlog.get_logger()
AGAIN_SECONDS = 1.0


async def listen(url: str, wake: Callable[[Collection[By]], None]) -> None:
    """Wake the carriers that each NOTIFY names, until cancelled; `url` is SQLAlchemy's. Without the server the poll goes on."""
    while True:
        try:
            await _listen_once(url.replace("postgresql+psycopg://", "postgresql://", 1), wake)
        except (Error, OSError) as fault:
            log.warning("wake.lost", error=type(fault).__name__)
        await asyncio.sleep(AGAIN_SECONDS)


async def _listen_once(url: str, wake: Callable[[Collection[By]], None]) -> None:
    async with await AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(WAKE_CHANNEL)))
        # What was committed before the listening began is found by this one look.
        wake(tuple(By))
        async for news in connection.notifies():
            wake([carrier for carrier in By if carrier in news.payload.split()])
