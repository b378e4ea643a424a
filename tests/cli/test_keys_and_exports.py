"""`rekey` lets an earlier key be dropped; `export` gives one incident to those who may have it, and remembers that."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet
from sqlalchemy import select

from mvai_slackbot import features
from mvai_slackbot.__main__ import main
from mvai_slackbot.db import Database, Private, PrivateText, Vault
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import HiddenIncident, Part, PartHeld, Person, Role, RoleHeld
from mvai_slackbot.privacy.contents import PRIVATE
from mvai_slackbot.privacy.gathering import PERSON, belonging
from mvai_slackbot.privacy.models import ExportLog
from mvai_slackbot.rekeying import private_columns, rekey

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = "a hall near the station"
OLD = Fernet.generate_key().decode()
NEW = Fernet.generate_key().decode()
KNOWN = features


def person(user_id: str, name: str) -> Person:
    """Return somebody with an e-mail address and a phone."""
    return Person(
        team_id="T1", user_id=user_id, name=Private(name), email=Private("x@example.org"), phone=Private("555-0100")
    )


@pytest.fixture
def records(migrated_url: str) -> Iterator[str]:
    """A database with one incident, its chief, an auditor, an administrator and somebody else; sealed with the old key."""
    database = Database(migrated_url, Vault([OLD]))
    with database.write() as session:
        rows = {
            user: person(user, name) for user, name in (("UA", "Aud"), ("UR", "Root"), ("UO", "Else"), ("UC", "Pat"))
        }
        session.add_all(rows.values())
        session.flush()
        for user, role in (("UA", Role.AUDITOR), ("UR", Role.ADMINISTRATOR)):
            session.add(RoleHeld(person_id=rows[user].id, role=role, since=NOW, given_by=None))
        incident = Incident(
            team_id="T1", drill=False, year=2026, serial=14, number="mvai-2026-014", description=Private(WORDS),
            opened_at=NOW, opened_by=rows["UR"].id,
        )  # fmt: skip
        session.add(incident)
        session.flush()
        session.add(PartHeld(incident_id=incident.id, person_id=rows["UC"].id, part=Part.LEADER, since=NOW))
    yield migrated_url
    database.dispose()


def test_after_rekey_the_earlier_key_can_be_dropped(records: str) -> None:
    """Every encrypted column of every table is rewritten: then the new key alone opens all of it."""
    with pytest.raises(Refused, match="Put the earlier key back"):
        words_under(records, [NEW])
    env = {"DATABASE_URL": records, "MVAI_ENCRYPTION_KEYS": f"{NEW},{OLD}"}
    told = CliRunner().invoke(main, ["rekey"], env=env)
    assert told.exit_code == 0, told.output
    assert words_under(records, [NEW]) == WORDS
    database = Database(records, Vault([NEW]))
    assert rekey(database) == 1 + 4 * 3
    database.dispose()


def test_rekey_without_the_earlier_key_changes_nothing(records: str) -> None:
    """One line that says to put the key back; what was stored still opens with it."""
    told = CliRunner().invoke(main, ["rekey"], env={"DATABASE_URL": records, "MVAI_ENCRYPTION_KEYS": NEW})
    assert told.exit_code == 1
    assert "Put the earlier key back" in told.output
    assert words_under(records, [OLD]) == WORDS


def words_under(url: str, keys: list[str]) -> str:
    """Return the incident's description as these keys open it."""
    database = Database(url, Vault(keys))
    try:
        with database.read() as session:
            description = session.scalars(select(Incident)).one().description
            return description.reveal() if description else ""
    finally:
        database.dispose()


def export(records: str, *words: str) -> Result:
    """Run the command."""
    env = {"DATABASE_URL": records, "MVAI_ENCRYPTION_KEYS": OLD}
    return CliRunner().invoke(main, ["export", "mvai-2026-014", *words], env=env)


def exports(records: str) -> list[tuple[int, bool]]:
    """Return the export log."""
    database = Database(records, Vault([OLD]))
    try:
        with database.read() as session:
            return [(one.person_id, one.full) for one in session.scalars(select(ExportLog).order_by(ExportLog.id))]
    finally:
        database.dispose()


def test_an_auditor_gets_the_incident_without_contact_details(records: str) -> None:
    """The rows of the incident and of the people it names; what is withheld is named; the export is logged."""
    told = export(records, "--by", "UA")
    assert told.exit_code == 0, told.output
    document: dict[str, Any] = json.loads(told.output)
    assert document["tables"]["incident"][0]["description"] == WORDS
    assert {one["name"] for one in document["tables"]["person"]} == {"Pat", "Root"}
    assert "555-0100" not in told.output
    assert {"person.phone", "checkin_answer.said", "checkin_answer.own"} <= set(document["withheld"])
    assert "report_alert.rules" in document["withheld"], "which rule found something tells what was answered"
    assert len(document["sha256"]) == 64
    assert [full for _, full in exports(records)] == [False]


def test_own_capacity_is_in_an_administrators_full_export_alone(records: str, tmp_path: Path) -> None:
    """An administrator's export has contacts and answers; what leaders said of themselves only with --full, logged so."""
    plain = json.loads(export(records, "--by", "UR").output)
    assert {"checkin_answer.own", "checkin_answer.note", "report_alert.rules"} <= set(plain["withheld"])
    assert "checkin_answer.said" not in plain["withheld"]
    out = tmp_path / "file.json"
    out.touch(mode=0o644)
    assert export(records, "--by", "<@UR>", "--full", "--out", str(out)).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["withheld"] == ["incident.answer_url"]
    assert out.stat().st_mode & 0o077 == 0
    assert [full for _, full in exports(records)] == [False, True]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--by", "UO"], "for auditors and administrators"),
        (["--by", "UNKNOWN"], "Nobody with the Slack user id UNKNOWN"),
        (["--by", "UA", "--full"], "Only an administrator"),
    ],
)
def test_others_get_one_line_and_nothing_is_logged(records: str, words: list[str], says: str) -> None:
    """No part of the incident reaches them."""
    told = export(records, *words)
    assert told.exit_code == 1
    assert says in told.output
    assert WORDS not in told.output
    assert exports(records) == []


def test_a_locked_incident_is_for_administrators(records: str) -> None:
    """Locking hides an incident from auditors too."""
    database = Database(records, Vault([OLD]))
    with database.write() as session:
        incident = session.scalars(select(Incident)).one()
        session.add(HiddenIncident(incident_id=incident.id, since=NOW, hidden_by=None))
    database.dispose()
    assert "is locked" in export(records, "--by", "UA").output
    assert export(records, "--by", "UR").exit_code == 0


def test_an_incident_of_another_workspace_is_nobodys_to_export_here(records: str) -> None:
    """Numbers are counted in each workspace, and the same number may be in two."""
    database = Database(records, Vault([OLD]))
    with database.write() as session:
        session.scalars(select(Incident)).one().team_id = "T2"
    database.dispose()
    assert "There is no incident" in export(records, "--by", "UA").output
    assert "There is no incident" in export(records, "--by", "UR", "--full").output


def test_every_private_column_of_an_incident_says_who_may_export_it() -> None:
    """A new column is withheld from everybody until somebody decides; this makes them decide. Nothing named is gone."""
    tables = {*belonging(), PERSON}
    private = {(table.name, column.name) for table, column in private_columns() if table.name in tables}
    assert private == set(PRIVATE)
    assert all(isinstance(column.type, PrivateText) for _, column in private_columns())
