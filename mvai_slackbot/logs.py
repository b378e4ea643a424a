"""Logging, set up once: our own lines carry ids, never content; of other libraries' lines only place and kind are kept."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

Event = MutableMapping[str, Any]


def set_up(*, readable: bool, quiet: bool = False, stream: TextIO | None = None) -> None:
    """Write JSON lines, or with `readable` lines for a person at a terminal, to a stream (standard error).

    `quiet`: warnings and errors only.
    """
    out = stream or sys.stderr
    last: Any = structlog.dev.ConsoleRenderer(colors=out.isatty()) if readable else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%H:%M:%S" if readable else "iso", utc=not readable),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [Foreign()]
    root.setLevel(logging.WARNING)


class Foreign(logging.Handler):
    """Lines of other libraries: Bolt and the SDK put whole payloads into theirs, and errors quote what was typed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell where the line came from and which kind of error it spoke of, and not a word of its text."""
        fault = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        said = structlog.get_logger(record.name)
        said.log(
            max(record.levelno, logging.INFO),
            "library",
            logger=record.name,
            place=f"{record.module}:{record.lineno}",
            **({"error": fault} if fault else {}),
        )
