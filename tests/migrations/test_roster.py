"""Whoever was on the roster before it knew more stays on it as they were, and kinds are open-ended afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text

from mvai_slackbot.db import Database, Vault
from mvai_slackbot.migrations.upgrade import downgrade, upgrade
from mvai_slackbot.smes.models import EarlierSme, Sme
from mvai_slackbot.smes.roster.service import said_of

PERSON = "INSERT INTO person (id, team_id, user_id, name, prefers, timezone, guest, outside, deactivated) "
PERSON += "VALUES (1, 'T1', 'U1', :name, '', '', :no, :no, :no)"
SME = "INSERT INTO sme (id, person_id, kind, areas, experience, home_state, timezone, travel, most, active, added_at) "
SME += "VALUES (1, 1, 'faith', '[\"community_wellness\"]', '[]', 'OH', 'America/New_York', 'no', 2, :yes, :at)"
EARLIER = "INSERT INTO sme_earlier (id, sme_id, until, said) VALUES (1, 1, :at, :name)"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database as it was before, with somebody on the roster whose record was corrected once."""
    opened = Database(database_url, Vault([Fernet.generate_key().decode()]))
    upgrade(opened, "0001")
    values = {"name": opened.vault.seal("{}"), "no": False, "yes": True, "at": datetime(2026, 11, 1, tzinfo=UTC)}
    with opened.engine.begin() as connection:
        for statement in (PERSON, SME, EARLIER):
            connection.execute(text(statement), {key: one for key, one in values.items() if f":{key}" in statement})
    yield opened
    opened.dispose()


def test_the_roster_of_before_is_kept_and_nothing_is_chosen_for_anybody(database: Database) -> None:
    """No rest, no hours, no ties are made up; what pointed at the record still does."""
    upgrade(database)
    with database.write() as session:
        sme = session.scalars(select(Sme)).one()
        said = said_of(sme)
        assert (said["kind"], said["areas"], said["home_state"], said["most"]) == (
            "faith",
            ["community_wellness"],
            "OH",
            2,
        )
        assert (said["rest_days"], said["languages"], said["absences"], said["ask_anyway"]) == (0, [], [], [])
        assert said["latitude"] is None and said["own_dates"] is None and said["hours_from"] == ""
        assert session.scalars(select(EarlierSme)).one().sme_id == sme.id
        sme.kind = "chaplain"


def test_the_way_back_keeps_the_people(database: Database) -> None:
    """A kind that the first version did not know becomes one that it knew."""
    upgrade(database)
    with database.write() as session:
        session.scalars(select(Sme)).one().kind = "chaplain"
    downgrade(database, "0001")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT kind, travel FROM sme")).all() == [("community", "no")]
    upgrade(database)
