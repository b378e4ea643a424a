"""`texts`: the catalogue of every text the bot can show."""

from pathlib import Path

import click

import mvai_slackbot
from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.errors import Refused
from mvai_slackbot.texts import CATALOGUE, dump, renew

PACKAGE = Path(mvai_slackbot.__file__).parent


@click.command("texts")
@click.option("--write", is_flag=True, help="Write the catalogue anew; texts that changed lose their reviews.")
@plainly
def command(write: bool) -> None:
    """Compare the catalogue of texts with the code, or write it anew."""
    path = PACKAGE / "content" / CATALOGUE
    texts = renew(PACKAGE)
    if write:
        path.write_text(dump(texts), encoding="utf-8")
        click.echo(f"{len(texts)} texts; {sum(1 for text in texts if not text.reviewed_by)} nobody has reviewed.")
    elif path.read_text(encoding="utf-8") != dump(texts):
        raise Refused("The catalogue is not what the code says. Run: mvai-slackbot texts --write")
