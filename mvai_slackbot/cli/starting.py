"""What `run`, `web` and `worker` do alike: settings, logs, schema, and then the bot."""

import ctypes
import gc
from collections.abc import Awaitable, Callable
from contextlib import suppress

from mvai_slackbot import logs
from mvai_slackbot.app import Bot, build
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.errors import Refused
from mvai_slackbot.runtime import until_signal
from mvai_slackbot.settings import Settings, read_settings

# Source: mallopt(3).
M_ARENA_MAX = -8
# Setting, and where a person finds its value.
WHERE = {
    "slack_bot_token": "the bot token (xoxb-…) is on the app's page under OAuth & Permissions",
    "slack_app_token": "the app token (xapp-…) is on the app's page under Basic Information, App-Level Tokens",
    "slack_signing_secret": "it is on the app's page under Basic Information",
}


def start(main: Callable[[Bot], Awaitable[None]], *needs: str, migrates: bool = False) -> None:
    """Run `main` with a bot until SIGTERM or Ctrl-C; `Refused` names the first setting that is missing."""
    _keep_one_heap()
    settings = read_settings()
    require(settings, *needs)
    logs.set_up(readable=False)
    bot = build(settings, database=opened(settings, migrates=migrates))
    _set_apart_what_stays()
    until_signal(lambda: main(bot))


def require(settings: Settings, *needs: str) -> None:
    """Raise `Refused` for the first of the secrets that is not set."""
    for name in needs:
        if not getattr(settings, name).get_secret_value():
            raise Refused(f"{name.upper()} is missing: {WHERE[name]}.")


def _keep_one_heap() -> None:
    # glibc gives each thread a heap of its own and hands little of it back; with few threads that is memory for nothing.
    with suppress(OSError, AttributeError):  # another C library has neither the call nor the habit
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def _set_apart_what_stays() -> None:
    # Some 200,000 objects were made by loading and live as long as the process: walking them again and again would hold up
    # an acknowledgement by a tenth of a second now and then. What loading left over goes first: frozen, it would stay.
    gc.collect()
    gc.freeze()
