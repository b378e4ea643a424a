"""Checks of the blocks that frame others: alert, card, carousel, container, plan, task card."""

from __future__ import annotations

from .elements import check_element, check_unique_actions
from .objects import check_image
from .reader import PLAIN, At
from .rich_text import check_rich_text

LEVELS = ("default", "info", "warning", "error", "success")
WIDTHS = ("narrow", "standard", "wide", "full")
STATES = ("pending", "in_progress", "complete", "error")
MOST_TASKS = 50


def check_alert(at: At) -> None:
    """An alert (modals only): up to 200 characters and a level."""
    at.fields(("type", "text"), ("block_id", "level"))
    at.text("text", 200)
    at.choice("level", LEVELS)


def check_card(at: At) -> None:
    """A card: title and subtitle 150, body and subtext 200, three buttons; something must be shown."""
    own = ("hero_image", "icon", "slack_icon", "title", "subtitle", "body", "subtext", "actions")
    at.fields(("type",), ("block_id", *own))
    if all(at.get(key) is None for key in ("hero_image", "title", "body", "actions")):
        at.fail("missing required field: one of hero_image, title, body, actions")
    for key, longest in (("title", 150), ("subtitle", 150), ("body", 200), ("subtext", 200)):
        at.text(key, longest)
    _image_in(at, "hero_image")
    _image_in(at, "icon")
    if at.get("icon") is not None and at.get("slack_icon") is not None:
        at.fail("only one of icon and slack_icon is allowed")
    buttons = at.items("actions", 1, 3)
    for button in buttons:
        check_element(button, ("button",))
    check_unique_actions(buttons)


def _image_in(at: At, key: str) -> None:
    if at.get(key) is None:
        return
    image = at.below(key)
    if image.get("type") != "image":
        image.fail(f"unsupported type: {image.get('type')}", "type")
    else:
        check_image(image)


def check_carousel(at: At) -> None:
    """A carousel's own fields; its 1 to 10 cards are checked as blocks."""
    at.fields(("type", "elements"), ("block_id",))


def check_container(at: At) -> None:
    """A container's own fields; its 1 to 10 child blocks are checked as blocks."""
    folding = ("is_collapsible", "default_collapsed", "has_header_divider")
    at.fields(("type", "child_blocks"), ("block_id", "title", "rich_text_title", "subtitle", "width", "icon", *folding))
    if at.get("title") is None and at.get("rich_text_title") is None:
        at.fail("missing required field: title or rich_text_title")
    at.text("title", 150, PLAIN)
    at.text("subtitle", 150)
    _rich_text_in(at, "rich_text_title")
    at.choice("width", WIDTHS)
    at.flag(*folding)
    _image_in(at, "icon")
    if at.get("default_collapsed") and not at.get("is_collapsible"):
        at.fail("default_collapsed requires is_collapsible", "default_collapsed")
    if at.get("has_header_divider") and at.get("is_collapsible"):
        at.fail("has_header_divider is not allowed when is_collapsible is true", "has_header_divider")


def _rich_text_in(at: At, key: str) -> None:
    if at.get(key) is None:
        return
    text = at.below(key)
    if text.get("type") != "rich_text":
        text.fail(f"unsupported type: {text.get('type')}", "type")
    else:
        check_rich_text(text)


def check_plan(at: At) -> None:
    """A plan: a title and up to 50 tasks, each with its own task_id."""
    at.fields(("type", "title", "tasks"), ("block_id",))
    at.string("title", 3000, 1)
    seen: set[str] = set()
    for task in at.items("tasks", 0, MOST_TASKS):
        if not isinstance(task.value, dict):
            task.fail("must provide an object")
            continue
        _task(task)
        name = str(task.get("task_id"))
        if name in seen:
            task.fail(f"task_id {name} already exists", "task_id")
        seen.add(name)


def check_task_card(at: At) -> None:
    """A task card that stands alone; only tasks within a plan may be pending."""
    _task(at)
    if at.get("type") is None:
        at.fail("missing required field: type")
    if at.get("status") == "pending":
        at.fail("a standalone task_card cannot be pending", "status")


def _task(at: At) -> None:
    at.fields(("task_id", "title", "status"), ("type", "block_id", "details", "output", "sources"))
    at.string("task_id", 255, 1)
    at.string("title", 3000, 1)
    at.choice("status", STATES)
    _rich_text_in(at, "details")
    _rich_text_in(at, "output")
    for source in at.items("sources", 0):
        if source.fields(("type", "url", "text")):
            source.choice("type", ("url",))
            source.link("url")
            source.string("text", 3000, 1)
