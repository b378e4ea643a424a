"""Slack's published rate limits, on the machine's clock (https://docs.slack.dev/apis/web-api/rate-limits)."""

import math
import time
from collections import deque

# Requests per minute, method, workspace and app.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
# "Hundreds of requests per minute" for auth.test and chat.getPermalink, and "several hundred messages per minute" for
# a workspace: Slack names no figure, so this is the lowest that the words allow.
HUNDREDS = 300
# "Generally one message per second per channel, while also allowing brief bursts": Slack does not say how brief.
BURST = 3

_MINUTE = 60.0


class Rates:
    """Counts calls; ``scale`` 60 makes a minute pass in one second. Only accepted calls are counted."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self._calls: dict[str, deque[float]] = {}
        self._channels: dict[str, tuple[float, float]] = {}

    def wait(self, method: str, per_minute: int, channel: str = "") -> int:
        """Counts one call; 0 when it may pass, else the Retry-After in whole seconds.

        ``channel`` is given for chat.postMessage only, whose limit is per channel and second.
        """
        now = time.monotonic() * self.scale
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - _MINUTE:
            calls.popleft()
        short = calls[0] + _MINUTE - now if len(calls) >= per_minute else 0.0
        tokens = self._tokens(channel, now) if channel else 1.0
        short = max(short, 1.0 - tokens)
        if short > 0:
            return max(1, math.ceil(short / self.scale))
        calls.append(now)
        if channel:
            self._channels[channel] = (tokens - 1.0, now)
        return 0

    def forget(self) -> None:
        """Starts counting anew."""
        self._calls.clear()
        self._channels.clear()

    def _tokens(self, channel: str, now: float) -> float:
        tokens, since = self._channels.get(channel, (float(BURST), now))
        return min(float(BURST), tokens + (now - since))
