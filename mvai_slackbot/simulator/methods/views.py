"""views.*: modals and the App Home (https://docs.slack.dev/reference/methods/views.open and its neighbours)."""

import json

from ..blocks.views import check_view
from ..state.records import JSON, SlackError, View
from ..state.shapes import view_shape
from .ask import Ask, Method, invalid

# Slack documents view_too_large without a figure for the whole; 250 KB is what its clients were seen to take.
VIEW_BYTES = 250_000


def view_of(ask: Ask, kind: str) -> JSON:
    """The checked view of argument ``view``. SlackError invalid_arguments with the problems, view_too_large."""
    body = ask.json("view", "invalid_arguments")
    if not isinstance(body, dict):
        raise invalid("must provide an object [json-pointer:/view]")
    problems = check_view(body)
    if problems:
        raise SlackError("invalid_arguments", response_metadata={"messages": problems})
    if body.get("type") != kind:
        raise invalid(f'must be a valid enum value: "{kind}" [json-pointer:/view/type]')
    if len(json.dumps(body)) > VIEW_BYTES:
        raise SlackError("view_too_large")
    return body


def open_view(ask: Ask) -> JSON:
    """Opens a modal for the person whose gesture gave the trigger."""
    body = view_of(ask, "modal")
    trigger = ask.ws.triggers.spend(_trigger(ask))
    return _answer(ask, ask.ws.views.open(trigger.user, body, channel=trigger.channel))


def push_view(ask: Ask) -> JSON:
    """Puts a modal on top of the one in which the trigger was born."""
    body = view_of(ask, "modal")
    trigger = ask.ws.triggers.spend(_trigger(ask))
    if not trigger.view_id or ask.ws.views.find(trigger.view_id) is None:
        raise SlackError("not_found")
    return _answer(ask, ask.ws.views.push(trigger.user, body, channel=trigger.channel))


def update_view(ask: Ask) -> JSON:
    """Replaces an open modal, found by view_id or external_id."""
    view_id, external_id = ask.text("view_id"), ask.text("external_id")
    if not view_id and not external_id:
        raise invalid("either view_id or external_id is required")
    view = ask.ws.views.find(view_id) if view_id else ask.ws.views.by_external_id(external_id)
    if view is None:
        raise SlackError("not_found")
    body = view_of(ask, view.kind)
    return _answer(ask, ask.ws.views.update(view, body, ask.text("hash")))


def publish_view(ask: Ask) -> JSON:
    """Shows an App Home to one person. SlackError not_enabled when the manifest has no home tab."""
    if not ask.hub.app_home.get("home_tab_enabled"):
        raise SlackError("not_enabled")
    user = ask.ws.users.find(ask.text("user_id"))
    if user is None:
        raise invalid("user_not_found [json-pointer:/user_id]")
    return _answer(ask, ask.ws.views.publish(user.id, view_of(ask, "home"), ask.text("hash")))


def _trigger(ask: Ask) -> str:
    trigger = ask.text("trigger_id") or ask.text("interactivity_pointer")
    if not trigger:
        raise invalid("missing required field: trigger_id")
    return trigger


def _answer(ask: Ask, view: View) -> JSON:
    return {"view": view_shape(view, ask.hub)}


METHODS = (
    Method("views.open", open_view, 4, ("view",), ("trigger_id", "interactivity_pointer")),
    Method("views.push", push_view, 4, ("view",), ("trigger_id", "interactivity_pointer")),
    Method("views.update", update_view, 4, ("view",), ("external_id", "hash", "view_id")),
    Method("views.publish", publish_view, 4, ("user_id", "view"), ("hash",)),
)
