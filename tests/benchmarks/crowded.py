"""`run` at a moment at which many plans are due, in scaled time: `python -m tests.benchmarks.crowded <scale>`."""

import sys
from datetime import UTC, datetime

import structlog

from mvai_slackbot import logs, scheduler
from mvai_slackbot.app import build
from mvai_slackbot.runtime import run_socket, until_signal
from mvai_slackbot.settings import read_settings
from mvai_slackbot.slack.pace import MINUTE, Pace
from tests.checkins.crowd import due_at

log = structlog.get_logger()


class Ahead:
    """A clock that began to run at the moment everybody is due."""

    def __init__(self) -> None:
        self.ahead = due_at() - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC) + self.ahead


def main(scale: float) -> None:
    """Start as `run` does, with ticks and limits as much shorter as Slack's."""
    scheduler.TICK_SECONDS = scheduler.TICK_SECONDS / scale  # type: ignore[assignment]  # shorter than a second here
    logs.set_up(readable=False)
    bot = build(read_settings(), clock=Ahead())
    bot.pace = Pace(minute=MINUTE / scale)
    until_signal(lambda: run_socket(bot, started=lambda: log.info("started", how="socket")))


if __name__ == "__main__":
    main(float(sys.argv[1]))
