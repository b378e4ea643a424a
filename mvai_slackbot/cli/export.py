"""`export`: one incident as JSON."""

import json
import sys
from pathlib import Path

import click

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.private_file import write_private
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.clock import SystemClock
from mvai_slackbot.privacy.service import export_incident
from mvai_slackbot.settings import read_settings
from mvai_slackbot.work import Actor, Work


@click.command("export")
@click.argument("number")
@click.option(
    "--by", required=True, metavar="USER_ID", help="Slack user id of the auditor or administrator who exports."
)
@click.option(
    "--full", is_flag=True, help="With what leaders said of their own capacity, and notes; administrators only."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file, readable by you alone; else printed."
)
@plainly
def command(number: str, by: str, full: bool, out: Path | None) -> None:
    """Write one incident as JSON: mvai-slackbot export mvai-2026-014 --by U0123ABCD. Every export is logged."""
    settings = read_settings()
    database = opened(settings)
    try:
        with database.write() as session:
            work = Work(session, SystemClock().now(), Actor(), "")
            document = export_incident(work, number, by=by, full=full, admins=settings.admins)
        # Only now, with the log committed: there is no copy that nobody knows of.
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    finally:
        database.dispose()
    if out is None:
        sys.stdout.write(text)
        return
    write_private(out, text.encode())
    click.echo(f"Wrote {out}. It holds private words: keep it where records are kept.")
