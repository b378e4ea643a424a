"""The crisis contacts: checked when the bot starts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mvai_slackbot import crisis
from mvai_slackbot.errors import Refused


def shipped() -> list[dict[str, Any]]:
    """Return the entries of the shipped file."""
    entries: list[dict[str, Any]] = json.loads(crisis.SHIPPED.read_text("utf-8"))["contacts"]
    return entries


def refusal(path: Path, content: object) -> str:
    """Write the content, read it as contacts, and return why it was refused."""
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(Refused) as refused:
        crisis.read_contacts(path)
    return refused.value.text


def test_the_five_contacts_are_shipped_with_source_and_date() -> None:
    """Emergency and 988 come first; every entry says where it is from and when somebody looked."""
    contacts = crisis.list_contacts()
    assert [one.key for one in contacts][:2] == ["911", "988"]
    assert {one.key for one in contacts} == {"911", "988", "copline", "disaster-distress", "crisis-text"}
    assert all(one.source and one.last_verified == date(2026, 11, 22) for one in contacts)
    assert [one.key for one in crisis.list_first()] == ["911", "988", "copline"]
    assert not crisis.list_stale(contacts, date(2027, 1, 1))
    assert len(crisis.list_stale(contacts, date(2027, 3, 1))) == 5


def test_a_file_at_fault_is_refused_by_file_and_entry(tmp_path: Path) -> None:
    """Missing 988, a 911 that does not say 911, a missing field, a double, no JSON: each names file and entry."""
    path = tmp_path / "contacts.json"
    entries = shipped()
    assert f'{path}: entry "988" is missing' in refusal(path, {"contacts": [entries[0], *entries[2:]]})
    wrong = [{**entries[0], "contact": "912"}, *entries[1:]]
    assert 'entry "911" is missing or does not give 911' in refusal(path, {"contacts": wrong})
    bare = {name: value for name, value in entries[2].items() if name != "source"}
    words = refusal(path, {"contacts": [*entries[:2], bare]})
    assert str(path) in words
    assert 'entry 3 ("copline"), source' in words
    assert "is there twice" in refusal(path, {"contacts": [*entries, entries[2]]})
    assert str(path) in refusal(path, "not json")
