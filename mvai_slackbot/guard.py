"""The free-text guard: local patterns that name or describe a person. It warns; it never stores or logs."""

import re

# A first name and a last one: José, Zoë; Núñez, McDonald, D'Angelo.
FIRST, LAST = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+", r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
# Each pattern with what it may be, in words for the person who typed it. Unreliable by nature, and said to be so.
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b"), "a Social Security number"),
    (
        re.compile(r"\b(?:dob|d\.o\.b\.|born(?: on)?|date of birth)\b[:\s]*\d", re.IGNORECASE),
        "a date of birth",
    ),
    (
        re.compile(r"\b(?:case|incident report|report)\s*(?:no\.?|number|#)\s*[:#]?\s*[\w-]*\d{3,}", re.IGNORECASE),
        "a case number",
    ),
    (re.compile(r"\b(?:plate|tag|license)\b\s*(?:no\.?|number|#)?[:\s]+[A-Z0-9]{2,4}[- ]?[A-Z0-9]{2,5}\b"), "a plate"),
    (re.compile(r"\b(?:mrn|medical record)\b", re.IGNORECASE), "a medical record"),
    (
        re.compile(
            rf"\b{FIRST}(?:\s+[A-Z]\.?)?\s+{LAST}\b[^.\n]{{0,40}}\b"
            r"(?:injured|wounded|shot|killed|dead|died|deceased|hospitali[sz]ed|diagnosed|suicidal|grieving|"
            r"victim|survivor|witness|suspect|shooter|attacker|gunman|on leave|in therapy|medicated)\b"
        ),
        "a person and what happened to them",
    ),
    (
        re.compile(
            r"\b(?:victim|survivor|witness|suspect|shooter|attacker|gunman|juvenile|deceased|widow|mother|father|son|"
            r"daughter|wife|husband|officer|sergeant|deputy|detective|dispatcher)\b(?:,| named| is| was|:)?\s+"
            rf"{FIRST}\s+{LAST}"
        ),
        "the name of a person",
    ),
    (
        re.compile(
            r"\b(?:one of (?:my|our)|an?|the|my|our) (?:officer|deputy|dispatcher|sergeant|detective|victim|child|boy|girl|"
            r"student|survivor|witness)s?\b[^.\n]{0,40}\b(?:suicid\w*|ptsd|depress\w+|diagnos\w+|medicat\w+|therap\w+|drinking|"
            r"overdos\w+|self-harm\w*)",
            re.IGNORECASE,
        ),
        "a person's health",
    ),
    (
        re.compile(
            r"\b(?:is|are|was|has|with|on)\s+(?:suicidal|diagnosed|ptsd|medication|in therapy)\b", re.IGNORECASE
        ),
        "a person's health",
    ),
    (
        re.compile(
            r"\b\d{1,5}\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Ct|Court|Blvd)\b"
        ),
        "an address",
    ),
)


def find_trouble(words: str) -> list[str]:
    """Return what the words may contain ("a date of birth"), an empty list when nothing was noticed."""
    return list(dict.fromkeys(what for pattern, what in PATTERNS if pattern.search(words)))
