"""Faults that can be expected become one clear line and an exit code; only what nobody expected shows a traceback."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from mvai_slackbot.errors import Refused
from mvai_slackbot.slack.errors import code_of

P = ParamSpec("P")
R = TypeVar("R")


def plainly(run: Callable[P, R]) -> Callable[P, R]:
    """Let a sub-command say expected faults in one line; its exit code is 1 then."""

    @functools.wraps(run)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return run(*args, **kwargs)
        except (Refused, SlackApiError, ClientError, DBAPIError, OSError) as fault:
            raise click.ClickException(in_words(fault)) from None

    return told


def in_words(fault: Exception) -> str:
    """Return an expected fault in one line, without secrets and without anybody's words."""
    if isinstance(fault, Refused):
        return fault.text
    if isinstance(fault, SlackApiError):
        said = code_of(fault) or "with a page, not with JSON"
        return f"Slack answered {said}. Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, then run: mvai-slackbot doctor"
    if isinstance(fault, DBAPIError):
        first = str(fault.orig).strip().splitlines()[:1] or [type(fault.orig).__name__]
        return f"DATABASE_URL: the database does not answer ({first[0]})"
    if isinstance(fault, ClientError):
        return f"SLACK_API_URL: Slack cannot be reached ({type(fault).__name__}). Is this machine online?"
    # Of a failed file or port only the system's reason and the path or address are known here: both help.
    return str(fault)
