"""`manifest`: what to give Slack when the app is made there."""

from pathlib import Path

import click

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.manifests import KINDS, PLACEHOLDER, committed_settings, text_of
from mvai_slackbot.errors import Refused
from mvai_slackbot.settings import read_settings


@click.command("manifest")
@click.argument("kind", type=click.Choice(KINDS), default="development")
@click.option("--check", is_flag=True, help="Compare manifests/*.json with the code; exit 1 when one differs.")
@click.option("--write", is_flag=True, help="Write manifests/*.json.")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("manifests"), show_default=True
)
@plainly
def command(kind: str, check: bool, write: bool, folder: Path) -> None:
    """Print the manifest: `development` hears over Socket Mode, `production` over HTTP at MVAI_PUBLIC_URL."""
    if not (check or write):
        settings = read_settings()
        click.echo(text_of(kind, settings), nl=False)
        if kind == "production" and not settings.public_url:
            click.echo(
                f"MVAI_PUBLIC_URL is not set, so this one names {PLACEHOLDER}: set it, and print again.", err=True
            )
        return
    settings = committed_settings()
    for each in KINDS:
        path, text = folder / f"{each}.json", text_of(each, settings)
        if write:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(f"Wrote {path}.")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise Refused(f"{path} is not what the code makes. Run: mvai-slackbot manifest --write")
    if check:
        click.echo("The manifests are what the code makes.")
