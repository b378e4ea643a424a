"""`rekey`: every stored text anew with the newest key, so that an earlier key can be dropped."""

import click

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.rekeying import rekey
from mvai_slackbot.settings import read_settings


@click.command("rekey")
@plainly
def command() -> None:
    """Encrypt every stored text with the first of MVAI_ENCRYPTION_KEYS. The bot may go on running meanwhile."""
    database = opened(read_settings())
    try:
        count = rekey(database)
    finally:
        database.dispose()
    click.echo(f"{count} stored texts are under the newest key. When every process has it, the earlier keys can go.")
