"""One page as data, and its HTML: no script, no cookie, nothing fetched; every word that comes from outside is escaped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

Fields = Mapping[str, Sequence[str]]
# A number that a phone can dial: 911, 988, 741741, 1-800-267-5463.
NUMBER = re.compile(r"\b(?:1-\d{3}-\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{6}|\d{3})\b")
DIGITS = re.compile(r"\D")


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
class Part:
    """Questions under one heading."""

    heading: str
    asks: Sequence[Ask]


@dataclass(frozen=True)
class Press:
    """One button that sends nothing but itself; `path` is added to the page's own address."""

    label: str
    path: str
    words: str = ""


@dataclass(frozen=True)
class Page:
    """A page: what it says, what it asks, whom to call."""

    heading: str
    words: Sequence[str] = ()
    # Stands out, before anything is asked.
    first: str = ""
    contacts: Sequence[tuple[str, str, str]] = ()
    parts: Sequence[Part] = ()
    submit: str = ""
    presses: Sequence[Press] = ()
    small: Sequence[str] = ()
    status: int = 200
    mark: str = ""
    problems: Sequence[Ask] = field(default=())


def render(page: Page, address: str, style: str) -> str:
    """Return the page as HTML; `address` is its own path, `style` its one style sheet."""
    title = f"{page.mark}{page.heading}"
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex, nofollow">\n',
            f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n",
            f"<h1>{escape(title)}</h1>\n",
            _summary(page),
            "".join(f"<p>{escape(words)}</p>\n" for words in page.words),
            f'<p class="first-words">{_dialled(page.first)}</p>\n' if page.first else "",
            _form(page, address) if page.parts else "",
            "".join(_press(one, address) for one in page.presses),
            "".join(f'<p class="small">{escape(words)}</p>\n' for words in page.small),
            f"</main>\n{_contacts(page.contacts)}</body>\n</html>\n",
        )
    )


def _summary(page: Page) -> str:
    if not page.problems:
        return ""
    lines = "".join(
        f'<li><a href="#{escape(one.name)}">{escape(one.problem)}</a></li>' for one in page.problems if one.problem
    )
    return f'<div class="problem" role="alert"><p>Nothing was saved yet. Please look once more:</p><ul>{lines}</ul></div>\n'


def _form(page: Page, address: str) -> str:
    parts = "".join(
        f"<section>{f'<h2>{escape(part.heading)}</h2>' if part.heading else ''}"
        f"{''.join(_ask(ask) for ask in part.asks)}</section>\n"
        for part in page.parts
    )
    return (
        f'<form method="post" action="{escape(address)}">\n{parts}'
        f'<button class="first" type="submit">{escape(page.submit)}</button>\n</form>\n'
    )


def _ask(ask: Ask) -> str:
    if isinstance(ask, Words):
        return _words(ask)
    if isinstance(ask, One):
        first, rest = ask.options[: ask.steps], ask.options[ask.steps :]
        steps = f'<div class="steps">{_rows(ask, first, "radio", (ask.chosen,), begins=True)}</div>' if first else ""
        rows = _rows(ask, rest, "radio", (ask.chosen,), begins=not first)
        drawn = f'{steps}<div class="{"others" if first else "rows"}">{rows}</div>'
    elif isinstance(ask, Many):
        drawn = f'<div class="rows">{_rows(ask, ask.options, "checkbox", ask.chosen, begins=True)}</div>'
    else:
        raise TypeError(f"{type(ask).__name__} cannot be drawn")
    return f"<fieldset{_described(ask)}><legend>{escape(ask.label)}</legend>{_notes(ask)}{drawn}</fieldset>\n"


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
    invalid = ' aria-invalid="true"' if ask.problem else ""
    return (
        f'<div class="words"><label for="{escape(ask.name)}">{escape(ask.label)}</label>{_notes(ask)}'
        f'<textarea id="{escape(ask.name)}" name="{escape(ask.name)}" maxlength="{ask.limit}" rows="4"'
        f"{_described(ask)}{invalid}>\n{escape(ask.value)}</textarea></div>\n"
    )


def _notes(ask: Ask) -> str:
    hint = f'<p class="small" id="{escape(ask.name)}-hint">{escape(ask.hint)}</p>' if ask.hint else ""
    problem = f'<p class="problem" id="{escape(ask.name)}-problem">{escape(ask.problem)}</p>' if ask.problem else ""
    return hint + problem


def _described(ask: Ask) -> str:
    ids = [f"{ask.name}-{kind}" for kind, words in (("hint", ask.hint), ("problem", ask.problem)) if words]
    return f' aria-describedby="{escape(" ".join(ids))}"' if ids else ""


def _press(press: Press, address: str) -> str:
    words = f"<p>{escape(press.words)}</p>" if press.words else ""
    return (
        f'<form class="press" method="post" action="{escape(address + press.path)}">{words}'
        f'<button type="submit">{escape(press.label)}</button></form>\n'
    )


def _contacts(contacts: Sequence[tuple[str, str, str]]) -> str:
    rows = "".join(
        f"<li><strong>{escape(title)}</strong>: {_dialled(contact)}<br><span>{escape(who_for)}</span></li>"
        for title, contact, who_for in contacts
    )
    return f'<aside aria-labelledby="now"><h2 id="now">If somebody is needed right now</h2><ul>{rows}</ul></aside>\n'


def _dialled(contact: str) -> str:
    # "text HOME to 741741" is no number to ring.
    scheme = "sms" if contact.startswith("text ") else "tel"
    return NUMBER.sub(lambda found: f'<a href="{scheme}:{DIGITS.sub("", found[0])}">{found[0]}</a>', escape(contact))
