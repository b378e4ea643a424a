"""`run`, with a delivery that waits for no rate limit: `python -m tests.benchmarks.unpaced`, for counting memory only."""

import structlog

from mvai_slackbot.app import Bot
from mvai_slackbot.cli.starting import start
from mvai_slackbot.runtime import run_socket
from mvai_slackbot.slack.pace import Pace

log = structlog.get_logger()


def main() -> None:
    """Start as `mvai-slackbot run` does."""
    start(_unpaced, "slack_bot_token", "slack_app_token", migrates=True)


async def _unpaced(bot: Bot) -> None:
    bot.pace = Pace(per_minute={})
    await run_socket(bot, started=lambda: log.info("started", how="socket"))


if __name__ == "__main__":
    main()
