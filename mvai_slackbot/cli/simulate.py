"""`simulate`: workspace, page, bot and an SQLite file in one process, on this machine alone."""

import logging
from pathlib import Path

import click

from mvai_slackbot import logs
from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.simulation import Simulation, read_manifest
from mvai_slackbot.runtime import until_signal
from mvai_slackbot.scenarios import SCENARIOS

PORT = 8350
BEGINNINGS = "Where a new workspace begins. " + " ".join(f"{one.name}: {one.says}" for one in SCENARIOS.values())


@click.command("simulate")
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"Port of the page; {PORT}, or any free one when that is taken."
)
@click.option("--fresh", is_flag=True, help="Begin anew; what was there before is set aside, not deleted.")
@click.option("--scenario", type=click.Choice(list(SCENARIOS)), default="town", show_default=True, help=BEGINNINGS)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("mvai-simulate"),
              show_default=True, help="Where its records and its own keys are kept.")  # fmt: skip
@click.option("--wire", type=click.Choice(["http", "socket"]), default="http", show_default=True,
              help="How the bot hears the workspace: signed requests, or Socket Mode.")  # fmt: skip
@click.option("--no-bot", is_flag=True, help="Only the workspace, for a bot that you start yourself.")
@click.option("--manifest", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="With --no-bot: the manifest of another app, as JSON.")  # fmt: skip
@click.option("--request-url", help="With --no-bot: where that bot hears Slack over HTTP; Socket Mode otherwise.")
@click.option("--verbose", is_flag=True, help="Show a line for everything the bot hears and does.")
@plainly
def command(
    port: int | None,
    fresh: bool,
    scenario: str,
    folder: Path,
    wire: str,
    no_bot: bool,
    manifest: Path | None,
    request_url: str | None,
    verbose: bool,
) -> None:
    """Open a Slack-like workspace in the browser, with the bot in it. Nothing leaves this machine."""
    logs.set_up(readable=True, quiet=not verbose)
    # A tick that came too soon after a slow one is made up for by the next: on a busy machine that is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    if (manifest or request_url) and not no_bot:
        raise click.UsageError("--manifest and --request-url are for a bot of your own: add --no-bot.")
    simulation = Simulation(folder, SCENARIOS[scenario], say=click.echo, manifest=read_manifest(manifest))
    simulation.lay_out(fresh=fresh)
    sim = simulation.open(port, otherwise=PORT)
    try:
        if no_bot:
            until_signal(lambda: simulation.workspace_only(sim, request_url))
        else:
            until_signal(lambda: simulation.live(sim, socket=wire == "socket"))
    finally:
        sim.stop()
