"""A number that was given for a call moves to where only who calls reads it; what staff put on record stays theirs."""

from datetime import UTC, datetime

from cryptography.fernet import Fernet
from sqlalchemy import text

from mvai_slackbot.db import Database, Vault
from mvai_slackbot.migrations.upgrade import upgrade

PERSON = "INSERT INTO person (id, team_id, user_id, name, phone, prefers, timezone, guest, outside, deactivated) "
PERSON += "VALUES (:id, 'T1', :id, 'name', :phone, '', '', false, false, false)"
NUMBERS = "INSERT INTO call_numbers (person_id, at) VALUES (:id, :at)"
EARLIER = (
    "INSERT INTO person_earlier (person_id, field, words, until, changed_by) VALUES (:id, 'phone', :words, :at, :by)"
)
# By person: who changed the phone last, and what it was before; without a word of that nobody knows who gave it.
LAST = {2: (2, b"official"), 3: (1, b"mistyped")}


def test_a_number_given_for_a_call_leaves_what_others_read(empty_database_url: str) -> None:
    """Given by themselves it moves, and what it had replaced comes back; corrected by staff since, it stays."""
    database = Database(empty_database_url, Vault([Fernet.generate_key().decode()]))
    upgrade(database, "0016")
    now = datetime(2026, 11, 20, tzinfo=UTC)
    with database.engine.begin() as connection:
        for ident in (1, 2, 3):
            connection.execute(text(PERSON), {"id": ident, "phone": b"phone"})
            connection.execute(text(NUMBERS), {"id": ident, "at": now})
        for ident, (by, words) in LAST.items():
            connection.execute(text(EARLIER), {"id": ident, "words": words, "at": now, "by": by})
    upgrade(database)
    with database.engine.connect() as connection:
        both = "SELECT person.id, own_phone, phone FROM person JOIN call_numbers ON person_id = person.id ORDER BY 1"
        found = [tuple(row) for row in connection.execute(text(both))]
    database.dispose()
    assert found == [(1, b"phone", None), (2, b"phone", b"official"), (3, None, b"phone")]
