"""The floor of an acknowledgement: a bare Bolt app whose listener commits one row to the same database, and no more.

Run as a process: `python -m tests.benchmarks.bare`, with the bot's own environment.
"""

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from sqlalchemy import Connection, Engine, create_engine, event, text

INSERT = text("INSERT INTO bare (words) VALUES (:words)")


def engine_of(url: str) -> Engine:
    """Return an engine that is as safe as the bot's: on SQLite a write-ahead log, flushed to the disk at each commit."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _prepare(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA journal_mode=wal")
            connection.execute("PRAGMA synchronous=full")

    with engine.begin() as connection:
        _table(connection)
    return engine


def _table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE IF NOT EXISTS bare (words VARCHAR(4000))"))


async def main() -> None:
    """Serve until killed; the port goes to standard error, as the bot's does."""
    engine, pool = engine_of(os.environ["DATABASE_URL"]), ThreadPoolExecutor(8)
    app = AsyncApp(
        token=os.environ["SLACK_BOT_TOKEN"],
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        process_before_response=True,
    )
    app.client.base_url = os.environ["SLACK_API_URL"]

    def keep(words: str) -> None:
        with engine.begin() as connection:
            connection.execute(INSERT, {"words": words})

    @app.command("/mvai-incident")
    async def _(ack: Any, body: dict[str, Any]) -> None:
        await asyncio.get_running_loop().run_in_executor(pool, keep, body["text"])
        await ack("Saved.")

    async def hear(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    application = web.Application()
    application.router.add_post("/slack/events", hear)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stderr.write(json.dumps({"event": "started", "port": runner.addresses[0][1]}) + "\n")
    sys.stderr.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
