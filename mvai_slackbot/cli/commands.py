"""`commands`: every slash command with what it does, as the README shows them."""

import click

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.features import listeners
from mvai_slackbot.manifest import command_table
from mvai_slackbot.settings import read_settings


def as_markdown(prefix: str) -> str:
    """Return the table of commands."""
    heard = [one for part in listeners(read_settings()) for one in part.all]
    rows = [f"| `{usage.replace('|', chr(92) + '|')}` | {does} |" for usage, does in command_table(heard, prefix)]
    return "\n".join(["| type | to |", "| --- | --- |", *rows])


@click.command("commands")
@plainly
def command() -> None:
    """Print every slash command with what it does."""
    click.echo(as_markdown(read_settings().command_prefix))
