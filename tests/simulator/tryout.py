"""The listeners of the bot that the simulator's tests use: commands, a form, buttons, events, shortcuts, a home."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

JSON = dict[str, Any]


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def say(text: str) -> JSON:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action_id: str, value: str = "1") -> JSON:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value}


def asked(label: str, element: JSON, **more: Any) -> JSON:
    return {"type": "input", "block_id": label.lower(), "label": plain(label), "element": element, **more}


def form(**more: Any) -> JSON:
    kinds = [{"text": plain(each), "value": each.lower()} for each in ("Tea", "Coffee")]
    blocks = [
        asked("Name", {"type": "plain_text_input", "action_id": "v"}),
        asked("Drink", {"type": "static_select", "action_id": "v", "options": kinds}),
        asked("Extras", {"type": "checkboxes", "action_id": "v", "options": kinds}, optional=True),
        asked("Guest", {"type": "users_select", "action_id": "v"}, optional=True),
        asked("Day", {"type": "datepicker", "action_id": "v"}, optional=True),
        {"type": "actions", "block_id": "more", "elements": [button("More fields", "more_fields")]},
    ]
    view = {"type": "modal", "callback_id": "order", "title": plain("Order"), "submit": plain("Save")}
    return view | {"close": plain("Cancel"), "notify_on_close": True, "blocks": blocks, **more}


class Tryout:
    """Keeps what it heard, so that a test can look."""

    def __init__(self) -> None:
        self.heard: list[JSON] = []
        self.failures: list[str] = []
        self.wait_before_opening = 0.0
        self.slow = 3.2

    def equip(self, app: AsyncApp) -> None:
        """Registers all listeners."""
        self._commands(app)
        self._forms(app)
        self._rest(app)

    def _commands(self, app: AsyncApp) -> None:
        @app.command("/echo")
        async def echo(ack: Any, command: JSON, client: AsyncWebClient) -> None:
            self.heard.append(command)
            if command["text"] == "slow":
                await asyncio.sleep(self.slow)
            if command["text"] == "public":
                await client.chat_postMessage(channel=command["user_id"], text="It is public")
            if command["text"] == "menus":
                kinds = [{"text": plain(each), "value": each.lower()} for each in ("Tea", "Coffee")]
                pick = {"type": "static_select", "action_id": "pick", "placeholder": plain("Drink"), "options": kinds}
                more = {"type": "overflow", "action_id": "more", "options": kinds}
                menus = {"type": "actions", "block_id": "menus", "elements": [pick, more]}
                await ack(text="Menus", blocks=[say("Menus"), menus])
            elif command["text"] == "button":
                press = {"type": "actions", "block_id": "b", "elements": [button("Done", "done")]}
                await ack(text="Press it", blocks=[say("Press it"), press])
            else:
                await ack(f"You said: {command['text']}")

        @app.command("/raw")
        async def raw(ack: Any, command: JSON) -> None:
            self.heard.append(command)
            await ack({"response_type": "in_channel", "text": command["text"] or "nothing"})

        @app.command("/form")
        async def open_form(ack: Any, command: JSON, client: AsyncWebClient) -> None:
            await asyncio.sleep(self.wait_before_opening)
            live = asked("Live", {"type": "plain_text_input", "action_id": "live"}, dispatch_action=True, optional=True)
            far = asked("Far", {"type": "external_select", "action_id": "far"}, optional=True)
            photo = asked("Photo", {"type": "file_input", "action_id": "photo"}, optional=True)
            more = {"more": [live, far], "photo": [photo]}.get(command["text"], [])
            opened = form(blocks=[*form()["blocks"], *more])
            try:
                await client.views_open(trigger_id=command["trigger_id"], view=opened)
                if command["text"] == "twice":
                    await client.views_open(trigger_id=command["trigger_id"], view=form())
            except SlackApiError as error:
                self.failures.append(error.response["error"])
            await ack()

    def _forms(self, app: AsyncApp) -> None:
        @app.view("order")
        async def submitted(ack: Any, view: JSON, body: JSON) -> None:
            self.heard.append(body)
            name = view["state"]["values"]["name"]["v"]["value"]
            answers: JSON = {
                "bad": {"response_action": "errors", "errors": {"name": "Another name, please"}},
                "astray": {"response_action": "errors", "errors": {"nowhere": "x"}},
                "again": {"response_action": "update", "view": form(title=plain("Updated"))},
                "next": {"response_action": "push", "view": form(title=plain("Second"), callback_id="second")},
                "clear": {"response_action": "clear"},
                "broken": {"response_action": "update", "view": {"type": "modal"}},
            }
            await ack(**answers.get(name, {}))

        @app.view_closed("second")
        @app.view_closed("order")
        async def closed(ack: Any, body: JSON) -> None:
            self.heard.append(body)
            await ack()

        @app.action("more_fields")
        async def more_fields(ack: Any, body: JSON, client: AsyncWebClient) -> None:
            view = body["view"]
            longer = [*form()["blocks"], asked("Note", {"type": "plain_text_input", "action_id": "v"}, optional=True)]
            await client.views_update(view_id=view["id"], hash=view["hash"], view=form(blocks=longer))
            await ack()

    def _rest(self, app: AsyncApp) -> None:
        @app.action("more")
        @app.action("pick")
        @app.action("live")
        async def chosen(ack: Any, body: JSON) -> None:
            self.heard.append(body)
            await ack()

        @app.options("far")
        async def options(ack: Any, body: JSON) -> None:
            self.heard.append(body)
            await ack(options=[{"text": plain(body["value"].title()), "value": body["value"].lower()}])

        @app.action("done")
        async def done(ack: Any, body: JSON, respond: Any) -> None:
            self.heard.append(body)
            await respond(text="It is done", replace_original=True)
            await ack()

        @app.event("message")
        async def message(event: JSON, body: JSON, client: AsyncWebClient) -> None:
            self.heard.append(body)
            if "bot_id" not in event and "subtype" not in event:
                press = {"type": "actions", "elements": [button("Done", "done")]}
                blocks = [say(f"Got: {event['text']}"), press]
                await client.chat_postMessage(channel=event["channel"], text="An answer", blocks=blocks)

        @app.event("app_home_opened")
        async def home(event: JSON, client: AsyncWebClient) -> None:
            blocks = [say("Welcome home"), {"type": "actions", "elements": [button("Done at home", "home_done")]}]
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

        @app.action("home_done")
        async def home_done(ack: Any, body: JSON, client: AsyncWebClient) -> None:
            self.heard.append(body)
            view = {"type": "home", "blocks": [say("All done")]}
            await client.views_publish(user_id=body["user"]["id"], view=view, hash=body["view"]["hash"])
            await ack()

        @app.shortcut("keep")
        async def keep(ack: Any, body: JSON, client: AsyncWebClient) -> None:
            self.heard.append(body)
            await client.views_open(trigger_id=body["trigger_id"], view=form(title=plain("Keep")))
            await ack()

        @app.shortcut("start")
        async def start(ack: Any, body: JSON) -> None:
            self.heard.append(body)
            await ack()

        for kind in ("app_mention", "member_joined_channel", "group_archive", "group_rename", "user_change"):

            @app.event(kind)
            async def other(body: JSON) -> None:
                self.heard.append(body)
