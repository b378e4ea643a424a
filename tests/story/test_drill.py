"""A whole drill: DRILL stands first in everything that is written, and nobody is asked whom it does not name."""

import json
from typing import Any

from tests.calls.ways import on_call
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.smes.story import on_roster

CHANNEL = "drill-mvai-2026-001"
NOTHING = "DRILL. This is a drill. Nothing has happened."
WRITES = ("chat.postMessage", "chat.update", "chat.postEphemeral", "views.open", "views.push", "views.update")


def first_words(arguments: dict[str, Any]) -> list[str]:
    """Return what is read first: the text and the first block of a message, or the title of a form."""
    if "view" in arguments:
        view = _json(arguments["view"])
        return [view["title"]["text"]] if view["type"] == "modal" else []
    blocks = _json(arguments.get("blocks") or [])
    return [str(arguments.get("text")), *([json.dumps(blocks[0])] if blocks else [])]


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def begins(words: str) -> bool:
    """Whether DRILL is the first word, whatever marks it up."""
    return '"DRILL' in words or '"*DRILL' in words if words.startswith("{") else words.lstrip("*_ ").startswith("DRILL")


def rehearse(town: Town) -> list[str]:
    """Go through a drill as people do; return what was answered in private."""
    ana, chief, sam = town.ana, town.chief, town.sam
    said = [ana.types("/mvai-incident open --drill").form]
    ana.submits({"Short description": "A rehearsal"})
    ana.cancels(all_forms=True)
    town.bot.settle()
    ana.presses("Add details", CHANNEL)
    ana.submits({"Situation": "Secured", "Time zone": "America/Chicago"})
    ana.cancels(all_forms=True)
    answers = [ana.types("/mvai-incident leader @chief", CHANNEL), ana.presses("Send", CHANNEL)]
    town.bot.settle()
    answers += [ana.types(f"/mvai-request {words}", CHANNEL) for words in ("log a lead", "list", "show 1")]
    town.bot.settle()
    answers += [ana.types("/mvai-sme find 1"), ana.types("/mvai-sme assign 1 @sam"), ana.presses("Send")]
    town.bot.settle()
    sam.presses("Ask a question")
    sam.submits({"Your question": "When?"})
    sam.cancels(all_forms=True)
    town.bot.settle()
    sam.presses("Accept")
    town.bot.settle()
    sam.presses("What the leader may have")
    sam.cancels()
    answers += [sam.types("/mvai-sme note hello", CHANNEL), ana.types("/mvai-sme notes", CHANNEL)]
    answers += [sam.types("/mvai-sme log 1 contact hello"), ana.types("/mvai-sme milestones", CHANNEL)]
    answers += [ana.types("/mvai-checkin offer @chief", CHANNEL), ana.presses("Send", CHANNEL)]
    town.bot.settle()
    chief.presses("Yes")
    chief.cancels()
    answers += [ana.types("/mvai-checkin now", CHANNEL), ana.presses("Send", CHANNEL)]
    town.bot.settle()
    chief.presses("Answer")
    chief.submits()
    chief.cancels(all_forms=True)
    town.bot.settle()
    answers += [ana.types(f"/mvai-checkin {words}", CHANNEL) for words in ("status", "plan", "trends")]
    answers += [chief.types("/mvai-checkin call-me", CHANNEL), ana.types("/mvai-incident close completed", CHANNEL)]
    town.bot.settle()
    chief.presses("I do not need it anymore")
    answers.append(ana.types("/mvai-incident handover @dana hello", CHANNEL))
    town.bot.settle()
    town.dana.invites("otto", CHANNEL)
    town.bot.settle()
    for words in ("status", "unlock", "lock", "unlock", "repair", "event funeral 2026-12-02", "phase"):
        answers.append(town.dana.types(f"/mvai-incident {words}", CHANNEL))
    answers += [sam.types("/mvai-sme done 1 fine"), town.dana.types("/mvai-incident close completed", CHANNEL)]
    town.dana.presses("Close, check-ins end")
    answers.append(town.dana.types("/mvai-incident reopen mvai-drill-2026-001"))
    town.bot.settle()
    assert all(said)
    return [line for answer in answers if answer.text or answer.words for line in (answer.text, answer.words) if line]


@only_sqlite
def test_a_drill_says_so_first_in_everything_and_asks_nobody_else(town: Town) -> None:
    """Messages, changed messages, forms and private answers; the coordinator on call, who is not named, hears nothing."""
    on_call(town, town.bea)
    on_roster(town, town.sam)
    before = len(town.sim.calls)
    answers = rehearse(town)
    assert [words for words in answers if not begins(words)] == []
    written = [call.arguments for call in town.sim.calls[before:] if call.method in WRITES]
    assert len(written) > 40
    for named in (town.chief, town.sam):
        met = next(one for one in named.reads() if one.text.startswith("DRILL"))
        assert met.text == NOTHING == town.sim.eyes.words([met.blocks[0]]).strip("* \n"), "before anything else is read"
    assert "The drill is over." in "".join(one.words for one in town.chief.reads())
    assert any(
        "The drill is over." in one.words for one in town.sam.reads() if "Thank you for taking part" in one.words
    )
    assert any("This is a drill. Nothing has happened. You own" in one.words for one in town.dana.reads())
    assert "This is a drill. Nothing has happened." in town.ana.sees("A rehearsal", CHANNEL).words
    assert [words for one in written for words in first_words(one) if not begins(words)] == []
    assert "DRILL" not in "".join(one.words for one in town.bea.reads())
