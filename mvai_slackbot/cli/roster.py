"""`roster`: the roster of SMEs in from a CSV file, and out to one."""

from pathlib import Path

import click

from mvai_slackbot import features
from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.private_file import write_private
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.clock import SystemClock
from mvai_slackbot.db import Database
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Role
from mvai_slackbot.settings import Settings, read_settings
from mvai_slackbot.smes.roster import csv_roster
from mvai_slackbot.smes.words import kind_options
from mvai_slackbot.work import Actor, Announcers, Works

MOST_FAULTS = 50
BY = click.option(
    "--by", required=True, metavar="USER_ID", help="Slack user id of the coordinator or administrator who does it."
)


@click.group("roster")
def command() -> None:
    """Keep the roster of SMEs in a spreadsheet: export, change, import. Contact details are never printed."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@BY
@click.option("--write", is_flag=True, help="Save it. Without this, it only says what would change.")
@click.option(
    "--looked-at", is_flag=True, help="Keep words that may name or describe a person: you have looked at them."
)
@plainly
def bring_in(file: Path, by: str, write: bool, looked_at: bool) -> None:
    """Say for each row what would change; with --write, change all of it or nothing.

    A column that is not in the file stays as it is; an empty cell empties the field.
    """
    settings = read_settings()
    table = csv_roster.read_table(file.read_bytes())
    database = opened(settings)
    try:
        works = _works(settings, database)
        kinds = kind_options(settings.sme_kinds)
        with works.begin() if write else works.read() as work:
            person = csv_roster.may_keep(work, by, settings.admins)
            # From here on it is their doing, in their workspace.
            work.actor, work.team_id = Actor(person.id), person.team_id
            planned = csv_roster.plan(work, table, kinds, looked_at=looked_at)
            if write and not planned.faults:
                csv_roster.save(work, planned)
    finally:
        database.dispose()
    # Only now, with everything committed.
    _tell(planned, done=write and not planned.faults)
    if planned.faults:
        raise Refused("Nothing was saved.")
    if not write:
        click.echo("Nothing is saved yet. To save it, type the same with --write.")


def _tell(planned: csv_roster.Plan, *, done: bool) -> None:
    for row in planned.changed:
        what = "new" if row.new else "changes"
        click.echo(f"row {row.number} · {row.owner.shown} · {what}: {'; '.join(row.changes)}")
    for fault in planned.faults[:MOST_FAULTS]:
        click.echo(fault, err=True)
    if len(planned.faults) > MOST_FAULTS:
        click.echo(f"and {len(planned.faults) - MOST_FAULTS:,} more like these", err=True)
    new = sum(1 for row in planned.changed if row.new)
    changed, same = len(planned.changed) - new, len(planned.rows) - len(planned.changed)
    verb = "saved" if done else "can be read"
    total = len(planned.rows)
    click.echo(
        f"{total:,} {'row' if total == 1 else 'rows'} {verb}: {new:,} new, {changed:,} changed, {same:,} as before."
    )
    if planned.faults:
        click.echo(f"{len(planned.faults):,} to mend.", err=True)


@command.command("export")
@BY
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A file, readable by you alone."
)
@click.option(
    "--full",
    is_flag=True,
    help="With people's own words, support persons, and who has no Slack account; administrators only.",
)
@plainly
def give_out(by: str, out: Path, full: bool) -> None:
    """Write the roster as a CSV file that import takes back; who has no Slack account stands in a --full one only."""
    settings = read_settings()
    database = opened(settings)
    try:
        with _works(settings, database).read() as work:
            person = csv_roster.may_keep(work, by, settings.admins)
            administrator = person.user_id in settings.admins or Role.ADMINISTRATOR in people.roles_of(
                work.session, person.id
            )
            if full and not administrator:
                raise Refused("Only an administrator may ask for a full export.")
            work.team_id = person.team_id
            text = csv_roster.write_table(work, full=full)
    finally:
        database.dispose()
    write_private(out, text.encode("utf-8-sig"))
    click.echo(f"Wrote {out}: {text.count(chr(10)) - 1:,} rows. It holds names: keep it where records are kept.")


def _works(settings: Settings, database: Database) -> Works:
    announcers = Announcers()
    for part in features.announcers(settings):
        announcers.include(part)
    return Works(database, SystemClock(), announcers, features.READERS)
