"""Checks blocks as strictly as Slack documents them and answers in Slack's words with JSON pointers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, check_element, check_unique_actions
from .groups import check_alert, check_card, check_carousel, check_container, check_plan, check_task_card
from .media import MARKDOWN_TOTAL, check_file, check_image_block, check_markdown, check_video
from .reader import PLAIN, At, Report
from .rich_text import check_rich_text
from .tables import check_data_table, check_data_visualization, check_table

EVERYWHERE = frozenset({"actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section"})
SURFACES: dict[str, frozenset[str]] = {
    "message": EVERYWHERE
    | {"carousel", "container", "context_actions", "data_table", "data_visualization", "file", "markdown", "plan"}
    | {"table", "task_card", "video"},
    "modal": EVERYWHERE | {"alert", "video"},
    "home": EVERYWHERE | {"carousel", "container", "data_table", "data_visualization", "table", "video"},
}
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_OF_KIND = {"table": 1, "data_visualization": 2}


def check_blocks(blocks: Any, surface: str) -> list[str]:
    """What Slack would refuse in these blocks on a "message", "modal" or "home"; an empty list when nothing.

    Limits: docs.slack.dev/reference/block-kit. Each line reads as in `response_metadata.messages`.
    """
    report = Report(surface)
    check_into(report, {"blocks": blocks})
    return report.messages


def check_into(report: Report, holder: dict[str, Any]) -> None:
    """Check `holder["blocks"]` and add what is wrong to the report."""
    top = At(holder, "", report)
    blocks = top.items("blocks", 0, MOST_BLOCKS[report.surface])
    if holder.get("blocks") is None:
        top.fail("missing required field: blocks")
    for block in blocks:
        check_block(block, SURFACES[report.surface])
    if report.surface == "message":
        _check_totals(top, blocks)
    if report.focused > 1:
        top.fail("only one element may have focus_on_load set to true", "blocks")


def check_block(at: At, allowed: frozenset[str]) -> None:
    """Check one block where only the `allowed` types may stand."""
    kind = at.kind
    if not isinstance(at.value, dict):
        at.fail("must provide an object")
    elif kind not in CHECKS or kind not in allowed:
        at.fail(f"unsupported type: {kind}", "type")
    else:
        _check_block_id(at)
        CHECKS[kind](at)


def _check_block_id(at: At) -> None:
    name = at.string("block_id", 255, 1)
    if name is None:
        return
    if name in at.report.block_ids:
        at.fail(f"`block_id` {name} already exists", "block_id")
    at.report.block_ids.add(name)


def _check_totals(top: At, blocks: list[At]) -> None:
    kinds = [block.get("type") for block in blocks]
    for kind, most in MOST_OF_KIND.items():
        if kinds.count(kind) > most:
            top.fail(f"no more than {most} {kind} blocks allowed", "blocks")
    texts = [block.get("text") for block in blocks if block.get("type") == "markdown"]
    if sum(len(text) for text in texts if isinstance(text, str)) > MARKDOWN_TOTAL:
        top.fail(f"markdown text must be less than {MARKDOWN_TOTAL + 1} characters in total", "blocks")


def _section(at: At) -> None:
    at.fields(("type",), ("block_id", "text", "fields", "accessory", "expand"))
    if at.get("text") is None and at.get("fields") is None:
        at.fail("missing required field: text or fields")
    at.text("text", 3000)
    at.flag("expand")
    for item in at.items("fields", 1, 10):
        item.as_text(2000)
    if at.get("accessory") is not None:
        check_element(at.below("accessory"), IN_SECTION)


def _divider(at: At) -> None:
    at.fields(("type",), ("block_id",))


def _header(at: At) -> None:
    at.fields(("type", "text"), ("block_id", "level"))
    at.text("text", 150, PLAIN)


def _context(at: At) -> None:
    at.fields(("type", "elements"), ("block_id",))
    for element in at.items("elements", 1, 10):
        if element.get("type") == "image":
            check_element(element, ("image",))
        elif element.get("type") in ("plain_text", "mrkdwn"):
            element.as_text(3000)
        else:
            element.fail(f"unsupported type: {element.get('type')}", "type")


def _elements(allowed: tuple[str, ...], most: int) -> Callable[[At], None]:
    def check(at: At) -> None:
        at.fields(("type", "elements"), ("block_id",))
        elements = at.items("elements", 1, most)
        for element in elements:
            check_element(element, allowed)
        check_unique_actions(elements)

    return check


def _input(at: At) -> None:
    at.fields(("type", "label", "element"), ("block_id", "hint", "optional", "dispatch_action"))
    at.text("label", 2000, PLAIN)
    at.text("hint", 2000, PLAIN)
    at.flag("optional", "dispatch_action")
    at.report.inputs += 1
    if at.get("element") is not None:
        check_element(at.below("element"), IN_INPUT)


CONTAINER_CHILDREN = frozenset(
    {"actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table", "video"}
)


def _container(at: At) -> None:
    check_container(at)
    for child in at.items("child_blocks", 1, 10):
        check_block(child, CONTAINER_CHILDREN)


def _carousel(at: At) -> None:
    check_carousel(at)
    for card in at.items("elements", 1, 10):
        check_block(card, frozenset({"card"}))


CHECKS: dict[str, Callable[[At], None]] = {
    "section": _section,
    "divider": _divider,
    "header": _header,
    "context": _context,
    "actions": _elements(IN_ACTIONS, 25),
    "context_actions": _elements(IN_CONTEXT_ACTIONS, 5),
    "input": _input,
    "image": check_image_block,
    "markdown": check_markdown,
    "file": check_file,
    "video": check_video,
    "rich_text": check_rich_text,
    "table": check_table,
    "data_table": check_data_table,
    "data_visualization": check_data_visualization,
    "alert": check_alert,
    "card": check_card,
    "carousel": _carousel,
    "container": _container,
    "plan": check_plan,
    "task_card": check_task_card,
}
