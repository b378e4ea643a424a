"""`web`: the HTTP front."""

import click
import structlog

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.starting import start
from mvai_slackbot.runtime import run_web

log = structlog.get_logger()


@click.command("web")
@plainly
def command() -> None:
    """Hear Slack over HTTP at /slack/events; /healthz, /readyz and /metrics beside it. Start a worker too."""
    start(
        lambda bot: run_web(bot, started=lambda port: log.info("started", how="web", port=port)),
        "slack_bot_token",
        "slack_signing_secret",
    )
