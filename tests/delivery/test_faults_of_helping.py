"""Each call of logging a request, asking an SME and asking a check-in fails once."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mvai_slackbot.simulator import Fault
from mvai_slackbot.simulator.state.records import JSON
from mvai_slackbot.simulator.wire.faults import FaultKind
from tests.crashes.dying import Undisturbed, differences, undisturbed
from tests.crashes.stories import ASSIGNING, CHANNEL, LOGGING, PROMPTING, Beginning, Story

AT_ONCE = 4
# Replies to a gesture: they may be lost, and the start asks who it is.
NO_EFFECTS = ("auth.test", "response_url", "views.open", "views.update", "users.info")


def _nth(number: int) -> Fault:
    left = number

    def now(_arguments: JSON) -> bool:
        nonlocal left
        left -= 1
        return left == 0

    return Fault("", "500", when=now)


def _completes(beginning: Beginning, known: Undisturbed, method: str, number: int, kind: FaultKind) -> str:
    fault = _nth(number)
    fault.method, fault.kind = method, kind
    with beginning.run() as stage:
        stage.start()
        stage.sim.faults.add(fault)
        beginning.story.then(stage)
        struck = [] if stage.sim.faults.struck else ["it never came to this call"]
        found = "; ".join([*struck, *differences(known.picture, stage.picture())])
    return f"{kind} at {method} #{number}: {found}" if found else ""


def _once_each() -> Callable[[JSON], bool]:
    """Return whether a call is made for the first time, by what it says."""
    seen: set[str] = set()

    def now(arguments: JSON) -> bool:
        # A second try of the same says the same; what a message is changed to is a call of its own.
        said = json.dumps(arguments, sort_keys=True, default=str)
        first = said not in seen
        seen.add(said)
        return first

    return now


def _completes_after_codes(beginning: Beginning, known: Undisturbed, methods: Counter[str]) -> str:
    """Let every single call of the story fail once with a code that says "not now"."""
    with beginning.run() as stage:
        stage.start()
        for method in methods:
            stage.sim.faults.add(Fault(method, "error", error="fatal_error", times=99, when=_once_each()))
        beginning.story.then(stage)
        struck = Counter(method for _, method in stage.sim.faults.struck)
        few = [method for method, count in methods.items() if struck[method] < count]
        return "; ".join(
            [*(f"not each {method} failed" for method in few), *differences(known.picture, stage.picture())]
        )


@pytest.mark.parametrize("story", [LOGGING, ASSIGNING, PROMPTING], ids=lambda story: story.name)
def test_it_completes_though_each_call_failed_once(story: Story, tmp_path: Path) -> None:
    """By 500, 429, an error code, and an answer lost after the effect: afterwards all is as if nothing had failed."""
    beginning = Beginning(story, tmp_path)
    known = undisturbed(beginning)
    methods = Counter(call for call in known.calls if call not in NO_EFFECTS)
    assert methods["chat.postMessage"]
    kinds: tuple[FaultKind, ...] = ("500", "429", "lost")
    tries = [(method, n + 1, kind) for method, count in methods.items() for n in range(count) for kind in kinds]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = pool.submit(_completes_after_codes, beginning, known, methods)
        found = list(pool.map(lambda one: _completes(beginning, known, *one), tries))
    assert not any(found), "\n".join(filter(None, found))
    assert not told.result(), told.result()


def test_a_card_that_slack_refuses_is_told_to_staff_and_repaired(tmp_path: Path) -> None:
    """The owner reads that a message needs help; after the repair the card stands once."""
    beginning = Beginning(LOGGING, tmp_path)
    known = undisturbed(beginning)
    with beginning.run() as stage:
        stage.start()
        stage.sim.faults.add(Fault("chat.postMessage", "error", error="restricted_action"))
        beginning.story.then(stage)
        ana = stage.sim.person("ana")
        told = ana.sees("messages and invitations")
        assert "needs help" in told.words
        assert "messages and invitations: needs help" in ana.types("/mvai-incident status", CHANNEL).words
        assert "trying again" in ana.types("/mvai-incident repair", CHANNEL).text
        stage.settle()
        channel = stage.picture().conversations[CHANNEL]
        assert channel["messages"] == known.picture.conversations[CHANNEL]["messages"]
