"""What ends by itself on the machine's clock: trigger_ids (3 s, one use) and response_urls (30 min, five uses)."""

import time

from .hub import Hub
from .records import ResponseUrl, SlackError, Trigger

# https://docs.slack.dev/interactivity/handling-user-interaction
TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


class Triggers:
    """The trigger_ids given out."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._by_id: dict[str, Trigger] = {}

    def issue(self, user: str, *, channel: str = "", view_id: str = "") -> Trigger:
        """A fresh trigger for a gesture of ``user``; ``view_id`` is the modal it happened in."""
        now = time.monotonic()
        if len(self._by_id) > 1000:
            # Old ones still have to be told apart from unknown ones, but not for ever.
            self._by_id = {key: t for key, t in self._by_id.items() if t.ends > now - 60}
        ends = now + TRIGGER_SECONDS * self._hub.patience
        number = self._hub.ids.ts().replace(".", "")
        trigger = Trigger(f"{number}.{self._hub.ids.new('X').lower()}", user, ends, channel=channel)
        trigger.view_id = view_id
        self._by_id[trigger.id] = trigger
        return trigger

    def spend(self, trigger_id: str) -> Trigger:
        """Uses it up; SlackError invalid_trigger_id, expired_trigger_id or exchanged_trigger_id."""
        trigger = self._by_id.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() > trigger.ends:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger


class ResponseUrls:
    """The response_urls given out; ``url_of`` is what goes into a payload."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._by_token: dict[str, ResponseUrl] = {}

    def issue(self, user: str, channel: str, *, message_ts: str | None = None, thread_ts: str = "") -> ResponseUrl:
        """A fresh one for a gesture of ``user`` in ``channel``."""
        token = self._hub.ids.new("R")
        kept = ResponseUrl(token, user, channel, time.monotonic() + RESPONSE_URL_SECONDS, message_ts, thread_ts)
        self._by_token[token] = kept
        return kept

    def url_of(self, kept: ResponseUrl) -> str:
        """Its address on this machine, ``/actions/TEAM/TOKEN``."""
        return f"{self._hub.base_url}/actions/{self._hub.team_id}/{kept.token}"

    def spend(self, token: str) -> ResponseUrl:
        """Counts one use; SlackError used_url when unknown, over, or used five times (Slack's word)."""
        kept = self._by_token.get(token)
        if kept is None or time.monotonic() > kept.ends or kept.used >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        kept.used += 1
        return kept
