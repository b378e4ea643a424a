"""Replies that need a call of their own: open, update, tell through a response_url; and what is said when it fails."""

import asyncio
import traceback
from dataclasses import replace
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.message import Message
from mvai_slackbot.slack.arguments import typed_back
from mvai_slackbot.slack.blocks import MOST_BLOCKS, in_quiet, resolve, section
from mvai_slackbot.slack.errors import code_of
from mvai_slackbot.slack.forms import note
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.replies import Open, Say, Update, View, Wrong
from mvai_slackbot.slack.text import as_typed, given_back

log = structlog.get_logger()
REPLY_SECONDS = 1.5
# Shorter words are typed again in a moment; longer ones come back whole.
WORTH_KEEPING = 60
# Blocks that Slack shows in messages and in no form (docs.slack.dev, table block).
NOT_IN_FORMS = ("table", "data_table", "data_visualization")
IN_MESSAGES = "It is in your direct message with the bot: press *Messages* above, beside *Home*."


class Replier:
    """Answers one gesture; a reply may be lost, since what it speaks of is committed already."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client

    async def open(self, invocation: Invocation, answer: Open | Update) -> bool:
        """Open a form, on top of the one that is open if any; False when Slack does not let us any more."""
        call = self.client.views_push if invocation.view_id else self.client.views_open
        return await self._call(call(trigger_id=invocation.trigger_id, view=answer.view))

    async def update(self, invocation: Invocation, view: View) -> None:
        """Put another form in the place of the one that is open."""
        await self._call(self.client.views_update(view_id=invocation.view_id, view=view))

    async def say(self, invocation: Invocation, answer: Say) -> None:
        """Tell the person: in the form they pressed in, else beside the message they pressed on."""
        if invocation.view_id:
            await self.update(invocation, note("MVAI", answer.message))
            return
        if invocation.home:
            await self._say_at_home(invocation, answer.message)
            return
        if not invocation.response_url:
            return
        body = {**answer.message.model_dump(), "replace_original": answer.replace, "response_type": "ephemeral"}
        session = self.client.session
        if session is None:
            raise RuntimeError("the edge needs the pooled session")
        try:
            async with asyncio.timeout(REPLY_SECONDS):
                async with session.post(invocation.response_url, json=body) as response:
                    await response.read()
        except (ClientError, TimeoutError):
            log.warning("reply.lost", user=invocation.user_id)

    async def _say_at_home(self, invocation: Invocation, words: Message) -> None:
        # A Home tab has no message to answer beside: a form on top of it, else a direct message.
        fits = all(block["type"] not in NOT_IN_FORMS for block in words.blocks)
        view = note("MVAI", words if fits else Message(text=IN_MESSAGES))
        opened = await self._call(self.client.views_open(trigger_id=invocation.trigger_id, view=view))
        if not (opened and fits):
            quiet = in_quiet(words)
            await self._call(
                self.client.chat_postMessage(channel=invocation.user_id, text=quiet.text, blocks=quiet.blocks)
            )

    async def _call(self, call: Any) -> bool:
        try:
            async with asyncio.timeout(REPLY_SECONDS):
                await call
        except SlackApiError as error:
            log.warning("reply.refused", error=code_of(error))
            return False
        except (ClientError, TimeoutError):
            log.warning("reply.lost")
            return False
        return True


def where(fault: BaseException) -> list[str]:
    """Return the places a fault went through, and only those."""
    # An exception's message may quote what a person typed.
    return [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)[-6:]]


def apology(ident: str) -> str:
    """Return what is said when something failed on our side; the number is in the log."""
    return (
        f"Something went wrong on our side, and nothing was changed. Please try again. "
        f"If it stays, tell a coordinator this number: `{ident}`."
    )


def with_words(answer: Wrong, words: str) -> Wrong:
    """Return why a command was not done together with what was typed: Slack keeps nothing of it, and it may be long."""
    typed = as_typed(words).strip()
    if len(typed) < WORTH_KEEPING or "You typed:" in answer.message.text:
        return answer
    if line := typed_back(words):
        kept = f"{answer.message.text}\n{line.strip()}"
        return replace(answer, message=answer.message.model_copy(update={"text": kept}))
    pieces = [section(f"```{piece}```") for piece in given_back(typed)][: MOST_BLOCKS - 3]
    # The reason stands at both ends: a long answer is seen from its end.
    why = section(answer.message.text)
    blocks = resolve([why, section("You typed:"), *pieces, why])
    return replace(answer, message=answer.message.model_copy(update={"blocks": blocks}))


def too_late(words: str) -> str:
    """Return what is said when Slack's three seconds were over; nothing that was typed is lost."""
    said = "Slack closed the door before the form could open. Nothing was saved. Please try again."
    return f"{said}\n{typed_back(words)}".strip()
