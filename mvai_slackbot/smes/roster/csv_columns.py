"""The roster as a table: one column for each thing the forms ask, read and checked by the same forms."""

from collections.abc import Mapping
from typing import Any

from mvai_slackbot import counties
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.slack.asks import Ask, Choice, Choices, Hour, Tick
from mvai_slackbot.slack.forms import Form, Unfit
from mvai_slackbot.slack.held import guarded_fields
from mvai_slackbot.smes.roster import dates
from mvai_slackbot.smes.roster.forms import CareForm, RosterForm, TimesForm

FORMS: tuple[type[Form], ...] = (RosterForm, TimesForm, CareForm)
ASKS: dict[str, Ask] = {name: ask for form in FORMS for name, ask in form.asks().items()}
# An account, or for somebody without one how they are reached.
ID, NAME, EMAIL, PHONE = "slack_id", "name", "email", "phone"
COLUMNS = (ID, NAME, *ASKS, EMAIL, PHONE)
# A person's own words, and how to reach somebody: never printed, and exported only when asked for.
PRIVATE = ("talks", "agencies", "conflicts", "own_dates", "support_name", "support_contact", EMAIL, PHONE)
# What cannot be nothing: an empty cell leaves it as it is.
NEVER_EMPTY = ("kind", "areas", "travel", "most", "rest_days", "active")
YES, NO = ("yes", "true", "1", "x"), ("no", "false", "0")
# A spreadsheet would take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Kinds = tuple[tuple[str, str], ...]


def cell_of(name: str, said: Mapping[str, Any]) -> str:
    """Return one cell of somebody's row."""
    if name == "home":
        return dates.point_in_words(said["latitude"], said["longitude"])
    if name == "absences":
        return "; ".join(dates.absences_in_words(said[name]).splitlines())
    if name == "home_county":
        return counties.name_of(said[name] or "")
    value, ask = said[name], ASKS[name]
    if isinstance(ask, Tick):
        return "yes" if value else "no"
    if isinstance(ask, Choices):
        chosen = {str(one) for one in value}
        return "; ".join(label if name == "days" else key for key, label in ask.options if key in chosen)
    return guarded("; ".join(str(value).splitlines()) if value is not None else "")


def guarded(words: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words


def plain(cell: str) -> str:
    """Return a cell as it is meant: without spaces around it and without what keeps it from being a formula."""
    words = cell.strip()
    return words[1:] if words.startswith("'") and words[1:].startswith(FORMULA) else words


def read_cells(cells: Mapping[str, str], said: Mapping[str, Any], kinds: Kinds, *, looked_at: bool) -> dict[str, Any]:
    """Return the new values of a row; what is in no cell stays as `said`. Raise `Unfit` with words for each column at fault."""
    faults: dict[str, str] = {}
    values: dict[str, Any] = {"person": 0} | _as_forms(said)
    for name, cell in cells.items():
        if name in NEVER_EMPTY and not cell:
            continue
        try:
            read = _read(name, cell, kinds)
        except ValueError as fault:
            faults[name] = str(fault)
            continue
        values.pop(name, None)
        values |= {} if read is None else {name: read}
    found: dict[str, Any] = {}
    for form in FORMS:
        try:
            checked = form.check({name: value for name, value in values.items() if name not in faults})
            found |= checked.model_dump(exclude={"person"})
        except Unfit as unfit:
            faults = unfit.errors | faults
    faults |= _trouble(cells, found) if not looked_at else {}
    if faults:
        raise Unfit(faults)
    latitude, longitude = found.pop("home") or (None, None)
    return found | {"latitude": latitude, "longitude": longitude}


def _as_forms(said: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: said[name] for name in ASKS if name in said and said[name] not in ("", None)}
    point = dates.point_in_words(said.get("latitude"), said.get("longitude"))
    return values | ({"home": point} if point else {})


def _read(name: str, cell: str, kinds: Kinds) -> Any:
    ask = ASKS[name]
    if isinstance(ask, Tick):
        return _yes_or_no(cell)
    if isinstance(ask, Choices):
        chosen = {_option(one.strip(), ask.options) for one in cell.split(";") if one.strip()}
        return [key for key, _ in ask.options if key in chosen] or None
    if not cell:
        return None
    if isinstance(ask, Choice):
        return _option(cell, kinds if name == "kind" else ask.options)
    if isinstance(ask, Hour):
        return _hour(cell)
    return "\n".join(part.strip() for part in cell.split(";")) if name in ("agencies", "own_dates") else cell


def _yes_or_no(cell: str) -> bool:
    if cell.lower() not in (*YES, *NO):
        raise ValueError(f"“{cell[:40]}”: please type yes or no.")
    return cell.lower() in YES


def _option(typed: str, options: Kinds) -> str:
    """Return the key of what was typed, a key or the words that people see."""
    meant = typed.casefold().replace("_", "-").replace(" ", "-")
    for key, label in options:
        if meant in (key.casefold().replace("_", "-"), label.casefold().replace(" ", "-")):
            return key
    known = ", ".join(key for key, _ in options)
    raise ValueError(f"“{typed[:40]}” is not one of: {known}.")


def _hour(cell: str) -> str:
    hours, _, minutes = cell.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        raise ValueError(f"“{cell[:40]}”: please type it like this: 09:00")
    return f"{int(hours):02}:{int(minutes):02}"


def _trouble(cells: Mapping[str, str], found: Mapping[str, Any]) -> dict[str, str]:
    guarded = {name for form in FORMS for name in guarded_fields(form)} & set(cells)
    seen = {name: find_trouble(str(found.get(name) or "")) for name in guarded}
    return {
        name: f"it looks as if it holds {' and '.join(trouble)}. Take it out, or, when you have looked: --looked-at"
        for name, trouble in seen.items()
        if trouble
    }


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return what changes, a piece each; private words are named and not shown."""
    pieces = []
    for name in ASKS:
        before, after = cell_of(name, old), cell_of(name, new)
        if before != after:
            shown = "not shown" if name in PRIVATE else f"{before or 'nothing'} -> {after or 'nothing'}"
            pieces.append(f"{name} ({shown})")
    return pieces
