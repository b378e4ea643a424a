"""Bolt's side: hear Slack, run the work in a thread, then call, then acknowledge; two seconds at most."""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.errors import Refused
from mvai_slackbot.metrics import Metrics
from mvai_slackbot.slack import payloads
from mvai_slackbot.slack.arguments import mentioned
from mvai_slackbot.slack.dispatch import Dispatch
from mvai_slackbot.slack.forms import note
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.prefix import Prefix
from mvai_slackbot.slack.replier import Replier, apology, too_late, where, with_words
from mvai_slackbot.slack.replies import Answer, Failed, Open, Reject, Say, Update, Wrong, say, wrong

log = structlog.get_logger()
EVERYTHING = re.compile(".*")
LOOK_UP_SECONDS = 1.0
REPLY_SECONDS = 1.5
Ack = Callable[..., Any]


class Edge:
    """Everything Bolt hears goes through here."""

    def __init__(self, dispatch: Dispatch, client: AsyncWebClient, pool: ThreadPoolExecutor, metrics: Metrics) -> None:
        self.dispatch = dispatch
        self.metrics = metrics
        self.client = client
        self.replier = Replier(client)
        self.prefix = Prefix(dispatch.prefix)
        self.pool = pool
        self.team_id = ""
        self.bot_user_id = ""

    def bolt(self, signing_secret: str, token: str) -> AsyncApp:
        """Return the Bolt app that hears everything the listeners declare."""

        # Bolt would ask Slack who it is; we asked once, at the start.
        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=None, team_id=self.team_id, bot_token=token, bot_user_id=self.bot_user_id, bot_id="B"
            )

        # Without the token, which each request gets by `authorize`: Bolt would warn that it leaves one of two aside.
        client = AsyncWebClient(base_url=self.client.base_url, session=self.client.session, retry_handlers=[])
        app = AsyncApp(
            # Without a name, Bolt reads the source of every module on the stack to find one, and keeps it.
            name="mvai-slackbot",
            signing_secret=signing_secret,
            client=client,
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=False,
            logger=logging.getLogger("slack_bolt"),
        )
        prefix = self.dispatch.prefix
        for root in (prefix, *(f"{prefix}-{noun}" for noun in self.dispatch.nouns)):
            app.command(f"/{root}")(self._command)
        app.action(EVERYTHING)(self._action)
        app.view(EVERYTHING)(self._form)
        app.view_closed(EVERYTHING)(self._nothing)
        app.shortcut(EVERYTHING)(self._shortcut)
        for event_type in dict.fromkeys(
            name.split("_im")[0] for kind, name in self.dispatch.listeners if kind == "event"
        ):
            app.event(event_type)(self._event)
        return app

    async def in_thread(self, run: Callable[..., Any], *args: Any) -> Any:
        """Run plain synchronous work in the bounded pool."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, run, *args)

    async def _nothing(self, ack: Ack) -> None:
        await ack()

    async def _command(self, body: dict[str, Any], ack: Ack) -> None:
        root, words = str(body["command"]).removeprefix("/"), str(body.get("text") or "")
        invocation = payloads.from_command(body)
        await self._meet(mentioned(words))
        answer = await self._answer("command", f"/{root}", invocation, self.dispatch.command, invocation, root, words)
        if isinstance(answer, Open | Update):
            opened = await self.replier.open(invocation, answer)
            answer = None if opened else _unopened(answer, words)
        if isinstance(answer, Wrong):
            answer = with_words(answer, words)
        if isinstance(answer, Say):
            await ack(text=answer.message.text, blocks=answer.message.blocks or None, response_type="ephemeral")
        else:
            await ack()

    async def _action(self, body: dict[str, Any], action: dict[str, Any], ack: Ack) -> None:
        invocation = payloads.from_interaction(body)
        if action.get("url") and "value" not in action:
            await ack()
            return
        answer = await self._answer("button", action["action_id"], invocation, self.dispatch.button, invocation, action)
        if isinstance(answer, Open) or (isinstance(answer, Update) and invocation.home):
            if not await self.replier.open(invocation, answer):
                answer = _unopened(answer, "")
        elif isinstance(answer, Update):
            await self.replier.update(invocation, answer.view)
        if isinstance(answer, Say):
            await self.replier.say(invocation, answer)
        await self._after(invocation, answer)
        await ack()

    async def _form(self, body: dict[str, Any], ack: Ack) -> None:
        invocation = payloads.from_interaction(body)
        view = body["view"]
        await self._meet(payloads.people_in(body))
        answer = await self._answer("form", str(view["callback_id"]), invocation, self.dispatch.form, invocation, view)
        if isinstance(answer, Wrong):
            # The words stand beside the first field, so that the form stays open with all that was typed.
            fields = view["state"]["values"]
            answer = Reject({next(iter(fields)): answer.message.text}) if fields else answer
        if isinstance(answer, Reject):
            await ack(response_action="errors", errors=answer.errors)
        elif isinstance(answer, Open | Update):
            await ack(response_action="update", view=answer.view)
        elif isinstance(answer, Say):
            await ack(response_action="update", view=note(view["title"]["text"], answer.message))
        else:
            await ack(response_action="clear")
        await self._after(invocation, answer)

    async def _after(self, invocation: Invocation, answer: Answer) -> None:
        """Show the Home tab anew where it may be open, unless nothing was done; what fails here undoes nothing."""
        if isinstance(answer, Open | Reject | Wrong):
            return
        try:
            await self.in_thread(self.dispatch.after, invocation)
        except Exception as fault:  # noqa: BLE001 - the outermost loop of hearing: the gesture itself is done and answered
            log.error("after.failed", error=type(fault).__name__, where=where(fault))

    async def _shortcut(self, body: dict[str, Any], ack: Ack) -> None:
        invocation = payloads.from_interaction(body)
        answer = await self._answer(
            "shortcut", body["callback_id"], invocation, self.dispatch.shortcut, invocation, body["callback_id"]
        )
        if isinstance(answer, Open):
            await self.replier.open(invocation, answer)
        elif isinstance(answer, Say):
            await self.replier.say(invocation, answer)
        await ack()

    async def _event(self, body: dict[str, Any], ack: Ack) -> BoltResponse | None:
        event = body["event"]
        # What the bot itself did comes back as an event and is no news; that somebody added it to a channel is.
        itself, added = event.get("user") == self.bot_user_id, event.get("inviter")
        if event.get("bot_id") or (itself and not added):
            await ack()
            return None
        invocation = payloads.from_event(body).model_copy(update={"itself": itself})
        ident = str(body.get("event_id"))
        answer = await self._answer(
            "event", str(event["type"]), invocation, self.dispatch.event, invocation, ident, dict(event)
        )
        if isinstance(answer, Failed):
            # Nobody waits for words here: unacknowledged, Slack sends the event again.
            return BoltResponse(status=500)
        await ack()
        return None

    async def _answer(
        self, kind: str, what: str, invocation: Invocation, run: Callable[..., Answer], *args: Any
    ) -> Answer:
        started, result, ident = time.perf_counter(), "done", ""
        answer: Answer
        try:
            answer = await self.in_thread(run, *args)
        except Refused as refusal:
            result, answer = "refused", wrong(refusal.text)
        except Exception as fault:  # noqa: BLE001 - the outermost loop of hearing: whatever failed becomes an apology
            result, ident = "failed", token_hex(4)
            log.error("heard.failed", id=ident, what=what, error=type(fault).__name__, where=where(fault))
            answer = Failed(say(apology(ident)).message)
        seconds = time.perf_counter() - started
        self.metrics.heard(kind, result, seconds)
        log.info(
            "heard", kind=kind, what=what, user=invocation.user_id, channel=invocation.channel_id, result=result,
            id=ident, ms=round(seconds * 1000, 1),
        )  # fmt: skip
        return self.prefix.of_answer(answer)

    async def _meet(self, user_ids: Sequence[str]) -> None:
        """Read the profiles of people mentioned, where we do not know them; one second at most, then go on."""
        try:
            await self._meet_now(user_ids)
        except Exception as fault:  # noqa: BLE001 - hearing goes on without it: what is wrong shows there, with an apology
            log.warning("meet.failed", error=type(fault).__name__)

    async def _meet_now(self, user_ids: Sequence[str]) -> None:
        unknown = await self.in_thread(self.dispatch.mentioned_of, list(user_ids)) if user_ids else []
        if not unknown:
            return
        tasks = [asyncio.ensure_future(self.client.users_info(user=user)) for user in unknown[:20]]
        done, late = await asyncio.wait(tasks, timeout=LOOK_UP_SECONDS)
        for task in late:
            task.cancel()
        profiles = [task.result()["user"] for task in done if task.exception() is None]
        if profiles:
            await self.in_thread(self.dispatch.learn, profiles)


def _unopened(answer: Open | Update, words: str) -> Say:
    instead = answer.instead if isinstance(answer, Open) else None
    return Say(instead) if instead is not None else wrong(too_late(words))
