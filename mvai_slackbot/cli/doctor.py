"""`doctor`: looks at everything a start depends on, and says in plain words what to do next."""

import asyncio

import click

from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.doctor import Finding, examine
from mvai_slackbot.settings import read_settings

MARKS = {"well": "ok    ", "look": "look  ", "act": "to do "}


@click.command("doctor")
@click.option("--try", "trial", is_flag=True, help="Also create a private channel in Slack and archive it again.")
@click.option("--page", is_flag=True, help="Also send a test to whoever is on call, by every way that wakes a phone.")
@plainly
def command(trial: bool, page: bool) -> None:
    """Look at tokens, scopes, clock, schema, keys, people on call and texts. Exit code 1 when something needs doing."""
    findings = asyncio.run(examine(read_settings(), trial=trial, page=page))
    for finding in findings:
        click.echo(_line(finding))
    if any(finding.state == "act" for finding in findings):
        raise SystemExit(1)


def _line(finding: Finding) -> str:
    step = f"\n        Next: {finding.next_step}" if finding.next_step else ""
    return f"{MARKS[finding.state]}{finding.what}: {finding.says}{step}"
