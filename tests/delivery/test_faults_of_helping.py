"""Each call of logging a request, asking an SME and asking a check-in fails once."""

from collections import Counter
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


@pytest.mark.parametrize("story", [LOGGING, ASSIGNING, PROMPTING], ids=lambda story: story.name)
def test_it_completes_though_each_call_failed_once(story: Story, tmp_path: Path) -> None:
    """By 500, by 429, and by an answer that was lost after the effect: afterwards all is as if nothing had failed."""
    beginning = Beginning(story, tmp_path)
    known = undisturbed(beginning)
    methods = Counter(call for call in known.calls if call not in NO_EFFECTS)
    assert methods["chat.postMessage"]
    kinds: tuple[FaultKind, ...] = ("500", "429", "lost")
    tries = [(method, n + 1, kind) for method, count in methods.items() for n in range(count) for kind in kinds]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda one: _completes(beginning, known, *one), tries))
    assert not any(found), "\n".join(filter(None, found))


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
