"""The process that dies: the product's own parts, and a hand on its commits."""

import asyncio
import os
import signal
import threading
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session, configure_mappers

from mvai_slackbot.app import Bot, build, open_database
from mvai_slackbot.runtime import readiness
from mvai_slackbot.settings import Settings
from mvai_slackbot.web.front import Front, serve
from tests.crashes.points import Names, Point
from tests.statements import inherit_statements

# Done once in the server that forks, so that no process spends its start on it.
configure_mappers()
# Long enough for a call on a busy machine, short enough to be waited for. The process that comes after keeps the product's.
VICTIMS_LEASE = timedelta(seconds=2)


def live(
    values: dict[str, Any], ahead: timedelta, point: Point | None, doomed: bool, log: Path, pipe: Connection
) -> None:
    """Run the bot until killed; tell the port, and with `doomed` the names of its commits, through the pipe."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    if doomed:
        _Hand(point, pipe).take_hold()
    settings = Settings(_env_file=None, **values)
    bot = build(settings, clock=_Ahead(ahead), database=inherit_statements(open_database(settings)))
    if doomed:
        bot.lease = VICTIMS_LEASE
    asyncio.run(_main(bot, pipe))


class _Ahead:
    """The clock of the workspace, which stands in another week."""

    def __init__(self, ahead: timedelta) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        """Return the present moment of the workspace."""
        return datetime.now(UTC) + self.ahead


class _Hand:
    """Names each commit, and kills at the one that was chosen."""

    def __init__(self, point: Point | None, pipe: Connection) -> None:
        self.point = point
        self.pipe = pipe
        self.lock = threading.Lock()
        self.left = point.number if point is not None else 0

    def take_hold(self) -> None:
        """Listen to every session of this process."""
        event.listen(Session, "before_commit", self._before)
        event.listen(Session, "after_commit", self._after)
        event.listen(Session, "before_flush", self._note)

    def _note(self, session: Session, _context: object, _instances: object) -> None:
        session.info.setdefault("names", Names()).note(session)

    def _before(self, session: Session) -> None:
        session.flush()
        names: list[str] = session.info.pop("names", Names()).all()
        with self.lock:
            if self.point is None and names:
                self.pipe.send(("commit", names[0]))
            elif self.point is None:
                return
            elif self.point.place == "commit" and self.point.what in names:
                self.left -= 1
                if self.left == 0:
                    session.info["dies"] = True
                    if self.point.when == "before":
                        os.kill(os.getpid(), signal.SIGKILL)

    def _after(self, session: Session) -> None:
        if session.info.get("dies"):
            os.kill(os.getpid(), signal.SIGKILL)


async def _main(bot: Bot, pipe: Connection) -> None:
    ended = asyncio.Event()
    # The test's process holds the other end: when that is gone, so are we.
    asyncio.get_running_loop().add_reader(pipe.fileno(), ended.set)
    async with AsyncExitStack() as stack:
        await bot.start()
        stack.push_async_callback(bot.stop)
        assert bot.app is not None
        front = Front(bot.app, lambda: readiness(bot), bot.metrics.registry)
        runner, port = await serve(front.build(), "127.0.0.1", 0)
        stack.push_async_callback(runner.cleanup)
        pipe.send(("port", port))
        await ended.wait()
