"""A workspace behind real HTTP in its own thread, and the real SDK's clients in front of it."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from aiohttp import web
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from mvai_slackbot.simulator.state.records import Channel, User
from mvai_slackbot.simulator.state.workspace import Workspace
from mvai_slackbot.simulator.wire.conditions import Conditions
from mvai_slackbot.simulator.wire.server import create_app, serve

T = TypeVar("T")
_SCOPES = (
    "app_mentions:read bookmarks:read bookmarks:write channels:history channels:join channels:manage channels:read "
    "chat:write commands dnd:read files:write groups:history groups:read groups:write im:history im:read im:write "
    "pins:read pins:write reactions:read reactions:write team:read usergroups:read users:read users:read.email"
)
_EVENTS = (
    "app_mention channel_archive channel_created channel_rename group_archive group_rename group_left group_unarchive "
    "member_joined_channel member_left_channel message.im message.groups pin_added user_change team_join"
)


def manifest(scopes: list[str] | None = None) -> dict[str, Any]:
    """A small app's manifest."""
    return {
        "display_information": {"name": "Helper"},
        "features": {
            "bot_user": {"display_name": "Helper"},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        },
        "oauth_config": {"scopes": {"bot": _SCOPES.split() if scopes is None else scopes}},
        "settings": {"event_subscriptions": {"bot_events": _EVENTS.split()}},
    }


class World:
    """A running workspace with Ana, Bo and a guest, Gus; ``client`` is the app's."""

    def __init__(self, app_manifest: dict[str, Any] | None = None) -> None:
        self.events: list[dict[str, Any]] = []
        self.ws = Workspace(app_manifest or manifest(), team_name="Test Town", on_event=self.events.append)
        self.ana = self.ws.add_person("ana", real_name="Ana Torres", email="ana@example.org")
        self.bo = self.ws.add_person("bo", real_name="Bo Lind", tz="Europe/Stockholm")
        self.gus = self.ws.add_person("gus", real_name="Gus Gast", is_restricted=True)
        self.conditions = Conditions()
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> "World":
        self._thread.start()
        self.runner: web.AppRunner = self._run(serve(create_app(self.ws, self.conditions), self.ws, "127.0.0.1", 0))
        self.url = f"{self.ws.hub.base_url}/api/"
        self.client = self.client_with(self.ws.hub.bot_token)
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self.runner.cleanup())
        # A connection that was cut closes a turn of the loop later.
        self._run(asyncio.sleep(0))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def client_with(self, token: str | None) -> WebClient:
        """A client that never tries twice by itself."""
        return WebClient(token=token, base_url=self.url, retry_handlers=[])

    def do(self, act: Callable[[], T]) -> T:
        """Lets a person act, on the workspace's own thread."""

        async def acting() -> T:
            return act()

        return self._run(acting())

    def private_channel(self, name: str = "team-one") -> Channel:
        """A private channel made by the app."""
        answer = self.client.conversations_create(name=name, is_private=True)
        return self.ws.channels.get(answer["channel"]["id"])

    def person(self, handle: str, **fields: Any) -> User:
        """One more person."""
        return self.do(lambda: self.ws.add_person(handle, **fields))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)


def refusal(call: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
    """The answer of a call that Slack refuses; AssertionError when it goes through."""
    try:
        call(**arguments)
    except SlackApiError as error:
        data = error.response.data
        assert isinstance(data, dict)
        return data
    raise AssertionError("the call went through")
