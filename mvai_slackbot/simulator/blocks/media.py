"""Checks of the blocks that show media or longer text: image, markdown, file, video."""

from __future__ import annotations

from .objects import check_image_source
from .reader import PLAIN, At

MARKDOWN_TOTAL = 12_000


def check_image_block(at: At) -> None:
    """An image block: words for those who cannot see it, one source, a title of 2000 characters."""
    at.fields(("type", "alt_text"), ("block_id", "image_url", "slack_file", "title"))
    at.text("title", 2000, PLAIN)
    check_image_source(at)


def check_markdown(at: At) -> None:
    """A markdown block: 1 to 12,000 characters."""
    at.fields(("type", "text"), ("block_id",))
    at.string("text", MARKDOWN_TOTAL, 1)


def check_file(at: At) -> None:
    """A remote file."""
    at.fields(("type", "external_id", "source"), ("block_id",))
    at.choice("source", ("remote",))


def check_video(at: At) -> None:
    """A video: its addresses must be secure."""
    own = ("title_url", "description", "provider_icon_url", "provider_name", "author_name")
    at.fields(("type", "alt_text", "title", "thumbnail_url", "video_url"), ("block_id", *own))
    at.text("title", 200, PLAIN)
    at.text("description", 200, PLAIN)
    at.string("alt_text", 200, 1)
    at.string("author_name", 50)
    at.string("provider_name", 50)
    for key in ("video_url", "title_url"):
        at.link(key, secure=True)
    for key in ("thumbnail_url", "provider_icon_url"):
        at.link(key)
