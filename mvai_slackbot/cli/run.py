"""`run`: Socket Mode, everything in one process."""

import click
import structlog

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.starting import start
from mvai_slackbot.runtime import run_socket

log = structlog.get_logger()


@click.command("run")
@plainly
def command() -> None:
    """Hear Slack over Socket Mode, deliver and keep time, in this one process. An SQLite file migrates by itself."""
    start(
        lambda bot: run_socket(bot, started=lambda: log.info("started", how="socket")),
        "slack_bot_token",
        "slack_app_token",
        migrates=True,
    )
