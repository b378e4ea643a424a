"""`roster`: a spreadsheet of SMEs comes in row by row explained, whole or not at all, and goes out again."""

import csv
import io
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet
from sqlalchemy import select

from mvai_slackbot.__main__ import main
from mvai_slackbot.db import Database, Private, Vault
from mvai_slackbot.outbox.models import Entry
from mvai_slackbot.people.models import Person, Role, RoleHeld
from mvai_slackbot.smes.models import EarlierSme, Sme
from mvai_slackbot.smes.roster import csv_columns, service as roster

KEY = Fernet.generate_key().decode()
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
HEAD = "slack_id,kind,areas"
ONE = "U0SAM,executive,public_information"
FULL_HEAD = ",".join(one for one in csv_columns.COLUMNS if one not in ("name", "email", "phone"))


class Table:
    """A database with a coordinator and an administrator, and the command line in front of it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.database = Database(url, Vault([KEY]))

    def run(self, *words: str, by: str = "UANA") -> Result:
        """Run `roster …` as somebody."""
        env = {"DATABASE_URL": self.url, "MVAI_ENCRYPTION_KEYS": KEY, "MVAI_SME_KINDS": "chaplain"}
        return CliRunner().invoke(main, ["roster", *words, "--by", by], env=env)

    def brings(self, text: str | bytes, *words: str, by: str = "UANA") -> Result:
        """Import a file of this text."""
        path = self.folder / "roster.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.run("import", str(path), *words, by=by)

    def said(self) -> dict[str, dict[str, object]]:
        """Return what the roster says, by Slack user id."""
        with self.database.read() as session:
            rows = session.execute(select(Sme, Person).join(Person, Person.id == Sme.person_id))
            return {str(person.user_id): roster.said_of(sme) for sme, person in rows}


@pytest.fixture
def table(migrated_url: str, tmp_path: Path) -> Iterator[Table]:
    """A migrated database of each kind."""
    made = Table(migrated_url, tmp_path)
    with made.database.write() as session:
        for user, role in (("UANA", Role.COORDINATOR), ("UROOT", Role.ADMINISTRATOR), ("UIRA", Role.IACP_REVIEWER)):
            person = Person(team_id="T1", user_id=user, name=Private(f"Name of {user}"))
            session.add(person)
            session.flush()
            session.add(RoleHeld(person_id=person.id, role=role, since=NOW, given_by=None))
    yield made
    made.database.dispose()


def test_a_dry_run_says_what_would_change_and_changes_nothing(table: Table) -> None:
    """New people, changed people, unchanged ones; with --write all of it is saved, and what it said before is kept."""
    first = f"{HEAD},most,languages\r\n{ONE},2,es\r\nU0SOL,Victim services,Victim and witness health and wellness,,\r\n"
    told = table.brings(first)
    assert told.exit_code == 0 and table.said() == {}, told.output
    assert "row 2 · U0SAM · new: kind (nothing -> executive); areas (nothing -> public_information)" in told.output
    assert "languages (nothing -> es); most (1 -> 2)" in told.output
    assert "2 rows can be read: 2 new, 0 changed, 0 as before.\nNothing is saved yet." in told.output
    saved = table.brings(first, "--write")
    assert "2 rows saved: 2 new" in saved.output and table.said()["U0SOL"]["kind"] == "victim-services"
    again = table.brings(first.replace("2,es", "2,es; vi"), "--write")
    assert "row 2 · U0SAM · changes: languages (es -> es; vi)" in again.output
    assert "0 new, 1 changed, 1 as before" in again.output
    with table.database.read() as session:
        assert len(session.scalars(select(EarlierSme)).all()) == 1
        people = {one.user_id: one.id for one in session.scalars(select(Person))}
        held = session.scalars(select(RoleHeld.person_id).where(RoleHeld.role == Role.SME)).all()
        assert sorted(held) == sorted((people["U0SAM"], people["U0SOL"]))
        # Whoever is new is looked up by the bot when it runs.
        assert session.scalars(select(Entry.kind)).all() == ["look_up_person"] * 2


def test_a_column_that_is_not_there_stays_and_an_empty_cell_empties(table: Table) -> None:
    """So a short table can correct one thing of many people."""
    table.brings(f"{HEAD},talks,home_state\n{ONE},mornings,CO\n", "--write")
    told = table.brings("slack_id,home_state\nU0SAM,\n", "--write")
    assert "changes: home_state (CO -> nothing)" in told.output
    assert table.said()["U0SAM"]["talks"] == "mornings" and table.said()["U0SAM"]["home_state"] == ""
    told = table.brings('slack_id,home_county\nU0SAM,"Denver, CO"\n', "--write")
    assert "home_state (nothing -> CO); home_county (nothing -> Denver County)" in told.output, told.output
    assert "1 as before" in table.brings("slack_id,home_state,home_county\nU0SAM,CO,Denver County\n").output
    told = table.brings("slack_id,home_state\nU0SAM,KS\n", "--write")
    assert "row 2, home_county: “Denver County, CO” is not in KS" in told.output


def test_every_fault_is_told_with_its_row_and_column_and_nothing_is_saved(table: Table) -> None:
    """One bad row keeps the good ones out, too: whole or not at all."""
    rows = [
        ONE + ",OH,America/Denver,,,yes",
        "sam,executive,public_information,,,,,",
        "U0SAM,faith,public_information,,,,,",
        "U0SOL,wizard,public_information; magic,ZZ,Mars/North,next week,,perhaps",
        "U0TIM,,,,,,,",
        "U0FAM,family-member,community_wellness,,,,,",
        "U0LOT,executive,public_information,OH,,,,,,surplus",
        "",
        'U0GUA,executive,public_information,,,,"case number 12345",',
    ]
    told = table.brings(f"{HEAD},home_state,timezone,absences,conflicts,active\n" + "\n".join(rows) + "\n", "--write")
    assert told.exit_code == 1 and table.said() == {}
    for words in (
        "row 3: slack_id: “sam” is no Slack user id. It looks like U0123ABCD",
        "row 4: slack_id: U0SAM is in row 2 already",
        "row 5, kind: “wizard” is not one of: executive, public-information",
        "row 5, areas: “magic” is not one of: incident_management",
        "row 5, home_state: Please type the two letters",
        "row 5, timezone: Please type a zone such as America/Chicago.",
        "row 5, absences: “next week”: please type it like this: 12/20/2026 to 1/3/2027",
        "row 5, active: “perhaps”: please type yes or no.",
        "row 6, kind: Please fill this in.",
        "row 7, support_name: A family member of a victim helps only with somebody there for them.",
        "row 8: it has 10 cells, and 8 columns. Is a comma not in quotes?",
        "row 10, conflicts: it looks as if it holds a case number. Take it out, or, when you have looked: --looked-at",
        "Nothing was saved.",
    ):
        assert words in told.output, told.output
    assert "12345" not in told.output
    good = f"{HEAD},conflicts\nU0GUA,executive,public_information,case number 12345\n"
    assert "1 row saved" in table.brings(good, "--write", "--looked-at").output


@pytest.mark.parametrize(("text", "words"), [
    (b"", "The file is empty. Its first row names the columns: slack_id, name, kind"),
    (b"\n\n", "The file is empty"),
    (b"name,kind\nSam,executive\n", "There is no column slack_id"),
    (b"slack_id,kinds\nU0SAM,executive\n", "The column “kinds” is not known. Did you mean kind?"),
    (b"slack_id,shoe size\nU0SAM,9\n", "The column “shoe_size” is not known. The columns: slack_id"),
    (b"slack_id,kind,kind\nU0SAM,faith,faith\n", "The column kind is there twice"),
    ("slack_id,kind\nU0SAM,café\n".encode("latin-1"), "The file is not UTF-8"),
    ("slack_id,kind\nU0SAM,faith\n".encode("utf-16"), "The file is not UTF-8"),
    (b'slack_id,kind,areas\nU0SAM,"faith,community_wellness\n', "Is a quote not closed?"),
    (b"slack_id\n" + b"U0SAM\n" * 20_002, "20,002 rows; 20,000 are the most"),
])  # fmt: skip
def test_a_file_that_is_no_roster_says_what_is_wrong(table: Table, text: bytes, words: str) -> None:
    """One line, exit code 1, and the names of the columns where they help."""
    told = table.brings(text, "--write")
    assert told.exit_code == 1 and words in told.output, told.output
    assert table.said() == {}


@pytest.mark.parametrize("text", [
    f"\ufeff{HEAD},talks\r\n{ONE},\"mornings, or \"\"any time\"\"\"\r\n".encode(),
    f"{HEAD},talks\n{ONE},\"mornings, or \"\"any time\"\"\"".encode(),
    b'slack_id;kind;areas;talks\nU0SAM;executive;public_information;"mornings, or ""any time"""\n',
    b'\nSLACK ID,Kind, AREAS,talks\n<@u0sam> ,'
    b'Law enforcement executive,Public Information Strategies,"mornings, or ""any time"""\n',
], ids=["mark-and-crlf", "no-last-line-end", "semicolons", "spaces-and-labels"])  # fmt: skip
def test_what_spreadsheets_write_is_read(table: Table, text: bytes) -> None:
    """A byte-order mark, CRLF, quotes in quotes, semicolons, capital letters, the words people see."""
    told = table.brings(text, "--write")
    assert told.exit_code == 0, told.output
    said = table.said()["U0SAM"]
    assert said["kind"] == "executive" and said["areas"] == ["public_information"]
    assert said["talks"] == 'mornings, or "any time"'


EVERYTHING = (
    'U0SAM,executive,"public_information; incident_management",school; worship,sheriff,51-250,es; ase,CO,'
    "Denver County,America/Denver,anywhere,2,30,=mornings,Kim Reed,555-0142,yes,Monday; Tuesday,9:00,17:30,"
    "2026-12-20 to 2027-01-03; 2027-05-01 on,"
    '"39.7392, -104.9903",next-state; agency,Aurora PD; Denver SO,a cousin serves there,20 April; 12-14'
)


def test_everything_goes_out_and_comes_in_again_unchanged_and_contact_details_are_never_printed(table: Table) -> None:
    """A full export taken back changes nothing; a plain one has no private column; the file is its owner's alone."""
    told = table.brings(f"{FULL_HEAD}\n{EVERYTHING}\n", "--write")
    assert told.exit_code == 0, told.output
    printed = told.output
    assert "talks (not shown)" in printed and "support_contact (not shown)" in printed
    out = table.folder / "out.csv"
    assert "Only an administrator" in table.run("export", "--out", str(out), "--full").output
    full = table.run("export", "--out", str(out), "--full", by="UROOT")
    assert full.exit_code == 0 and stat.S_IMODE(out.stat().st_mode) == 0o600
    (row,) = csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig")))
    assert row["home"] == "39.7, -105.0" and row["days"] == "Monday; Tuesday" and row["own_dates"] == "04-20; 12-14"
    assert row["talks"] == "'=mornings" and row["name"] == "U0SAM" and row["support_contact"] == "555-0142"
    back = table.brings(out.read_bytes(), "--write")
    assert "0 new, 0 changed, 1 as before" in back.output
    short = table.run("export", "--out", str(out))
    assert set(csv_columns.PRIVATE).isdisjoint(next(csv.reader(io.StringIO(out.read_text("utf-8-sig")))))
    assert "0 new, 0 changed, 1 as before" in table.brings(out.read_bytes(), "--write").output
    for secret in ("Kim Reed", "555-0142", "cousin", "Aurora", "04-20", "mornings"):
        assert secret not in printed + full.output + back.output + short.output, secret


def test_who_has_no_slack_account_comes_in_by_an_address_that_is_never_printed(table: Table) -> None:
    """Written down once, found again by the address however it is typed, corrected, and out in a full export only."""
    head, sam = "slack_id,name,email,phone,kind,areas", "U0SAM,,,,executive,public_information"
    rae = ",Rae Hall,rae@example.org,555-0143,executive,public_information"
    first = f"{head}\n{rae}\n{sam}\n"
    told = table.brings(first, "--write")
    assert "row 2 · no Slack account · new" in told.output and "2 rows saved: 2 new" in told.output, told.output
    out = table.folder / "out.csv"
    full = table.run("export", "--out", str(out), "--full", by="UROOT")
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert [(row["name"], row["email"], row["phone"]) for row in rows] == [
        ("Rae Hall", "rae@example.org", "555-0143"),
        ("U0SAM", "", ""),
    ]
    assert "0 new, 0 changed, 2 as before" in table.brings(out.read_bytes(), "--write").output
    changed = table.brings(f"{head}\n{rae.replace('rae@', 'RAE@').replace('0143', '0144')}\n", "--write")
    assert "row 2 · no Slack account · changes: phone (not shown)\n" in changed.output
    short = table.run("export", "--out", str(out))
    assert "Rae" not in out.read_text("utf-8-sig") and "1 rows" in short.output
    for secret in ("rae@example.org", "555-014", "Rae Hall"):
        assert secret not in told.output + full.output + changed.output + short.output, secret


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (
            ",,rae@example.org,,executive,public_information",
            "row 2: name: somebody without a Slack account needs a name",
        ),
        (",Rae Hall,rae at example,,executive,public_information", "row 2: email: this is no e-mail address"),
        (",Rae Hall,,,executive,public_information", "Somebody without an account has name and email instead."),
        (",Ana,ana@example.org,,executive,public_information", "row 2: email: UANA has this address."),
    ],
)
def test_an_address_that_says_nobody_or_somebody_else_is_told(table: Table, cells: str, says: str) -> None:
    """Nothing is saved; the column and what to type are named."""
    with table.database.write() as session:
        session.scalars(select(Person).where(Person.user_id == "UANA")).one().email = Private("ana@example.org")
    told = table.brings(f"slack_id,name,email,phone,kind,areas\n{cells}\n", "--write")
    assert told.exit_code == 1 and says in told.output, told.output


def test_only_those_who_keep_the_roster_may(table: Table) -> None:
    """A reviewer and somebody unknown are refused; kinds of the settings are known."""
    assert "kept by coordinators and administrators" in table.brings(f"{HEAD}\n{ONE}\n", by="UIRA").output
    assert "They type /mvai in Slack once" in table.brings(f"{HEAD}\n{ONE}\n", by="U0NOBODY").output
    told = table.brings(f"{HEAD}\nU0SAM,chaplain,community_wellness\n", "--write")
    assert told.exit_code == 0 and table.said()["U0SAM"]["kind"] == "chaplain"


def test_a_deactivated_account_rests_or_is_told(table: Table) -> None:
    """Somebody who is gone from Slack cannot be asked."""
    table.brings(f"{HEAD}\n{ONE}\n", "--write")
    with table.database.write() as session:
        sam = session.scalar(select(Person).where(Person.user_id == "U0SAM"))
        assert sam is not None
        sam.deactivated = True
    told = table.brings(f"{HEAD},active\n{ONE},yes\n")
    assert "row 2: slack_id: the account U0SAM is deactivated. Set active to no" in told.output
    assert table.brings(f"{HEAD},active\n{ONE},no\n", "--write").exit_code == 0
    assert table.said()["U0SAM"]["active"] is False


def test_five_thousand_rows_come_in_whole_and_one_slip_keeps_them_out(table: Table) -> None:
    """Only the first faults are printed; every one of the others is counted."""
    rows = [f"U{number:05}A,executive,public_information,{('CO', 'OH')[number % 2]}" for number in range(5000)]
    text = f"{HEAD},home_state\n" + "\n".join(rows)
    slips = table.brings(text.replace(",OH", ",ZZ"), "--write")
    assert slips.exit_code == 1 and table.said() == {}
    assert (
        "row 3, home_state" in slips.output
        and "and 2,450 more like these" in slips.output
        and "2,500 to mend." in slips.output
    )
    told = table.brings(text, "--write")
    assert "5,000 rows saved: 5,000 new, 0 changed, 0 as before." in told.output
    assert len(table.said()) == 5000
    assert "0 new, 0 changed, 5,000 as before" in table.brings(text).output
