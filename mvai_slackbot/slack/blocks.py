"""Checked blocks to a Message; each helper clips to Slack's limit, so that no text can break a message."""

from collections.abc import Sequence

from slackblocks import (
    ActionsBlock,
    Block as SlackBlock,
    Button as SlackButton,
    ColumnSettings,
    ContextBlock,
    DividerBlock,
    Element,
    HeaderBlock,
    InvalidUsageError,
    Message as SlackMessage,
    RawText,
    SectionBlock,
    TableBlock,
    Text,
)
from slackblocks.objects import CompositionObject
from slackblocks.rich_text.objects import RichTextObject

from mvai_slackbot.message import Block, Message
from mvai_slackbot.slack.text import clip

MOST_BLOCKS = 50
MOST_ROWS = 100


def header(text: str) -> SlackBlock:
    """Return a header, plain text, 150 characters."""
    return HeaderBlock(clip(text, 150), block_id="-")


def section(text: str, accessory: SlackButton | None = None) -> SlackBlock:
    """Return a paragraph of mrkdwn, 3,000 characters."""
    return SectionBlock(clip(text, 3000), block_id="-", accessory=accessory)


def facts(pairs: Sequence[tuple[str, str]]) -> SlackBlock:
    """Return up to ten labelled values, side by side."""
    fields = [Text(clip(f"*{label}*\n{value}", 2000)) for label, value in pairs if value][:10]
    return SectionBlock(fields=list(fields), block_id="-")


def context(*texts: str) -> SlackBlock:
    """Return small print, ten pieces at most."""
    pieces: list[Element | CompositionObject] = [Text(clip(text, 3000)) for text in texts if text]
    return ContextBlock(pieces[:10], block_id="-")


def actions(*buttons: SlackButton) -> SlackBlock:
    """Return a row of buttons, 25 at most."""
    elements: list[Element] = [*buttons]
    return ActionsBlock(elements[:25], block_id="-")


def table(rows: Sequence[Sequence[str]]) -> SlackBlock:
    """Return a table of plain words, its first row the head; long words wrap. One a message, and in no form."""
    cells: list[list[RawText | RichTextObject]] = [[RawText(cell or "–") for cell in row] for row in rows[:MOST_ROWS]]
    return TableBlock(cells, column_settings=[ColumnSettings(is_wrapped=True) for _ in rows[0]], block_id="-")


def divider() -> SlackBlock:
    """Return a line between two parts."""
    return DividerBlock(block_id="-")


def message(text: str, *blocks: SlackBlock) -> Message:
    """Return a message: `text` for screen readers and lock screens, blocks for the eye.

    Raises ValueError when a block breaks Slack's limits: a fault of a view, seen before anything is saved.
    """
    try:
        SlackMessage("check", text=text, blocks=list(blocks))
        return Message(text=clip(text, 4000), blocks=resolve(blocks))
    except InvalidUsageError as error:
        raise ValueError(f"a view breaks Slack's limits: {error}") from None


QUIET = "MVAI: a short message for you"
# Whoever reads one message of a drill, and only that one, must not believe it for a moment.
NOTHING_HAPPENED = "This is a drill. Nothing has happened."
QUIET_DRILL = f"DRILL. {NOTHING_HAPPENED}"


def quiet_message(*blocks: SlackBlock, drill: bool = False, says: str = "") -> Message:
    """Return a direct message whose text and first block name nothing and nobody: lock screens show them.

    `says` stands there where it must be seen that something cannot wait; it names nothing and nobody either.
    """
    if drill:
        first = f"{QUIET_DRILL} {says}".strip()
        return message(first, context(f"*{first}*"), *blocks)
    return message(says or QUIET, context(says or QUIET), *blocks)


def in_quiet(words: Message) -> Message:
    """Return an answer as a direct message whose text and first block name nothing and nobody."""
    said = words.blocks or resolve([section(words.text)])
    head = quiet_message(drill=words.text.startswith("DRILL "))
    return Message(text=head.text, blocks=[head.blocks[0] | {"block_id": "quiet"}, *said][:MOST_BLOCKS])


def with_first(block: SlackBlock, told: Message) -> Message:
    """Return a message with a block before all others."""
    first = resolve([block])[0] | {"block_id": "first"}
    return told.model_copy(update={"blocks": [first, *told.blocks][:MOST_BLOCKS]})


def resolve(blocks: Sequence[SlackBlock]) -> list[Block]:
    """Return blocks as Slack's JSON, with ids by their place, the same each time."""
    if len(blocks) > MOST_BLOCKS * 2:
        raise ValueError(f"{len(blocks)} blocks: Slack takes 50 in a message, 100 in a form")
    resolved: list[Block] = []
    for place, block in enumerate(blocks):
        json = dict(block._resolve())  # noqa: SLF001 - slackblocks offers no public way to one block's JSON
        if json.get("block_id", "-") == "-":
            json["block_id"] = f"b{place}"
        resolved.append(json)
    return resolved
