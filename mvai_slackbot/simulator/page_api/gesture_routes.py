"""The page's writing routes: what a person types, presses, submits."""

from aiohttp import web

from ..gestures.interactions import Gestures
from ..gestures.result import GestureResult
from ..state.records import JSON, SlackError
from .answers import answering, body_of
from .viewer import Viewers


class GestureRoutes:
    """POST /page/…: each names the person in ``as`` and does what that person does."""

    def __init__(self, viewers: Viewers, gestures: Gestures) -> None:
        self._viewers = viewers
        self._gestures = gestures

    def table(self) -> list[web.RouteDef]:
        """The routes to mount."""
        names = (
            "say",
            "press",
            "submit",
            "close",
            "shortcut",
            "open_home",
            "read",
            "suggest",
            "open_dm",
            "join",
        )
        return [web.post(f"/page/{name}", answering(getattr(self, name))) for name in names]

    async def say(self, request: web.Request) -> JSON:
        """A message, or a slash command when the text begins with a slash."""
        body = await body_of(request)
        user, text = self._viewers.person(body["as"]).id, str(body["text"])
        thread = str(body.get("thread_ts") or "") or None
        if not text.startswith("/"):
            return _shape(await self._gestures.message(user, body["channel"], text, thread))
        if thread:
            # Commands of apps do not work in threads: https://docs.slack.dev/interactivity/implementing-slash-commands
            raise SlackError("This command is not supported in threads. Type it in the channel.")
        return _shape(await self._gestures.command(user, body["channel"], text))

    async def press(self, request: web.Request) -> JSON:
        """A block action: a button, or a choice made at once."""
        body = await body_of(request)
        user = self._viewers.person(body["as"]).id
        return _shape(await self._gestures.block_action(user, body["container"], body["action"], body.get("state")))

    async def suggest(self, request: web.Request) -> JSON:
        """The options of a menu with an external source for what was typed."""
        body = await body_of(request)
        user = self._viewers.person(body["as"]).id
        place = (body["container"], body["block_id"], body["action_id"])
        result = await self._gestures.suggest(user, *place, str(body.get("typed", "")))
        return {"ok": result.ok, "error": result.error, "options": result.blocks}

    async def submit(self, request: web.Request) -> JSON:
        """A form handed in; ``errors`` holds the app's words by block_id."""
        body = await body_of(request)
        user = self._viewers.person(body["as"]).id
        return _shape(await self._gestures.submit(user, body["view_id"], body["state"]))

    async def close(self, request: web.Request) -> JSON:
        """A form put away."""
        body = await body_of(request)
        return _shape(await self._gestures.close(self._viewers.person(body["as"]).id, body["view_id"]))

    async def shortcut(self, request: web.Request) -> JSON:
        """A global shortcut, or one on a message (``channel`` and ``ts``)."""
        body = await body_of(request)
        user = self._viewers.person(body["as"]).id
        channel, ts = (body.get("channel"), body.get("ts")) if body.get("ts") else (None, None)
        return _shape(await self._gestures.shortcut(user, body["callback_id"], channel, ts))

    async def open_home(self, request: web.Request) -> JSON:
        """The app's Home is looked at."""
        body = await body_of(request)
        return _shape(await self._gestures.open_home(self._viewers.person(body["as"]).id))

    async def read(self, request: web.Request) -> JSON:
        """Everything in ``channel`` up to ``ts`` was seen."""
        body = await body_of(request)
        viewer = self._viewers.person(body["as"])
        channel = self._viewers.channel(viewer, body["channel"])
        if viewer.id in channel.members:
            self._viewers.workspace.messages.mark_read(channel, viewer.id, str(body["ts"]))
        return {}

    async def open_dm(self, request: web.Request) -> JSON:
        """The direct message with ``user``, made when there is none yet."""
        body = await body_of(request)
        viewer, other = self._viewers.person(body["as"]), self._viewers.workspace.users.get(body["user"])
        channel = self._viewers.workspace.channels.im(viewer.id, other.id)
        return {"channel": self._viewers.channel_shape(viewer, channel)}

    async def join(self, request: web.Request) -> JSON:
        """The person joins a public channel they see."""
        body = await body_of(request)
        viewer = self._viewers.person(body["as"])
        self._viewers.workspace.channels.join(self._viewers.channel(viewer, body["channel"]), viewer)
        return {}


def _shape(result: GestureResult) -> JSON:
    shape: JSON = {"ok": result.ok, "error": result.error, "errors": result.errors}
    return shape | {"reply": {"text": result.text, "blocks": result.blocks, "ts": result.ts, "channel": result.channel}}
