"""Two processes deliver from one PostgreSQL database."""

from collections import Counter
from pathlib import Path

from mvai_slackbot.simulator import Fault
from mvai_slackbot.simulator.wire.calls import Call
from tests.crashes.dying import differences
from tests.crashes.stage import Stage
from tests.crashes.stories import OPENING, Beginning
from tests.days import YEAR
from tests.delivery.ways import story

NUMBERS = [f"mvai-{YEAR}-{place:03d}" for place in range(1, 9)]


def _second_process(stage: Stage) -> None:
    """Start another process beside the running one; closing the stage ends the second, this ends with the first's pipe."""
    stage.folder = stage.folder / "second"
    stage.folder.mkdir()
    stage.start()


def test_two_processes_do_each_effect_once(tmp_path: Path, postgres_url: str) -> None:
    """Eight incidents at once: each channel looks alike, and no call was made a second time."""
    beginning = Beginning(OPENING, tmp_path, postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with beginning.run() as stage:
        stage.start()
        first, pipe, folder = stage.process, stage.pipe, stage.folder
        assert first is not None and pipe is not None
        _second_process(stage)
        ana = stage.sim.person("ana")
        for number in NUMBERS:
            stage.act(lambda number=number: ana.types(f"/mvai-incident open Event of {number}"))  # type: ignore[misc]  # the default binds the number of this round
        stage.settle()
        logs = [(folder / "bot.log").read_text(), (stage.folder / "bot.log").read_text()]
        assert all("delivered" in log for log in logs), "both had their share"
        stories = [story(stage.sim, number, f"Event of {number}") for number in NUMBERS]
        assert all(one == stories[0] for one in stories)
        made = Counter(
            (call.method, str(call.arguments.get("name") or call.arguments.get("channel"))) for call in _writes(stage)
        )
        assert max(made.values()) == 1, made.most_common(3)
        assert not differences(stage.picture(), stage.picture()), "nothing moves anymore"
        first.kill()
        first.join()


def test_what_is_due_is_told_once_though_two_processes_look(tmp_path: Path, postgres_url: str) -> None:
    """Both find the channel missing after five seconds; the person is told once that it takes longer, once that it is ready."""
    beginning = Beginning(OPENING, tmp_path, postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with beginning.run() as stage:
        stage.start()
        kept = stage.process, stage.pipe
        _second_process(stage)
        ana = stage.sim.person("ana")
        stage.sim.faults.add(Fault("conversations.create", "500", times=99))
        reply = stage.act(lambda: ana.types("/mvai-incident open Event at a fair"))
        stage.sim.wait_until(
            lambda: any("keeps trying" in said for said in reply.replaced), 20, "word that it takes longer"
        )
        stage.sim.faults.clear()
        stage.settle()
        assert ["keeps trying" in said for said in reply.replaced].count(True) == 1, reply.replaced
        assert len(reply.replaced) == 2
        assert kept[0] is not None
        kept[0].kill()
        kept[0].join()


def test_the_card_tells_the_last_state_though_all_steps_fail_together(tmp_path: Path, postgres_url: str) -> None:
    """People, topic and bookmark fail in the same moment and recover side by side: no card speaks of trouble afterwards."""
    beginning = Beginning(OPENING, tmp_path, postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with beginning.run() as stage:
        stage.start()
        for method in ("conversations.invite", "conversations.setTopic", "bookmarks.add"):
            stage.sim.faults.add(Fault(method, "500", times=len(NUMBERS)))
        ana = stage.sim.person("ana")
        for number in NUMBERS:
            stage.act(lambda number=number: ana.types(f"/mvai-incident open Event of {number}"))  # type: ignore[misc]  # as above
        stage.settle()
        assert len(stage.sim.faults.struck) == 3 * len(NUMBERS)
        for number in NUMBERS:
            assert "tried again" not in ana.sees(f"Event of {number}", channel=number).words


def _writes(stage: Stage) -> list[Call]:
    once = ("conversations.create", "conversations.invite", "conversations.setTopic", "chat.postMessage", "pins.add")
    return [call for call in stage.sim.calls if call.method in once and call.answer.get("ok")]
