"""`migrate`: the one command that needs alembic."""

import click

from mvai_slackbot.app import open_database
from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.db_schema import HEAD, stored_revision
from mvai_slackbot.errors import Refused
from mvai_slackbot.migrations.upgrade import upgrade
from mvai_slackbot.settings import read_settings


@click.command("migrate")
@plainly
def command() -> None:
    """Bring the database of DATABASE_URL to this version's schema. Nothing is lost; twice does no more than once."""
    database = open_database(read_settings())
    try:
        before = stored_revision(database)
        if before == HEAD:
            click.echo(f"The schema is {HEAD} already.")
            return
        if before is not None and before > HEAD:
            raise Refused(f"The schema is {before}, newer than this version's {HEAD}. Install the newer version.")
        upgrade(database)
        click.echo(f"The schema is {HEAD} now (before: {before or 'no tables'}).")
    finally:
        database.dispose()
