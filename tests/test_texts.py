"""Every text the bot can show stands in one catalogue, and speaks as it should."""

import re
from pathlib import Path

import pytest

import mvai_slackbot
from mvai_slackbot.texts import collect, read_catalogue

PACKAGE = Path(mvai_slackbot.__file__).parent
# What guidance on trauma-informed words asks to leave unsaid, and what this product calls by other names on screen.
AVOID = (
    r"\bclosure\b", r"\bmove on\b", r"\bback to normal\b", r"\brecovered\b", r"\bcommitted suicide\b", r"\bdebrief",
    r"\bticket", r"\bpatients?\b", r"\bvictim list\b", r"\bincident score\b", r"\bclients?\b",
    r"\bflag(s|ged)?\b", r"\bpag(e|es|ed|ing)\b(?! |$)", r"\brater\b", r"\bescalat", r"\brisk\b", r"\bgunman\b", r"\bshooter\b",
)  # fmt: skip
CELEBRATION = re.compile(r":(tada|rocket|fire|party|confetti_ball|clap|star|sparkles|boom|100):|[🎉🚀🔥👏✨🎊]")


def test_the_catalogue_holds_every_text_of_the_code_and_no_other() -> None:
    """After a change of words: `mvai-slackbot texts --write`; changed words lose their reviews."""
    kept = {(text.place, text.words) for text in read_catalogue()}
    found = {(text.place, text.words) for text in collect(PACKAGE)}
    assert found - kept == set(), "new texts: run `mvai-slackbot texts --write`"
    assert kept - found == set(), "texts that are gone: run `mvai-slackbot texts --write`"


@pytest.mark.parametrize("avoid", AVOID)
def test_no_text_uses_a_word_that_hurts_or_that_the_product_avoids(avoid: str) -> None:
    """The avoid-list of trauma-informed wording."""
    guilty = [t for t in read_catalogue() if re.search(avoid, t.words, re.IGNORECASE)]
    assert [(text.place, text.words) for text in guilty] == []


def test_no_text_shouts_or_celebrates() -> None:
    """No exclamation marks (but in mrkdwn such as <!date>), no celebratory emoji."""
    guilty = [t for t in read_catalogue() if "!" in t.words.replace("<!", "") or CELEBRATION.search(t.words)]
    assert [(text.place, text.words) for text in guilty] == []
