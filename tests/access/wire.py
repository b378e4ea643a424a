"""Signed requests built by hand, as somebody would forge them who knows every id; and what came back."""

import http.client
import json
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

from mvai_slackbot.simulator import Simulator
from mvai_slackbot.slack.listeners import Listener

from .examples import Examples

# Reading a profile changes nothing that anybody sees.
HARMLESS = "users.info"


@dataclass(frozen=True)
class Heard:
    """All that came back: the words of the answer, wherever they were said, and the Web API calls besides."""

    status: int
    words: str
    calls: tuple[str, ...]


class Wire:
    """One kept connection to the bot's front."""

    def __init__(self, sim: Simulator, port: int) -> None:
        self.sim = sim
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.numbers = count(1)
        self.opens = True

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def say(self, listener: Listener, user_id: str, examples: Examples, *, opens: bool) -> Heard:
        """Say the example to a listener, in somebody's name; `opens` when a form may follow."""
        self.opens = opens
        if listener.kind == "command":
            root, _, words = examples.command(listener).partition(" ")
            return self.command(user_id, examples.ids.channel, root, words)
        if listener.kind == "button":
            return self.press(user_id, examples.ids.channel, f"{listener.name}:0", examples.value(listener))
        if listener.kind == "form":
            return self.submit(user_id, examples.view(listener))
        return self._interaction(user_id, {
            "type": "message_action", "callback_id": listener.name, "channel": {"id": examples.ids.channel},
            "message": {"text": "calm words", "ts": "1.0"}, "message_ts": "1.0",
        })  # fmt: skip

    def command(self, user_id: str, channel: str, root: str, words: str) -> Heard:
        """Type a slash command."""
        url, trigger = self._ways_back(user_id)
        body = {
            "command": f"/{root}", "text": words, "user_id": user_id, "team_id": self._team, "channel_id": channel,
            "response_url": url, "trigger_id": trigger,
        }  # fmt: skip
        return self._send(body, url)

    def press(self, user_id: str, channel: str, action_id: str, value: str) -> Heard:
        """Press a button that was never shown."""
        action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
        where = {"type": "message", "message_ts": f"1.{next(self.numbers):06d}", "channel_id": channel}
        return self._interaction(
            user_id, {"type": "block_actions", "container": where, "channel": {"id": channel}, "actions": [action]}
        )

    def submit(self, user_id: str, view: dict[str, Any]) -> Heard:
        """Send a form that was never shown."""
        return self._interaction(
            user_id, {"type": "view_submission", "view": {"id": f"V{next(self.numbers)}", "type": "modal", **view}}
        )

    def _interaction(self, user_id: str, payload: dict[str, Any]) -> Heard:
        url, trigger = self._ways_back(user_id)
        payload |= {
            "team": {"id": self._team}, "user": {"id": user_id, "team_id": self._team}, "trigger_id": trigger,
            "response_url": url,
        }  # fmt: skip
        return self._send({"payload": json.dumps(payload)}, url)

    @property
    def _team(self) -> str:
        return self.sim.workspace.hub.team_id

    def _ways_back(self, user_id: str) -> tuple[str, str]:
        def issue() -> tuple[str, str]:
            workspace = self.sim.workspace
            home = workspace.channels.app_im(user_id)
            url = workspace.response_urls.url_of(workspace.response_urls.issue(user_id, home.id))
            # An attempt to open a form where none may open is seen among the calls, whatever its trigger.
            return url, workspace.triggers.issue(user_id, channel=home.id).id if self.opens else "forged"

        return self.sim.ask(issue)

    def _send(self, fields: dict[str, str], url: str) -> Heard:
        before = self.sim.conditions.log.count
        body = urlencode(fields).encode()
        self.connection.request("POST", "/slack/events", body, self.sim.signed_request(body))
        with self.connection.getresponse() as answer:
            words, status = answer.read().decode(), answer.status
        calls = [call for call in self.sim.conditions.log.after(before) if call.method != HARMLESS]
        said = self.sim.response_front.said.pop(url.rpartition("/")[2], [])
        shown = [json.dumps(json.loads(words) if words.startswith("{") else words, ensure_ascii=False)]
        shown += [json.dumps(call.arguments, ensure_ascii=False) for call in calls]
        shown += [json.dumps(one, ensure_ascii=False) for one in said]
        return Heard(status, "\n".join(shown), tuple(call.method for call in calls))
