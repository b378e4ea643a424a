"""`content check`: what a start would use of the data files, and what a person should look at."""

import click

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.clock import machine_now
from mvai_slackbot.content_check import explain, load
from mvai_slackbot.settings import read_settings


@click.group("content")
def command() -> None:
    """The data files: forms, schedule, phases, kinds of hard days, crisis contacts."""


@command.command("check")
@plainly
def check() -> None:
    """Check the data files as a start does, and say what would be used. Exit code 1 when a file is at fault."""
    settings = read_settings()
    load(settings.content)
    if settings.content:
        click.echo(f"Your own files are looked for in {settings.content} (MVAI_CONTENT).")
    for one in explain(machine_now().date()):
        click.echo(f"{one.name} ({one.where}): {one.says}")
        for to_do in one.to_do:
            click.echo(f"    to do: {to_do}")
