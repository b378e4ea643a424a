"""`request` on the command line: the same draft as from anywhere else, lists, and exports for those who may."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result
from sqlalchemy import select, text

from mvai_slackbot.__main__ import main
from mvai_slackbot.db_schema import HEAD
from mvai_slackbot.privacy.models import RequestExportLog
from tests.bot import KEY
from tests.conftest import Town
from tests.requests.world import CHANNEL, TEXT

ASKS = (
    "--name",
    "Jo Park",
    "--agency",
    "Milton Police",
    "--phone",
    "+1 555 0100",
    "--state",
    "oh",
    "--county",
    "union",
    "--place",
    "Milton",
)


def says(town: Town, *words: str, stdin: str | None = None) -> Result:
    """Run the command on the records of the running bot."""
    with town.bot.bot.works.database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    env = {"DATABASE_URL": town.bot.settings.database_url, "MVAI_ENCRYPTION_KEYS": KEY, "MVAI_ADMINS": town.root.id}
    return CliRunner().invoke(main, ["request", *words], env=env, input=stdin)


def test_what_is_typed_while_slack_is_down_is_the_same_draft(town: Town) -> None:
    """Staff are told when Slack is there; the words may come from standard input; one press opens the incident."""
    told = says(town, "log", "--by", town.dana.id, *ASKS, "--on", "2026-11-20", stdin=TEXT)
    assert told.exit_code == 0 and "Received as request 1." in told.output, told.output
    town.bot.settle()
    seen = town.ana.sees("came in from outside")
    assert TEXT in seen and "Milton, Union County, OH, Fri, Nov 20, 2026" in seen and "Milton Police" in seen
    assert "typed on the command line" in town.ana.types("/mvai-request show 1").words
    town.ana.presses("Open incident", message=seen)
    town.bot.settle()
    assert town.ana.sees(TEXT, CHANNEL)
    assert "mvai-2026-001" in says(town, "list", "assessment", "--by", town.ana.id).output
    shown = says(town, "show", "1", "--by", town.ana.id).output
    assert TEXT in shown and "Call: Jo Park, Milton Police · +1 555 0100" in shown


def test_what_is_wrong_is_said_in_one_line_and_nothing_is_saved(town: Town) -> None:
    """Nobody on record, no staff, no name, a state of three letters, words that may name somebody, an unknown number."""
    ana = town.ana.id
    for words, said in (
        (("log", TEXT, "--by", "U0"), "Nobody with the Slack user id U0"),
        (("log", TEXT, "--by", town.ira.id), "That is for program staff"),
        (("log", TEXT, "--by", ana, "--phone", "555"), "--name"),
        (("log", TEXT, "--by", ana, "--state", "Ohio"), "--state takes two letters"),
        (
            ("log", TEXT, "--by", ana, "--county", "Harris"),
            "--county: “Harris” is in GA and TX. Please give the state too.",
        ),
        (("log", "  ", "--by", ana), "Please say what is asked for"),
        (("log", "Call the mother Mary Smith", "--by", ana), "add --keep"),
        (("list", "urgent", "--by", ana), "Nothing is known by the word urgent"),
        (("show", "7", "--by", ana), "There is no request 7"),
        (("export", "--by", ana), "An export is for auditors and administrators"),
    ):
        told = says(town, *words)
        assert told.exit_code == 1 and said in told.output, (words, told.output)
    assert "No request matches." in says(town, "list", "--by", ana).output
    assert "Received" in says(town, "log", "Call the mother Mary Smith", "--by", ana, "--keep").output


def exported(town: Town, folder: Path, *words: str) -> str:
    """Return what an export wrote; nobody but who took it may read the file."""
    file = folder / f"export-{len(list(folder.glob('export-*')))}"
    told = says(town, "export", *words, "--out", str(file))
    assert told.exit_code == 0, told.output
    assert file.stat().st_mode & 0o077 == 0
    return file.read_text(encoding="utf-8")


def test_exports_hold_what_the_reader_may_see_and_are_logged(town: Town, tmp_path: Path) -> None:
    """An administrator reads the phone, an auditor does not; a cell is no formula; who took what is on record."""
    town.root.types("/mvai role @otto auditor")
    says(town, "log", "=2+2 and a lead", "--by", town.ana.id, *ASKS)
    rows = json.loads(exported(town, tmp_path, "--by", town.root.id, "--format", "json"))
    assert rows[0]["requester_phone"] == "+1 555 0100" and rows[0]["text"] == "=2+2 and a lead"
    audited = exported(town, tmp_path, "received", "--by", town.otto.id)
    table = list(csv.DictReader(io.StringIO(audited)))
    assert table[0]["text"] == "'=2+2 and a lead" and table[0]["requester_name"] == "Jo Park"
    assert "555" not in audited and "requester_phone" not in table[0]
    assert exported(town, tmp_path, "closed", "--by", town.otto.id) == ""
    with town.bot.bot.works.database.read() as session:
        logged = list(session.scalars(select(RequestExportLog).order_by(RequestExportLog.id)))
    assert [(one.asked, one.rows) for one in logged] == [("", 1), ("received", 1), ("closed", 0)]
    assert all(one.at <= datetime.now(UTC) for one in logged)


def test_a_locked_incident_is_not_in_an_auditors_list(town: Town, tmp_path: Path) -> None:
    """An administrator's has it."""
    town.root.types("/mvai role @otto auditor")
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    town.ana.types(f"/mvai-request log {TEXT}", CHANNEL)
    town.ana.types("/mvai-incident lock", CHANNEL)
    assert TEXT in exported(town, tmp_path, "--by", town.root.id)
    assert TEXT not in exported(town, tmp_path, "--by", town.otto.id)
