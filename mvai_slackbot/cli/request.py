"""`request`: requests for assistance on the command line, for the day Slack is down; and lists of them as files."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from mvai_slackbot import features
from mvai_slackbot.cli.faults import plainly
from mvai_slackbot.cli.private_file import write_private
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.clock import SystemClock
from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.incidents.forms_county import county_meant, with_state
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.people.service import roles_of
from mvai_slackbot.privacy.request_export import export_requests
from mvai_slackbot.requests import service, words
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.deciding.targets import list_late
from mvai_slackbot.requests.following import listing
from mvai_slackbot.requests.models import Asker, AssistanceRequest, Source
from mvai_slackbot.settings import Settings, read_settings
from mvai_slackbot.work import Actor, Announcers, Work, Works

BY = click.option("--by", required=True, metavar="USER_ID", help="Your own Slack user id: it says who did this.")
# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.group("request")
def command() -> None:
    """Write down a request, list requests, and export them: without Slack, on the machine that holds the records."""


@contextmanager
def _work(settings: Settings, by: str) -> Iterator[Work]:
    """Begin a piece of work as somebody of staff; what Slack is to hear waits until it is there again."""
    database = opened(settings)
    try:
        announcers = Announcers()
        for part in features.announcers(settings):
            announcers.include(part)
        works = Works(database, SystemClock(), announcers, features.READERS)
        with works.read() as reading:
            person = _staff(reading, by, settings)
        works.team_id = person.team_id
        with works.begin(Actor(person.id)) as work:
            yield work
    finally:
        database.dispose()


def _staff(work: Work, by: str, settings: Settings) -> Person:
    user_id = by.strip().removeprefix("<@").removesuffix(">")
    person = work.session.scalar(select(Person).where(Person.user_id == user_id, Person.deactivated.is_(False)))
    if person is None:
        raise Refused(f"Nobody with the Slack user id {user_id} is on record. It is in their profile, Copy member ID.")
    roles = roles_of(work.session, person.id) | ({Role.ADMINISTRATOR} if user_id in settings.admins else set())
    if not roles & STAFF:
        raise Refused("That is for program staff: coordinators and administrators.")
    return person


@command.command("log")
@click.argument("text", default="-")
@BY
@click.option("--name", default="", help="Who asks.")
@click.option("--rank", default="", help="Their rank or title.")
@click.option("--agency", default="", help="Their agency.")
@click.option("--phone", default="", help="Their phone.")
@click.option("--email", default="", help="Their official e-mail.")
@click.option("--asker", type=click.Choice([one.value for one in Asker]), default=Asker.AGENCY.value, show_default=True)
@click.option("--state", default="", metavar="OH", help="State, two letters.")
@click.option("--county", default="", metavar="NAME", help="County, parish or independent city.")
@click.option("--place", default="", help="Town or county; no address.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day it happened.")
@click.option("--keep", is_flag=True, help="Keep the words although they may name or describe a person.")
@plainly
def log(text: str, by: str, *, keep: bool, **told: Any) -> None:
    """Write down a request that came in: mvai-slackbot request log "A victim services lead" --by U0123ABCD.

    Without TEXT the words are read from standard input. It becomes the same draft as every other request from outside:
    staff accept it in Slack as soon as Slack is there, and are told then.
    """
    said = sys.stdin.read() if text == "-" else text
    _look(said, *(str(told[name]) for name in ("place", "name", "rank", "agency", "phone")), keep=keep)
    with _work(read_settings(), by) as work:
        request = service.receive_request(
            work, said, requester=_contact(told), source=Source.COMMAND_LINE, **_columns(told)
        )
        number = request.number
    click.echo(f"Received as request {number}. Staff are told in Slack as soon as it is there.")


def _look(*said: str, keep: bool) -> None:
    trouble = list(dict.fromkeys(what for one in said for what in find_trouble(one)))
    if trouble and not keep:
        raise Refused(
            f"It looks as if this holds {' and '.join(trouble)}. Nothing was saved. Please take that out, or add --keep "
            "if it is meant."
        )


def _contact(told: dict[str, Any]) -> Contact | None:
    details = {name: str(told[name]) for name in ("name", "rank", "agency", "phone", "email") if told[name]}
    if details and "name" not in details:
        raise Refused("Please give the name of who asks too: --name")
    return Contact(details=details) if details else None


def _columns(told: dict[str, Any]) -> dict[str, Any]:
    state, day = str(told["state"]).upper(), told["day"]
    if state and not (len(state) == 2 and state.isascii() and state.isalpha()):
        raise Refused("--state takes two letters, for example OH.")
    try:
        county = county_meant(str(told["county"]), state) if told["county"] else ""
    except ValueError as fault:
        raise Refused(f"--county: {fault}") from None
    place = Private.of(str(told["place"]).strip())
    found: dict[str, Any] = {"asker": Asker(str(told["asker"])), "state": state, "county": county, "place": place}
    found = with_state(found)
    return found | ({"occurred_on": day.date()} if day is not None else {})


@command.command("list")
@click.argument("asked", nargs=-1)
@BY
@plainly
def show_list(asked: tuple[str, ...], by: str) -> None:
    """List requests: mvai-slackbot request list assessment over 4h --by U0123ABCD."""
    search = _search(asked)
    with _work(read_settings(), by) as work:
        found = listing.find(work, search)
        incidents = listing.incidents_of(work, found)
        for request in found:
            incident = incidents.get(request.incident_id or 0)
            click.echo(_line(work, request, incident.number if incident is not None else "no incident yet"))
    if not found:
        click.echo("No request matches.")


def _line(work: Work, request: AssistanceRequest, place: str) -> str:
    late = [f"{what} was due {at:%Y-%m-%d %H:%M} UTC" for what, at in list_late(request, work.now)]
    first = f"{request.number:>5}  {request.logged_at:%Y-%m-%d %H:%M}  {place:<20} {words.standing(request)}"
    return "; ".join((first, *late))


@command.command("show")
@click.argument("number", type=int)
@BY
@plainly
def show(number: int, by: str) -> None:
    """Show one request with whom to call: mvai-slackbot request show 7 --by U0123ABCD."""
    with _work(read_settings(), by) as work:
        request = service.get_request(work, number)
        incident = service.incident_of(work.session, request)
        click.echo(_line(work, request, incident.number if incident is not None else "no incident yet").strip())
        click.echo(request.text.reveal())
        for person_id in (request.requester_id, request.second_contact_id):
            person = service.contact_of(work.session, person_id)
            if person is not None:
                ways = [way.reveal() for way in (person.phone, person.email) if way is not None]
                click.echo("Call: " + " · ".join((person.title, *ways)))


@command.command("export")
@click.argument("asked", nargs=-1)
@BY
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A file, readable by you alone; else printed."
)
@plainly
def export(asked: tuple[str, ...], by: str, kind: str, out: Path | None) -> None:
    """Write requests as CSV or JSON, for an auditor or administrator. Every export is logged."""
    settings, search = read_settings(), _search(asked)
    database = opened(settings)
    try:
        with database.write() as session:
            work = Work(session, SystemClock().now(), Actor(), "")
            rows = export_requests(work, search, by=by, admins=settings.admins)
        # Only now, with the log committed: there is no copy that nobody knows of.
        text = _csv(rows) if kind == "csv" else json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
    finally:
        database.dispose()
    if out is None:
        sys.stdout.write(text)
        return
    write_private(out, text.encode())
    click.echo(f"Wrote {len(rows)} requests to {out}. It holds private words: keep it where records are kept.")


def _search(asked: tuple[str, ...]) -> listing.Search:
    fields, left = listing.read_words(" ".join(asked))
    if left:
        raise Refused(f"Nothing is known by the word {left[0]}. For example: open, assessment, late, over 4h.")
    return listing.Search(**fields)  # type: ignore[arg-type]  # read_words returns fields of a search


def _csv(rows: list[dict[str, object]]) -> str:
    if not rows:
        return ""
    written = io.StringIO()
    table = csv.DictWriter(written, fieldnames=list(rows[0]))
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    said = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{said}" if said.startswith(FORMULA) else said
