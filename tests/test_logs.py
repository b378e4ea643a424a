"""Logs carry ids, never content: not ours, and not what other libraries would print."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from mvai_slackbot import logs

SECRET = "saxifrage"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Log as servers do, into memory; afterwards everything is as it was."""
    root, before = logging.getLogger(), (logging.getLogger().handlers[:], logging.getLogger().level)
    stream = io.StringIO()
    logs.set_up(readable=False, stream=stream)
    yield stream
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_our_lines_are_json_with_a_time(lines: io.StringIO) -> None:
    """One object a line, so that a platform can search it."""
    structlog.get_logger().info("heard", user="U1")
    said = json.loads(lines.getvalue())
    assert (said["event"], said["user"], said["level"]) == ("heard", "U1", "info")
    assert said["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    "name", ["slack_bolt", "slack_sdk.web", "slack_sdk.socket_mode.aiohttp", "aiohttp.server", "asyncio"]
)
def test_no_word_of_another_librarys_line_is_kept(lines: io.StringIO, name: str) -> None:
    """Bolt prints whole payloads of requests nobody answers, the SDK those it could not send, errors quote their input."""
    logger = logging.getLogger(name)
    logger.warning("Unhandled request ({'text': '%s'})" % SECRET)  # noqa: UP031 - as the SDK writes it
    logger.error("payload %s", {"text": SECRET})
    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception(f"failed with {SECRET}")
    logger.debug(SECRET)
    said = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert SECRET not in lines.getvalue()
    assert [one["level"] for one in said] == ["warning", "error", "error"]
    assert said[-1]["error"] == "ValueError"
    assert {one["logger"] for one in said} == {name}


def test_simulate_is_readable(capsys: pytest.CaptureFixture[str]) -> None:
    """For a person at a terminal: a time and words, no JSON; quiet unless something is wrong."""
    stream = io.StringIO()
    root, before = logging.getLogger(), (logging.getLogger().handlers[:], logging.getLogger().level)
    logs.set_up(readable=True, quiet=True, stream=stream)
    structlog.get_logger().info("heard")
    structlog.get_logger().warning("reply.lost", user="U1")
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()
    assert "heard" not in stream.getvalue()
    assert "reply.lost" in stream.getvalue()
    assert not stream.getvalue().startswith("{")
