"""What docs/simulator.md shows is run as it stands there, and every name it gives is there."""

import inspect
import re
from pathlib import Path

import pytest

from mvai_slackbot.simulator import Person, Simulator
from mvai_slackbot.simulator.people.views import Reply

PAGE = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text()


def test_the_example_runs() -> None:
    """The block of Python is a test of a small app; it is run like one."""
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    names: dict[str, object] = {}
    exec(compile(example.group(1), "docs/simulator.md", "exec"), names)
    tests = [found for name, found in names.items() if name.startswith("test_")]
    assert len(tests) == 1
    assert callable(tests[0])
    tests[0]()


@pytest.mark.parametrize(
    ("heading", "kind"), [("| somebody | does |", Person), ("| the simulator | |", Simulator), ("A `Reply` has", Reply)]
)
def test_every_name_of_the_page_is_there(heading: str, kind: type) -> None:
    """A name that was given another spelling would be found here."""
    part = PAGE.partition(heading)[2].partition("\n\n")[0]
    rows = [line.split("|")[1] if line.startswith("|") else line for line in part.splitlines()]
    named = {word for row in rows for word in re.findall(r"`([a-z_]+)", row)}
    named -= {"operation_timeout", "response_url", "the", "pause", "resume"}
    # What is set in __init__ is known by its source.
    known = set(dir(kind)) | set(re.findall(r"self\.([a-z_]+)", inspect.getsource(kind)))
    assert len(named) >= 6
    assert not named - known
