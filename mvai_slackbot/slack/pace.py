"""The pace Slack allows: what a method or a channel must wait before its next call.

Source: docs.slack.dev, rate limits. Tier 2 methods take 20 calls a minute; chat.postMessage about one a second a channel.
"""

import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mvai_slackbot.outbox import effects as e

MINUTE = 60.0
# Calls a minute that we allow ourselves, per method; the others are far from their limits.
# Of messages a workspace takes "several hundred" a minute: less than the least that the words allow.
PER_MINUTE = {
    "create_channel": 20,
    "set_topic": 20,
    "add_bookmark": 20,
    "pin_post": 20,
    "archive": 20,
    "invite": 50,
    "post": 280,
    "publish_home": 100,
    "look_at_channel": 48,
}


class Pace:
    """Remembers calls of the last minute and the waits Slack asked for; in memory, since Slack keeps the true count.

    `per_minute`: calls a minute by kind of effect; a kind that is not named is not limited. `minute`: its length in
    seconds, another one only where Slack's own limits are scaled alike.
    """

    def __init__(self, per_minute: Mapping[str, int] = PER_MINUTE, *, minute: float = MINUTE) -> None:
        self._per_minute = per_minute
        self._minute = minute
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._stopped: dict[str, float] = {}

    def wait(self, effect: e.Effect) -> float:
        """Return the seconds this effect must wait, and count it as called when that is 0."""
        now = time.monotonic()
        stopped = self._stopped.get(_gate(effect), 0.0) - now
        if stopped > 0:
            return stopped
        limit = self._per_minute.get(effect.kind)
        if limit is None or (isinstance(effect, e.Post) and effect.apart):
            # What must not wait behind other messages waits for no limit of ours either.
            return 0.0
        calls = self._calls[effect.kind]
        while calls and calls[0] <= now - self._minute:
            calls.popleft()
        if len(calls) >= limit:
            return calls[0] + self._minute - now
        calls.append(now)
        return 0.0

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Hold to no limit of ours for a while: for a rehearsed past, whose months go by in a minute."""
        held, self._per_minute = self._per_minute, {}
        try:
            yield
        finally:
            self._per_minute = held

    def stop(self, effect: e.Effect, seconds: float) -> None:
        """Let this method, or this channel's posts, wait as long as Slack asked."""
        self._stopped[_gate(effect)] = time.monotonic() + seconds


def _gate(effect: e.Effect) -> str:
    # Posts are limited per channel, all else per method.
    return effect.lane if isinstance(effect, e.Post) else effect.kind
