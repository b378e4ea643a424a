"""What a page can ask for, and how each is drawn: plain inputs of HTML with their labels, hints and problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True)
class Ask:
    """One thing to fill in; `problem` stands beside it when it cannot be taken as it is."""

    name: str
    label: str
    hint: str = ""
    problem: str = ""


@dataclass(frozen=True)
class One(Ask):
    """One of several (value, label); the first `steps` of them stand side by side, with their words in the hint above."""

    options: Sequence[tuple[str, str]] = ()
    chosen: str = ""
    steps: int = 0


@dataclass(frozen=True)
class Many(Ask):
    """Any number of several (value, label)."""

    options: Sequence[tuple[str, str]] = ()
    chosen: Sequence[str] = ()


@dataclass(frozen=True)
class Words(Ask):
    """A few words of one's own."""

    limit: int = 280
    value: str = ""


@dataclass(frozen=True)
class Day(Ask):
    """A day from the first to the last one that can be chosen."""

    first: date = date.min
    last: date = date.max
    value: date | None = None


@dataclass(frozen=True)
class Menu(Ask):
    """One of many (value, label), folded away until it is opened."""

    options: Sequence[tuple[str, str]] = ()
    chosen: str = ""


def draw(ask: Ask) -> str:
    """Return an input as HTML; every word is escaped."""
    match ask:
        case Words():
            return _words(ask)
        case Day() | Menu():
            return _line(ask)
        case One():
            return _one(ask)
        case Many():
            rows = f'<div class="rows">{_rows(ask, ask.options, "checkbox", ask.chosen, begins=True)}</div>'
            return _group(ask, rows)
    raise TypeError(f"{type(ask).__name__} cannot be drawn")


def _group(ask: Ask, drawn: str) -> str:
    return f"<fieldset{_described(ask)}><legend>{escape(ask.label)}</legend>{_notes(ask)}{drawn}</fieldset>\n"


def _one(ask: One) -> str:
    first, rest = ask.options[: ask.steps], ask.options[ask.steps :]
    steps = f'<div class="steps">{_rows(ask, first, "radio", (ask.chosen,), begins=True)}</div>' if first else ""
    rows = _rows(ask, rest, "radio", (ask.chosen,), begins=not first)
    return _group(ask, f'{steps}<div class="{"others" if first else "rows"}">{rows}</div>')


def _rows(ask: Ask, options: Sequence[tuple[str, str]], kind: str, chosen: Sequence[str], *, begins: bool) -> str:
    """Return the options as inputs with their labels; the first of a question carries the id that a summary links to."""
    found = []
    for place, (value, label) in enumerate(options):
        ident = f' id="{escape(ask.name)}"' if begins and place == 0 else ""
        checked = " checked" if value in chosen else ""
        found.append(
            f'<label><input type="{kind}" name="{escape(ask.name)}" value="{escape(value)}"{ident}{checked}>'
            f"<span>{_label(label)}</span></label>"
        )
    return "".join(found)


def _label(label: str) -> str:
    # Beside its neighbours a step shows its number; its words are in the hint, and heard by who does not see.
    number, between, words = label.partition(" · ")
    return f'{escape(number)}<span class="said">{escape(between + words)}</span>' if words else escape(label)


def _words(ask: Words) -> str:
    return (
        f'<div class="words">{_named(ask)}{_notes(ask)}'
        f'<textarea id="{escape(ask.name)}" name="{escape(ask.name)}" maxlength="{ask.limit}" rows="4"'
        f"{_described(ask)}{_invalid(ask)}>\n{escape(ask.value)}</textarea></div>\n"
    )


def _line(ask: Day | Menu) -> str:
    name = f'id="{escape(ask.name)}" name="{escape(ask.name)}"{_described(ask)}{_invalid(ask)}'
    if isinstance(ask, Day):
        value = f' value="{ask.value.isoformat()}"' if ask.value is not None else ""
        drawn = f'<input type="date" {name} min="{ask.first.isoformat()}" max="{ask.last.isoformat()}"{value} required>'
    else:
        drawn = "".join(
            f'<option value="{escape(value)}"{" selected" if value == ask.chosen else ""}>{escape(label)}</option>'
            for value, label in ask.options
        )
        drawn = f"<select {name}>{drawn}</select>"
    return f'<div class="line">{_named(ask)}{_notes(ask)}{drawn}</div>'


def _named(ask: Ask) -> str:
    return f'<label for="{escape(ask.name)}">{escape(ask.label)}</label>'


def _notes(ask: Ask) -> str:
    hint = f'<p class="small" id="{escape(ask.name)}-hint">{escape(ask.hint)}</p>' if ask.hint else ""
    problem = f'<p class="problem" id="{escape(ask.name)}-problem">{escape(ask.problem)}</p>' if ask.problem else ""
    return hint + problem


def _described(ask: Ask) -> str:
    ids = [f"{ask.name}-{kind}" for kind, words in (("hint", ask.hint), ("problem", ask.problem)) if words]
    return f' aria-describedby="{escape(" ".join(ids))}"' if ids else ""


def _invalid(ask: Ask) -> str:
    return ' aria-invalid="true"' if ask.problem else ""
