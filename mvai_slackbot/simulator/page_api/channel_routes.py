"""The page's routes for what people do to channels and messages without the app: leave, archive, add, pin, edit."""

from collections.abc import Callable

from aiohttp import web

from ..state.escaping import Escaping
from ..state.records import JSON, Channel, Message, SlackError, User
from .answers import answering, body_of
from .viewer import Viewers

ChannelDeed = Callable[[Channel, User, JSON], None]
MessageDeed = Callable[[Channel, Message, User, JSON], None]


class ChannelRoutes:
    """POST /page/channel and /page/message: ``do`` names the deed."""

    def __init__(self, viewers: Viewers) -> None:
        self._viewers = viewers
        self._ws = viewers.workspace
        self._escaping = Escaping(viewers.workspace)
        self._channel_deeds: dict[str, ChannelDeed] = {
            "leave": lambda channel, who, _: self._ws.channels.leave(channel, who),
            "archive": lambda channel, who, _: self._ws.life.archive(channel, who.id),
            "unarchive": lambda channel, who, _: self._ws.life.unarchive(channel, who.id),
            "rename": lambda channel, who, body: self._ws.life.rename(channel, str(body["name"]), who.id),
            "add": self._add,
        }
        self._message_deeds: dict[str, MessageDeed] = {
            "pin": lambda channel, message, who, _: self._ws.messages.pin(channel, message, who.id),
            "unpin": lambda channel, message, who, _: self._ws.messages.unpin(channel, message, who.id),
            "edit": self._edit,
            "delete": self._delete,
            "dismiss": self._dismiss,
        }

    def table(self) -> list[web.RouteDef]:
        """The routes to mount."""
        return [
            web.post("/page/channel", answering(self.channel)),
            web.post("/page/message", answering(self.message)),
        ]

    async def channel(self, request: web.Request) -> JSON:
        """Does something to a whole channel, as a member of it."""
        body = await body_of(request)
        who = self._viewers.person(body["as"])
        channel = self._viewers.channel(who, str(body["channel"]))
        deed = self._channel_deeds.get(str(body["do"]))
        if deed is None or channel.is_im:
            raise SlackError("not_found")
        # Whoever archived it, anybody who sees it may open it again, as in a workspace without restrictions.
        if who.id not in channel.members and body["do"] != "unarchive":
            raise SlackError("not_in_channel")
        deed(channel, who, body)
        return {}

    async def message(self, request: web.Request) -> JSON:
        """Does something to one message."""
        body = await body_of(request)
        who = self._viewers.person(body["as"])
        channel = self._viewers.channel(who, str(body["channel"]))
        message = self._ws.messages.find(channel, str(body["ts"]))
        deed = self._message_deeds.get(str(body["do"]))
        if message is None or deed is None or message.ephemeral_to not in ("", who.id):
            raise SlackError("message_not_found")
        if bool(message.ephemeral_to) != (body["do"] == "dismiss"):
            raise SlackError("message_not_found")
        if channel.is_archived and body["do"] != "dismiss":
            raise SlackError("is_archived")
        deed(channel, message, who, body)
        return {}

    def _add(self, channel: Channel, who: User, body: JSON) -> None:
        self._ws.channels.join(channel, self._ws.users.get(str(body["user"])), inviter=who.id)

    def _edit(self, channel: Channel, message: Message, who: User, body: JSON) -> None:
        if message.user != who.id:
            raise SlackError("cant_update_message")
        text = self._escaping.message(str(body["text"]).strip())
        if not text:
            raise SlackError("no_text")
        self._ws.messages.edit(channel, message, who.id, text=text)

    def _delete(self, channel: Channel, message: Message, who: User, _body: JSON) -> None:
        if message.user != who.id:
            raise SlackError("cant_delete_message")
        self._ws.messages.delete(channel, message)

    def _dismiss(self, channel: Channel, message: Message, _who: User, _body: JSON) -> None:
        self._ws.messages.delete(channel, message)
