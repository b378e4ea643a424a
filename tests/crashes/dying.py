"""Run a story once undisturbed, then once for each point at which its process can die."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.crashes.picture import Picture
from tests.crashes.points import Point, points_of
from tests.crashes.stage import REPLY
from tests.crashes.stories import Beginning

# Each waits two seconds for the lease of who died. More at once, and a busy machine has nothing left for the others; and a
# server takes a hundred connections.
AT_ONCE, AT_ONCE_ON_A_SERVER = 10, 6
# It only keeps connections warm, as often as it likes.
ASKS_NOTHING = "api.test"


@dataclass(frozen=True)
class Undisturbed:
    """What a story does, and what stands afterwards, when nothing dies."""

    picture: Picture
    calls: list[str]
    commits: list[str]

    def points(self, place: str) -> list[Point]:
        """Return every point of a kind ("call" or "commit") at which the process can die."""
        return points_of("call", self.calls) if place == "call" else points_of("commit", self.commits)


def undisturbed(beginning: Beginning) -> Undisturbed:
    """Run the story with nothing dying; note each call and each commit."""
    with beginning.run() as stage:
        stage.start(None, doomed=True)
        beginning.story.then(stage)
        calls = [call.method for call in stage.sim.calls if call.method != ASKS_NOTHING] + [REPLY] * stage.replies
        return Undisturbed(stage.picture(), calls, stage.heard_commits())


def dies_everywhere(beginning: Beginning, known: Undisturbed, place: str) -> None:
    """Kill at each call or each commit, start anew, and compare with the undisturbed run; print the table of points."""
    points = known.points(place)
    assert points, "nothing happened in the undisturbed run"
    with ThreadPoolExecutor(AT_ONCE_ON_A_SERVER if beginning.postgres else AT_ONCE) as pool:
        found = list(pool.map(lambda point: _dies(beginning, known, point), points))
    print(f"\n{beginning.story.name}: {len(found)} points")
    for point, trouble in zip(points, found, strict=True):
        print(f"  {point}  {trouble or 'as if nothing had happened'}")
    bad = [f"{point}: {trouble}" for point, trouble in zip(points, found, strict=True) if trouble]
    assert not bad, "\n".join(bad)


def _dies(beginning: Beginning, known: Undisturbed, point: Point) -> str:
    try:
        with beginning.run() as stage:
            stage.start(point, doomed=True)
            beginning.story.then(stage)
            stage.come_back()
            if not stage.deaths:
                return "the process never came to this point"
            return "; ".join(differences(known.picture, stage.picture()))
    except AssertionError as fault:
        return f"{type(fault).__name__}: {fault}"


def differences(wanted: Picture, got: Picture) -> list[str]:
    """Return what is missing and what is there twice."""
    found = [f"unfinished: {one}" for one in got.unfinished]
    for name in sorted({*wanted.conversations, *got.conversations}):
        if name not in got.conversations or name not in wanted.conversations:
            found.append(f"{'missing' if name in wanted.conversations else 'too much'}: the conversation {name}")
            continue
        for what, counted in wanted.conversations[name].items():
            found += _compare(f"{name}, {what}", counted, got.conversations[name][what])
    found += _compare("timeline", wanted.timeline, got.timeline)
    return found + _compare("rows", Counter(wanted.rows), Counter(got.rows))


def _compare(where: str, wanted: "Counter[str]", got: "Counter[str]") -> list[str]:
    missing, extra = wanted - got, got - wanted
    return [f"{where}: missing {dict(missing)}"] * bool(missing) + [f"{where}: too much {dict(extra)}"] * bool(extra)
