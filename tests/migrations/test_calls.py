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
ASKED = "INSERT INTO call_asked (person_id, drill, asked_at, state, told_waiting) VALUES (:id, false, :at, 'taken', 0)"
ROSTER = "INSERT INTO sme (person_id, kind, areas, experience, home_state, timezone, travel, most, active, added_at) "
ROSTER += "VALUES (:id, 'sworn', '[]', '[]', 'TX', '', 'no', 1, true, :at)"
# Person, who changed the phone, and what it was before, earliest first; of a first value nobody knows who gave it.
CHANGES = (
    (2, 1, b"mistyped"), (2, 2, b"official"), (2, 2, b"given"), (3, 1, b"mistyped"), (4, 4, b"first"), (4, 4, b"given"),
    (7, 7, b"shared"),
)  # fmt: skip


def test_a_number_given_for_a_call_leaves_what_others_read(empty_database_url: str) -> None:
    """Given by themselves it moves, and what staff had made official comes back; corrected by staff since, it stays.

    With a call that was asked for it moves as well (5), of others (6) and of the roster (7) it stays.
    """
    database = Database(empty_database_url, Vault([Fernet.generate_key().decode()]))
    upgrade(database, "0016")
    now = datetime(2026, 11, 20, tzinfo=UTC)
    with database.engine.begin() as connection:
        for ident in range(1, 8):
            connection.execute(text(PERSON), {"id": ident, "phone": b"phone"})
            if ident not in (5, 6):
                connection.execute(text(NUMBERS), {"id": ident, "at": now})
        connection.execute(text(ASKED), {"id": 5, "at": now})
        connection.execute(text(ROSTER), {"id": 7, "at": now})
        for ident, by, words in CHANGES:
            connection.execute(text(EARLIER), {"id": ident, "words": words, "at": now, "by": by})
    upgrade(database)
    with database.engine.connect() as connection:
        both = (
            "SELECT person.id, own_phone, phone FROM person LEFT JOIN call_numbers ON person_id = person.id ORDER BY 1"
        )
        found = [tuple(row) for row in connection.execute(text(both))]
    database.dispose()
    moved, stays = (b"phone", None), (None, b"phone")
    assert found == [
        (1, *moved), (2, b"phone", b"official"), (3, *stays), (4, *moved), (5, *moved), (6, *stays), (7, *stays),
    ]  # fmt: skip
