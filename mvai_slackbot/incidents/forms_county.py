"""What people type for a county, and which one they mean; a refusal says what to type next. Nothing here is required."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationInfo

from mvai_slackbot import counties

# What a county is called besides its name; the longer first, since one ends with another.
KINDS = (
    ("city", "and", "borough"), ("planning", "region"), ("census", "area"), ("county",), ("parish",), ("borough",),
    ("municipality",), ("municipio",), ("district",), ("island",), ("city",),
)  # fmt: skip
SHORT = {"st": "saint", "ste": "sainte", "co": "county", "cnty": "county", "cty": "county", "mt": "mount", "ft": "fort"}
SPLIT = re.compile(r"[^a-z0-9]+")
WITH_STATE = re.compile(r"^(?P<name>.+?)(?:,\s*(?P<after>[^,]+)|\s+(?P<letters>[A-Za-z]{2}))$")
MOST_STATES, NEAR = 6, 0.72


def check_county(value: str | None, info: ValidationInfo) -> str | None:
    """Return the code of the county that was typed, read with the state above it; ValueError says what to type."""
    states = [info.data[name] for name in ("state", "home_state") if name in info.data]
    # Of a state that is at fault its own field says so; the county waits until that is mended.
    return county_meant(value, states[0] or "") if value and states else None


def with_state(details: Mapping[str, Any], state: str = "state", county: str = "county") -> dict[str, Any]:
    """Return details of a form whose state, when only the county was given, is the county's."""
    found = counties.state_of(details.get(county) or "")
    return {**details, state: found} if found and not details.get(state) else dict(details)


def county_meant(typed: str, state: str = "") -> str:
    """Return the code of a county as people type it, in a state or anywhere; ValueError names those that it may be."""
    typed = typed.strip()
    if typed in counties.load().names:
        name, said = counties.name_of(typed), counties.state_of(typed)
    else:
        name, said = _split(typed)
    if said and state and said != state:
        raise ValueError(f"“{name[:60]}, {said}” is not in {state}. Please correct the state or the county.")
    if typed in counties.load().names:
        return typed
    found = _find(name, state or said)
    if len(found) == 1:
        return found[0]
    raise ValueError(_which(name[:60], found) if found else _nothing(name[:60], state or said))


def _split(typed: str) -> tuple[str, str]:
    """Return name and state of "Harris County, Texas", "Harris TX", or "Harris"."""
    match = WITH_STATE.match(typed)
    if match is None:
        return typed, ""
    known = counties.load()
    after = (match["after"] or match["letters"]).strip()
    letters = after.upper() if after.upper() in known.letters.values() else known.states.get(after.casefold(), "")
    # Without a comma "co" is short for county, hardly ever Colorado.
    return (match["name"], letters) if letters and (match["after"] or letters != "CO") else (typed, "")


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return [SHORT.get(word, word) for word in SPLIT.split(letters) if word]


def _keys(name: str) -> tuple[str, str]:
    """Return a name as it is compared, with and without what kind of county it is: LaSalle is La Salle."""
    words = _words(name)
    kind = next((kind for kind in KINDS if len(words) > len(kind) and tuple(words[-len(kind) :]) == kind), ())
    return "".join(words), "".join(words[: len(words) - len(kind)])


def _known(state: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every name of a state, or of all, with the counties it stands for."""
    known = counties.load()
    for code, name in known.names.items():
        if not state or known.letters[code[:2]] == state:
            yield name, (code,)
    for letters, names in known.also.items():
        if not state or letters == state:
            yield from ((name, tuple(codes.split())) for name, codes in names.items())


def _find(typed: str, state: str) -> list[str]:
    """Return the counties called exactly so, "St. Louis city"; else those called so but for what kind of county they are."""
    whole, bare = _keys(typed)
    exact: dict[str, None] = {}
    loose: dict[str, None] = {}
    for name, codes in _known(state):
        is_whole, is_bare = _keys(name)
        # A name without its kind is never exact: "Washington" is the District to some, and a county in thirty states.
        if is_whole == whole and is_whole != is_bare:
            exact |= dict.fromkeys(codes)
        elif is_bare in (whole, bare):
            loose |= dict.fromkeys(codes)
    return list(exact or loose)


def _which(typed: str, found: Collection[str]) -> str:
    states = sorted({counties.state_of(code) for code in found})
    if len(states) > MOST_STATES:
        return f"“{typed}” is in {len(states)} states. Please give the state too."
    if len(states) > 1:
        return f"“{typed}” is in {_listed(states, 'and')}. Please give the state too."
    return f"“{typed}” may be {_listed([counties.name_of(code) for code in found], 'or')}. Please type which one."


def _nothing(typed: str, state: str) -> str:
    bare = _keys(typed)[1]
    names = {_keys(name)[1]: name for name, _ in _known(state)}
    near = difflib.get_close_matches(bare, names, n=3, cutoff=NEAR)
    near += [key for key in names if len(bare) > 2 and key.startswith(bare) and key not in near]
    if near:
        return f"“{typed}” is not known. Did you mean {_listed([names[key] for key in near[:3]], 'or')}?"
    elsewhere = sorted({counties.state_of(code) for code in _find(typed, "")}) if state else []
    if elsewhere and len(elsewhere) <= MOST_STATES:
        there = _listed(elsewhere, "and")
        return (
            f"No county of {state} is called “{typed}”; there is one in {there}. Please correct one, or leave it empty."
        )
    return f"“{typed}” is not known. Please type a county, for example Harris County, or leave it empty."


def _listed(names: Collection[str], last: str) -> str:
    *before, end = names
    return f"{', '.join(before)} {last} {end}" if before else end
