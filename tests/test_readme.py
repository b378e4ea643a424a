"""The README says what the code does."""

import re
from pathlib import Path

from mvai_slackbot.cli.commands import as_markdown

README = Path(__file__).parent.parent / "README.md"


def test_the_table_of_commands_is_what_the_bot_hears() -> None:
    """After a change: put what `mvai-slackbot commands` prints between the two markers."""
    found = re.search(
        r"<!-- commands:.*?-->\n(.*?)\n?<!-- /commands -->", README.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found is not None
    assert found.group(1).strip() == as_markdown("mvai").strip()


def test_the_first_two_fenced_blocks_are_the_two_commands() -> None:
    """One for the simulator, one for the tests."""
    blocks = re.findall(r"^```\w*\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert blocks[0].strip().endswith("-m mvai_slackbot simulate")
    assert "-m pytest" in blocks[1]
    assert all(len(block.strip().splitlines()) == 1 for block in blocks[:2])


def test_every_file_that_the_readme_links_to_is_there() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\(((?!http)[^)#]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (README.parent / link).exists()] == []
