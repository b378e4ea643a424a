"""The carrier to Slack: one effect to the Web API calls it takes, and what a second try looks at first."""

from contextlib import suppress
from dataclasses import replace
from html import unescape
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Busy, Gone, Later, Never, Outcome, Try, Undone
from mvai_slackbot.slack import pictures
from mvai_slackbot.slack.errors import ALREADY_SO, Verdict, code_of, judge
from mvai_slackbot.slack.pace import Pace
from mvai_slackbot.slack.prefix import USUAL, Prefix
from mvai_slackbot.slack.warm import Warm

ENTRY_EVENT = "mvai_entry"
LOOK_BACK = 100
# Slack's clock and ours may differ by so many seconds.
CLOCKS_APART = 60


class Calls:
    """The Web API, one method per kind of effect."""

    by = e.By.SLACK

    def __init__(
        self, client: AsyncWebClient, bot_user_id: str, prefix: str = USUAL, *, pace: Pace | None = None
    ) -> None:
        self.client = client
        self.pace = pace or Pace()
        self._prefix = Prefix(prefix)
        self.bot_user_id = bot_user_id
        self._warm = Warm(client)

    def wait(self, effect: e.Effect) -> float:
        """Return the seconds this effect must wait for its turn."""
        return self.pace.wait(effect)

    async def perform(self, effect: e.Effect, this: Try) -> Outcome:
        """Do the effect; raise `Undone` with Slack's own code when Slack refuses."""
        try:
            return await self._perform(self._prefix.of_effect(effect), this)
        except ClientError as error:
            raise Later(type(error).__name__.lower()) from error
        except SlackApiError as error:
            code = code_of(error)
            if judge(code, error.response.status_code) is Verdict.ALREADY:
                return Outcome()
            refusal = undone(error)
            if isinstance(refusal, Busy):
                self.pace.stop(effect, refusal.seconds)
            raise refusal from error

    async def _perform(self, effect: e.Effect, this: Try) -> Outcome:
        client = self.client
        match effect:
            case e.CreateChannel():
                self._warm.ahead()
                return await self._create(effect, this)
            case e.Post():
                return await self._post(effect, this)
            case e.Invite():
                return await self._invite(effect)
            case e.Remove():
                await self._remove(effect)
            case e.SetTopic():
                await self._topic(effect, this)
            case e.AddBookmark():
                await self._bookmark(effect, this)
            case e.PinPost():
                await client.pins_add(channel=this.channel, timestamp=this.ts)
            case e.Archive():
                await client.conversations_archive(channel=effect.channel)
            case e.LookUpPerson():
                return Outcome(read=dict((await client.users_info(user=effect.person))["user"]))
            case e.LookAtChannel():
                return await self._look(effect)
            case e.LookAtRest():
                return Outcome(read=dict((await client.dnd_info(user=effect.person)).data))  # type: ignore[arg-type]  # JSON, never bytes
            case e.Reply():
                await self._reply(effect)
            case e.PublishHome():
                await client.views_publish(user_id=effect.person, view={"type": "home", "blocks": effect.blocks})
        return Outcome()

    async def _create(self, effect: e.CreateChannel, this: Try) -> Outcome:
        for suffix in ("", *(f"-{number}" for number in range(2, 10))):
            name = effect.name[: 80 - len(suffix)] + suffix
            try:
                channel = (await self.client.conversations_create(name=name, is_private=True))["channel"]
            except SlackApiError as error:
                if code_of(error) != "name_taken":
                    raise
                found = await self._ours(name, this) if this.again else None
                if found is None:
                    continue
                channel = found
            if not channel.get("is_private"):
                raise Never("not_private")
            return Outcome(channel=channel["id"], read=dict(channel))
        raise SlackApiError("every name is taken", {"ok": False, "error": "name_taken"})  # type: ignore[no-untyped-call]  # the SDK leaves it untyped

    async def _ours(self, name: str, this: Try) -> dict[str, Any] | None:
        """Return the channel that an earlier try of ours made, and no other of that name."""
        cursor = ""
        while True:
            page = await self.client.users_conversations(
                types="private_channel", exclude_archived=True, limit=200, cursor=cursor
            )
            for channel in page["channels"]:
                made_by_us = channel.get("creator") == self.bot_user_id and channel.get("is_private")
                since_then = channel["created"] >= this.first_tried_at.timestamp() - CLOCKS_APART
                if channel["name"] == name and made_by_us and since_then:
                    return dict(channel)
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    async def _post(self, effect: e.Post, this: Try) -> Outcome:
        effect = await pictures.with_pictures(self.client, effect)
        blocks = effect.message.blocks or None
        mark = {"event_type": ENTRY_EVENT, "event_payload": {"entry": this.mark}}
        if this.ts:
            try:
                await self.client.chat_update(
                    channel=this.channel, ts=this.ts, text=effect.message.text, blocks=blocks, metadata=mark
                )
            except SlackApiError as error:
                if code_of(error) in ("message_not_found", "cant_update_message", "edit_window_closed"):
                    raise Gone from error
                raise
            return Outcome(this.channel, this.ts)
        if this.again and (found := await self._posted(effect.to, this)) is not None:
            # The words may have changed since: a keyed post that waits takes the newer ones.
            with suppress(Gone):
                return await self._post(effect, replace(this, channel=found.channel, ts=found.ts))
            return found
        return await pictures.shown(self.client, effect, blocks, mark)

    async def _posted(self, to: str, this: Try) -> Outcome | None:
        """Look whether an earlier try reached Slack: its mark stands in the message's metadata."""
        channel = to
        if to.startswith(("U", "W")):
            channel = (await self.client.conversations_open(users=to))["channel"]["id"]
        oldest = f"{this.first_tried_at.timestamp() - CLOCKS_APART:.6f}"
        cursor = ""
        while True:
            page = await self.client.conversations_history(
                channel=channel, oldest=oldest, limit=LOOK_BACK, cursor=cursor, include_all_metadata=True
            )
            for message in page["messages"]:
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("entry") == this.mark:
                    return Outcome(channel, message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None

    async def _remove(self, effect: e.Remove) -> None:
        try:
            await self.client.conversations_kick(channel=effect.channel, user=effect.person)
        except SlackApiError as error:
            # Of a kick this says that the person is out already (docs.slack.dev, conversations.kick).
            if code_of(error) != "not_in_channel":
                raise

    async def _topic(self, effect: e.SetTopic, this: Try) -> None:
        if this.again:
            # Slack writes a line into the channel each time a topic is set, even to what it was.
            channel = (await self.client.conversations_info(channel=effect.channel))["channel"]
            if unescape(str((channel.get("topic") or {}).get("value"))) == effect.topic:
                return
        await self.client.conversations_setTopic(channel=effect.channel, topic=effect.topic)

    async def _invite(self, effect: e.Invite) -> Outcome:
        # force=true invites who can be invited; those who cannot are named in the answer.
        answer = await self.client.api_call(
            "conversations.invite",
            params={"channel": effect.channel, "users": ",".join(effect.people), "force": "true"},
        )
        refused = [one for one in answer.get("errors") or () if one.get("error") not in ALREADY_SO]
        missed = [str(error.get("user")) for error in refused]
        return Outcome(effect.channel, read={"missed": missed})

    async def _bookmark(self, effect: e.AddBookmark, this: Try) -> None:
        if this.again:
            listed = await self.client.bookmarks_list(channel_id=effect.channel)
            if any(bookmark.get("link") == effect.link for bookmark in listed["bookmarks"]):
                return
        await self.client.bookmarks_add(channel_id=effect.channel, title=effect.title, type="link", link=effect.link)

    async def _reply(self, effect: e.Reply) -> None:
        if self.client.session is None:
            raise RuntimeError("delivery needs the pooled session")
        body = {**effect.message.model_dump(), "replace_original": True, "response_type": "ephemeral"}
        async with self.client.session.post(effect.response_url, json=body) as response:
            if response.status >= 500:
                raise SlackApiError("reply", {"ok": False, "error": "service_unavailable"})  # type: ignore[no-untyped-call]  # the SDK leaves it untyped
            # An address that is used up or too old (4xx) is no loss: the same words stand in the channel.
            await response.read()

    async def _look(self, effect: e.LookAtChannel) -> Outcome:
        channel = dict((await self.client.conversations_info(channel=effect.channel))["channel"])
        if not effect.members:
            return Outcome(effect.channel, read=channel)
        members: list[str] = []
        cursor = ""
        while True:
            page = await self.client.conversations_members(channel=effect.channel, limit=200, cursor=cursor)
            members += [member for member in page["members"] if member != self.bot_user_id]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return Outcome(effect.channel, read={**channel, "members": members})


def undone(error: SlackApiError) -> Undone:
    """Return what Slack's refusal means for the effect."""
    response = error.response
    code, status = code_of(error) or "http_error", int(getattr(response, "status_code", 0) or 0)
    if status == 429:
        headers = getattr(response, "headers", None) or {}
        return Busy("ratelimited", float(headers.get("Retry-After") or headers.get("retry-after") or 0) or 1.0)
    return Later(code) if judge(code, status) is Verdict.LATER else Never(code)
