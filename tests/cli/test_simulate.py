"""`simulate` from an empty folder: one address, a whole workspace, and the next start goes on from there."""

from pathlib import Path

import pytest

from tests.cli.commands import Page, Running, mvai, wait

NOTICE = "Simulator. Nothing leaves this machine; nobody is notified. Type no real names. Need help now: 911, 988."


def started(folder: Path, *words: str) -> tuple[Running, str]:
    """Start it on any free port; return it and its address."""
    running = Running(folder, "simulate", "--port", "0", *words)
    try:
        return running, running.wait_for(r"(http://\S+) in your browser").group(1)
    except BaseException:
        running.stop()
        raise


@pytest.mark.parametrize("wire", ["http", "socket"])
def test_a_newcomer_opens_an_incident_and_finds_it_again_after_a_restart(tmp_path: Path, wire: str) -> None:
    """One command prints one address; the town has its roles; a restart keeps records and workspace together."""
    running, url = started(tmp_path, "--wire", wire)
    with running:
        assert "".join(running.said).count("http://") == 1, running.picture()
        ana = Page(url, "ana")
        assert ana.get("state")["notice"] == NOTICE
        wait(lambda: "on call" in ana.direct() or None, ana.direct)
        assert "mvai-" in ana.types("/mvai-incident open storm drill at the depot")
        name = wait(lambda: next((n for n in ana.channels() if n.startswith("mvai-")), None), running.picture)
        assert name not in Page(url, "otto").channels()
    assert running.process.returncode == 0, running.picture()
    again, url = started(tmp_path, "--wire", wire)
    with again:
        ana = Page(url, "ana")
        assert name in ana.channels()
        place = next(c["id"] for c in ana.get("state")["channels"] if c["name"] == name)
        assert ana.get("messages", channel=place)["messages"]
        assert name in ana.types("/mvai-incident list")


def test_fresh_begins_anew_and_sets_the_earlier_records_aside(tmp_path: Path) -> None:
    """Nothing is deleted: the earlier folder is named in a plain sentence."""
    running, _ = started(tmp_path)
    running.stop()
    again, url = started(tmp_path, "--fresh", "--scenario", "empty")
    with again:
        assert "Starting fresh; what was there before is in" in "".join(again.said)
        assert {one["handle"] for one in Page(url, "robin").get("state")["people"]} >= {"robin", "chief"}
    aside = next((tmp_path / "mvai-simulate").glob("earlier-*"))
    assert (aside / "mvai.db").exists()
    assert (aside / "workspace.json").exists()


def test_the_town_is_ready_and_its_clock_is_the_bots(tmp_path: Path) -> None:
    """Two SMEs are on the roster; what is written down after a turn of the clock carries the turned date.

    A second start on the same port is one clear line, and the folder is its owner's alone.
    """
    running, url = started(tmp_path)
    with running:
        second = mvai(tmp_path, "simulate", "--folder", "other", "--port", url.rpartition(":")[2])
        ana = Page(url, "ana")
        roster = ana.types("/mvai-sme list")
        ana.post("clock", to="2031-05-04T12:00:00+00:00")
        opened = ana.types("/mvai-incident open after the turn")
    assert second.returncode == 1
    assert "Traceback" not in second.stderr
    assert "in use" in second.stderr
    assert "Roster: 9" in roster
    assert "mvai-2031-001" in opened
    folder = tmp_path / "mvai-simulate"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "key").stat().st_mode & 0o077 == 0
