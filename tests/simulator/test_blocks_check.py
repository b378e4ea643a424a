"""The simulator's block and view checks: Slack's documented limits, in Slack's words, with JSON pointers."""

from collections.abc import Iterator
from typing import Any

import pytest

from mvai_slackbot.simulator.blocks.check import check_blocks
from mvai_slackbot.simulator.blocks.views import check_view

JSON = dict[str, Any]


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def section(text: str = "words", **more: Any) -> JSON:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "Go", action_id: str = "go", **more: Any) -> JSON:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def option(value: str, text: str = "One") -> JSON:
    return {"text": plain(text), "value": value}


def asked(element: JSON, **more: Any) -> JSON:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **more}


TEXT = {"type": "plain_text_input", "action_id": "words"}
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hi", "style": {"bold": True}}]}],
}
TABLE_ROWS = [[{"type": "raw_text", "text": "Name"}], [{"type": "raw_number", "value": 1, "text": "1"}]]
CHART = {
    "type": "data_visualization",
    "title": "Answers",
    "chart": {
        "type": "bar",
        "series": [{"name": "a", "data": [{"label": "Mon", "value": 1}]}],
        "axis_config": {"categories": ["Mon"]},
    },
}
CARD = {"type": "card", "title": plain("A card"), "actions": [button()]}
GOOD: list[JSON] = [
    section(accessory=button()),
    {"type": "section", "fields": [plain("a"), plain("b")]},
    {"type": "divider"},
    {"type": "header", "text": plain("Head")},
    {
        "type": "context",
        "elements": [plain("a"), {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "a"}],
    },
    {"type": "actions", "elements": [button(), {"type": "overflow", "action_id": "more", "options": [option("1")]}]},
    asked(TEXT),
    asked({"type": "number_input", "is_decimal_allowed": False, "action_id": "n", "min_value": "0"}),
    asked({"type": "multi_static_select", "action_id": "m", "options": [option("1")], "max_selected_items": 2}),
    asked({"type": "radio_buttons", "options": [option("1")], "initial_option": option("1")}),
    {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "a map", "title": plain("A map")},
    RICH,
    {"type": "markdown", "text": "**bold**"},
    {"type": "table", "rows": TABLE_ROWS},
    {"type": "data_table", "rows": TABLE_ROWS, "caption": "Names"},
    CHART,
    CARD,
    {"type": "carousel", "elements": [CARD]},
    {"type": "container", "title": plain("Box"), "child_blocks": [section()], "is_collapsible": True},
    {"type": "context_actions", "elements": [{"type": "icon_button", "icon": "trash", "text": plain("Remove")}]},
    {"type": "file", "external_id": "1", "source": "remote"},
    {"type": "plan", "title": "Steps", "tasks": [{"task_id": "1", "title": "First", "status": "pending"}]},
    {"type": "task_card", "task_id": "1", "title": "First", "status": "complete", "details": RICH},
    {
        "type": "video",
        "alt_text": "a film",
        "title": plain("A film"),
        "thumbnail_url": "https://x.test/a.png",
        "video_url": "https://x.test/a",
    },
]


@pytest.mark.parametrize("block", GOOD, ids=lambda block: str(block["type"]))
def test_a_documented_block_passes_in_a_message(block: JSON) -> None:
    """Strictness must not refuse what Slack accepts."""
    assert check_blocks([block], "message") == []


def test_an_alert_passes_in_a_modal_only() -> None:
    """Surfaces are held: alerts are for modals."""
    alert = {"type": "alert", "text": plain("Careful"), "level": "warning"}
    assert check_blocks([alert], "modal") == []
    assert check_blocks([alert], "message") == ["[ERROR] unsupported type: alert [json-pointer:/blocks/0/type]"]


LONG = "x" * 3001
BAD: list[tuple[JSON, str, str]] = [
    (section(LONG), "must be less than 3001 characters", "/blocks/0/text/text"),
    (section(""), "must be more than 0 characters", "/blocks/0/text/text"),
    ({"type": "section"}, "missing required field: text or fields", "/blocks/0"),
    ({"type": "section", "fields": [plain("x" * 2001)]}, "must be less than 2001", "/blocks/0/fields/0/text"),
    ({"type": "section", "fields": [plain("x")] * 11}, "no more than 10 items", "/blocks/0/fields"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "must be one of", "/blocks/0/text/type"),
    ({"type": "header", "text": plain("x" * 151)}, "must be less than 151", "/blocks/0/text/text"),
    ({"type": "nonsense"}, "unsupported type: nonsense", "/blocks/0/type"),
    (section(colour="red"), "invalid additional property: colour", "/blocks/0"),
    (section(block_id="x" * 256), "must be less than 256", "/blocks/0/block_id"),
    (section(accessory=TEXT), "unsupported type: plain_text_input", "/blocks/0/accessory/type"),
    ({"type": "actions", "elements": []}, "must have at least 1 item", "/blocks/0/elements"),
    (
        {"type": "actions", "elements": [button(action_id=str(n)) for n in range(26)]},
        "no more than 25 items",
        "/blocks/0/elements",
    ),
    ({"type": "actions", "elements": [button(), button()]}, "already exists", "/blocks/0/elements/1/action_id"),
    (section(accessory=button("x" * 76)), "must be less than 76", "/blocks/0/accessory/text/text"),
    (section(accessory=button(value="x" * 2001)), "must be less than 2001", "/blocks/0/accessory/value"),
    (section(accessory=button(url="ftp:x")), "must be a valid URL", "/blocks/0/accessory/url"),
    (section(accessory=button(style="green")), "must be one of", "/blocks/0/accessory/style"),
    (asked({"type": "static_select", "options": [option("x" * 151)]}), "less than 151", "/options/0/value"),
    (asked({"type": "static_select", "options": [option("1"), option("1")]}), "already exists", "/options/1/value"),
    (asked({"type": "static_select"}), "exactly one of options and option_groups", "/blocks/0/element"),
    (
        asked({"type": "static_select", "options": [option("1")], "initial_option": option("2")}),
        "must exactly match",
        "/element/initial_option",
    ),
    (asked({"type": "overflow", "options": [option(str(n)) for n in range(6)]}), "unsupported type", "/element/type"),
    (
        section(accessory={"type": "overflow", "options": [option(str(n)) for n in range(6)]}),
        "no more than 5 items",
        "/accessory/options",
    ),
    (asked({"type": "datepicker", "initial_date": "tomorrow"}), "expected format", "/element/initial_date"),
    (asked({"type": "plain_text_input", "max_length": 3001}), "must be between 1 and 3000", "/element/max_length"),
    (asked({"type": "number_input"}), "missing required field: is_decimal_allowed", "/blocks/0/element"),
    ({"type": "markdown", "text": "x" * 12001}, "must be less than 12001", "/blocks/0/text"),
    ({"type": "data_table", "rows": TABLE_ROWS}, "missing required field: caption", "/blocks/0"),
    ({"type": "data_table", "rows": TABLE_ROWS[:1], "caption": "x"}, "must have at least 2", "/blocks/0/rows"),
    ({"type": "data_table", "rows": [[RICH], [RICH]], "caption": "x"}, "not allowed in header", "/rows/0/0/type"),
    ({"type": "card"}, "missing required field: one of hero_image", "/blocks/0"),
    ({"type": "task_card", "task_id": "1", "title": "x", "status": "pending"}, "cannot be pending", "/status"),
    (
        {"type": "container", "title": plain("x"), "child_blocks": [{"type": "markdown", "text": "x"}]},
        "unsupported type: markdown",
        "/blocks/0/child_blocks/0/type",
    ),
    (
        section(accessory=button(confirm={"title": plain("x" * 101), "text": plain("x")})),
        "must be less than 101",
        "/accessory/confirm/title/text",
    ),
]


@pytest.mark.parametrize(("block", "words", "pointer"), BAD, ids=[f"{words} at {place}" for _, words, place in BAD])
def test_a_block_beyond_a_limit_is_refused_with_its_pointer(block: JSON, words: str, pointer: str) -> None:
    """Each limit is told where it is broken, in Slack's form."""
    found = check_blocks([block], "message")
    assert any(line.startswith("[ERROR]") and words in line and line.endswith(f"{pointer}]") for line in found), found


def test_a_message_takes_50_blocks_and_a_home_100() -> None:
    """The number of blocks depends on the surface."""
    assert check_blocks([section()] * 50, "message") == []
    assert check_blocks([section()] * 51, "message") == ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]
    assert check_blocks([section()] * 100, "home") == []


def test_a_block_id_stands_once() -> None:
    """Nested blocks count too."""
    box = {"type": "container", "title": plain("Box"), "child_blocks": [section(block_id="a")]}
    assert check_blocks([section(block_id="a"), box], "message") == [
        "[ERROR] `block_id` a already exists [json-pointer:/blocks/1/child_blocks/0/block_id]"
    ]


def test_totals_over_a_message_are_held() -> None:
    """One table, two charts, 12,000 characters of markdown in all."""
    table = {"type": "table", "rows": TABLE_ROWS}
    assert check_blocks([table, table], "message") == [
        "[ERROR] no more than 1 table blocks allowed [json-pointer:/blocks]"
    ]
    assert len(check_blocks([CHART] * 3, "message")) == 1
    assert len(check_blocks([{"type": "markdown", "text": "x" * 6001}] * 2, "message")) == 1


def test_a_modal_with_inputs_needs_a_submit() -> None:
    """slack_sdk lets this pass, Slack does not."""
    view = modal(asked(TEXT))
    assert check_view(view) == []
    assert check_view({key: value for key, value in view.items() if key != "submit"}) == [
        "[ERROR] missing required field: submit [json-pointer:]"
    ]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (modal(section(), title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/title/text]"),
        (modal(section(), private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(section(), callback_id="x" * 256), "must be less than 256 characters"),
        (modal(CHART), "unsupported type: data_visualization"),
        ({"type": "modal", "blocks": [section()]}, "missing required field: title"),
        ({"type": "modal", "title": plain("x")}, "missing required field: blocks"),
        ({"type": "window"}, "must be one of the following: modal, home"),
        ("words", "must provide an object"),
        (modal(*[asked({**TEXT, "focus_on_load": True}) for _ in range(2)]), "only one element may have focus_on_load"),
    ],
)
def test_a_view_beyond_a_limit_is_refused(view: Any, words: str) -> None:
    """Titles, metadata, surfaces and missing parts are told."""
    assert any(words in line for line in check_view(view))


def spoiled(value: Any) -> Iterator[Any]:
    """Copies of a JSON value with one part replaced by something that does not belong there."""
    yield from (None, 7, "x", True, [], {}, [None], {"type": ["x"]})
    if isinstance(value, dict):
        for key, part in value.items():
            yield from ({**value, key: other} for other in spoiled(part))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in spoiled(part))


@pytest.mark.parametrize("block", GOOD, ids=lambda block: str(block["type"]))
def test_a_block_spoiled_anywhere_is_answered_in_words(block: JSON) -> None:
    """Whatever stands in whatever field, each line has the form of Slack's and nothing is raised."""
    for other in spoiled(block):
        for surface in ("message", "modal"):
            assert all(line.startswith("[ERROR] ") for line in check_blocks([other], surface))


def test_junk_is_answered_and_never_raises() -> None:
    """Whatever an app sends, the check answers in words."""
    junk: list[Any] = [
        None,
        1,
        "x",
        {},
        [1],
        [[]],
        [{"type": []}],
        [{"type": "section", "text": 3}],
        [{"type": "actions"}],
    ]
    for each in junk:
        assert check_blocks(each, "message")
