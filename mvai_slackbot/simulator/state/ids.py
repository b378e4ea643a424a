"""Slack-like ids and message timestamps, unique within one workspace."""

import base64
import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from .clock import SimulatedClock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Ids:
    """Makes ids: ``steady`` ones come back after a restart (people, team, app), ``new`` ones never repeat."""

    def __init__(self, clock: SimulatedClock, seed: str) -> None:
        self._clock = clock
        self._seed = seed
        self._salt = secrets.token_hex(8)
        self._count = 0
        self._last_ts = 0

    def steady(self, prefix: str, name: str) -> str:
        """The same id for the same prefix, name and workspace, e.g. ``U0K3V…``."""
        return self._shape(prefix, f"{self._seed}/{prefix}/{name}")

    def new(self, prefix: str) -> str:
        """An id never given before."""
        self._count += 1
        return self._shape(prefix, f"{self._salt}/{self._count}")

    def ts(self) -> str:
        """A message timestamp ``1234567890.123456``: the workspace's time, unique and rising."""
        now = (self._clock.now() - _EPOCH) // _MICROSECOND
        self._last_ts = max(now, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def now(self) -> int:
        """The workspace's time in whole seconds since 1970, as in ``created``."""
        return int(self._clock.now().timestamp())

    @staticmethod
    def _shape(prefix: str, words: str) -> str:
        digest = hashlib.sha256(words.encode()).digest()
        return prefix + "0" + base64.b32encode(digest)[:9].decode()
