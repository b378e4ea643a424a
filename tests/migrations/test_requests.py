"""Requests that were logged before they had a life of their own keep their place in it, on both databases."""

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from mvai_slackbot.db import Database, Vault
from mvai_slackbot.migrations.upgrade import upgrade

REQUEST = (
    "INSERT INTO assistance_request (id, team_id, number, incident_id, text, logged_at, source, status, areas, contact_way) "
    "VALUES (:id, 'T1', :id, :incident, :words, '2026-11-20 10:00:00+00:00', 'phone', :status, '[]', '')"
)
DECISION = (
    "INSERT INTO request_decision (request_id, body, verdict, recorded_at, how) "
    "VALUES (:request, :body, :verdict, '2026-11-20 11:00:00+00:00', 'slack')"
)
INCIDENT = (
    "INSERT INTO incident (id, team_id, drill, year, serial, number, opened_at, status, same_as, channel_name, archived, "
    "watch, watch_reason, told_waiting, agency_type, state, sworn_band, occurred_time, timezone, place_type, situation, "
    "responders_affected, partners) VALUES (1, 'T1', false, 2026, 1, 'mvai-2026-001', '2026-11-20 09:00:00+00:00', 'open', "
    "'', '', false, 'private', '', false, '', '', '', '', '', '', '', '', '[]')"
)
BEFORE = {1: ("logged", None), 2: ("logged", 1), 3: ("logged", 1), 4: ("assigned", 1), 5: ("done", 1), 6: ("closed", 1)}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of the first version with a request in each place."""
    opened = Database(database_url, Vault([Fernet.generate_key().decode()]))
    upgrade(opened, "0001")
    with opened.engine.begin() as connection:
        connection.execute(text(INCIDENT))
        for number, (status, incident) in BEFORE.items():
            told = {"id": number, "incident": incident, "words": b"sealed", "status": status}
            connection.execute(text(REQUEST), told)
        for request, body, verdict in (
            (2, "iacp", "virtual"),
            (3, "iacp", "decline"), (3, "iacp", "both"), (3, "bja", "virtual"),
            (4, "iacp", "refer"),
        ):  # fmt: skip
            connection.execute(text(DECISION), {"request": request, "body": body, "verdict": verdict})
    yield opened
    opened.dispose()


def test_each_request_stands_where_it_did(database: Database) -> None:
    """Without an incident: acknowledged; one yes: under assessment; both latest views yes: approved; the rest as it was."""
    upgrade(database)
    with database.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT id, status, approved_at IS NOT NULL FROM assistance_request ORDER BY id")
        )
        found = {number: (status, bool(approved)) for number, status, approved in rows}
        kept = connection.execute(text("SELECT count(*) FROM request_decision")).scalar()
    assert found == {
        1: ("acknowledged", False), 2: ("under-assessment", False), 3: ("approved", True), 4: ("assigned", False),
        5: ("done", False), 6: ("closed", False),
    }  # fmt: skip
    assert kept == 5
