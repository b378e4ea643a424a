"""What our own records say: schema, keys, and whether somebody is on call."""

from collections.abc import Iterator

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.exc import DBAPIError

from mvai_slackbot.app import open_database
from mvai_slackbot.clock import SystemClock
from mvai_slackbot.db import Database
from mvai_slackbot.db_schema import HEAD, require_head
from mvai_slackbot.doctor.finding import Finding, act, look, well
from mvai_slackbot.doctor.reach import look_at_reach
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service
from mvai_slackbot.people.models import Role
from mvai_slackbot.rekeying import private_columns
from mvai_slackbot.settings import Settings

KEY_STEP = (
    "Put the earlier key back, behind the newest: MVAI_ENCRYPTION_KEYS=newest,earlier. Then run: mvai-slackbot rekey"
)


def look_at_records(settings: Settings, team_id: str, *, page: bool = False) -> list[Finding]:
    """Look at the database; what cannot be looked at without the schema is left out. `page`: send a test message."""
    try:
        database = open_database(settings)
    except Refused as refusal:
        return [act("Keys", refusal.text.partition(" Make one with")[0], "Run: mvai-slackbot new-key")]
    try:
        found = list(_findings(settings, database, team_id))
    finally:
        database.dispose()
    reads = found[-1].what == "On call"
    return [*found, *look_at_reach(settings, team_id, page=page)] if reads else found


def _findings(settings: Settings, database: Database, team_id: str) -> Iterator[Finding]:
    try:
        require_head(database)
    except Refused as refusal:
        yield act("Schema", refusal.text.partition(" Run:")[0], "Run: mvai-slackbot migrate")
        return
    except DBAPIError as error:
        yield act("Schema", f"The database does not answer ({type(error.orig).__name__}).", "Check DATABASE_URL.")
        return
    yield well("Schema", f"It is this version's ({HEAD}).")
    keys = _keys(settings, database)
    yield keys
    if keys.state != "act" and team_id:
        yield from _people(settings, database, team_id)


def _keys(settings: Settings, database: Database) -> Finding:
    newest = 0
    with database.read() as session:
        for table, column in private_columns():
            raw = type_coerce(column, LargeBinary)
            order = table.primary_key.columns.values()[0]
            # The oldest and the newest row of each column: keys change over time, never within a moment.
            for row in (order.asc(), order.desc()):
                sealed = session.execute(select(raw).where(column.is_not(None)).order_by(row).limit(1)).scalar()
                if sealed is None:
                    continue
                try:
                    database.vault.open(bytes(sealed))
                except Refused:
                    return act("Keys", f"No key opens a stored text ({table.name}.{column.name}).", KEY_STEP)
                newest += 1
    if newest == 0:
        return well("Keys", "They are well formed; nothing is stored yet that they would have to open.")
    return well("Keys", f"{len(settings.encryption_keys)} of them; stored texts open.")


def _people(settings: Settings, database: Database, team_id: str) -> Iterator[Finding]:
    now = SystemClock().now()
    with database.read() as session:
        administrators = service.list_holders(session, team_id, Role.ADMINISTRATOR)
        on_call = service.list_on_call(session, team_id, now)
    prefix = settings.command_prefix
    if not administrators and not settings.admins:
        yield act(
            "Administrators", "There is none.", "Set MVAI_ADMINS to the Slack user id of the first administrator."
        )
    else:
        yield well("Administrators", f"{max(len(administrators), len(settings.admins))}.")
    if not on_call:
        says = "Nobody. Leaders are told so, and are not asked the safety question."
        yield act(
            "On call", says, f"In Slack: /{prefix} on-call @name, and a second person: /{prefix} on-call @name second"
        )
    elif len(on_call) == 1:
        step = f"In Slack: /{prefix} on-call @name second"
        yield look("On call", "One person, and nobody second when the first does not answer.", step)
    else:
        yield well("On call", f"{len(on_call)} people.")
