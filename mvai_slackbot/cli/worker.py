"""`worker`: delivery and clocks."""

import click
import structlog

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.starting import start
from mvai_slackbot.runtime import run_worker

log = structlog.get_logger()


@click.command("worker")
@plainly
def command() -> None:
    """Carry to Slack what was promised, and do what is due. As many workers as wanted may share one database."""
    start(lambda bot: run_worker(bot, started=lambda: log.info("started", how="worker")), "slack_bot_token")
