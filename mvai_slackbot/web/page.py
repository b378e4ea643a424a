"""One page as data, and its HTML: no script, no cookie, nothing fetched; every word that comes from outside is escaped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mvai_slackbot.web.inputs import Ask, draw

Fields = Mapping[str, Sequence[str]]
# A number that a phone can dial: 911, 988, 741741, 1-800-267-5463.
NUMBER = re.compile(r"\b(?:1-\d{3}-\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{6}|\d{3})\b")
DIGITS = re.compile(r"\D")


@dataclass(frozen=True)
class Part:
    """Questions under one heading."""

    heading: str
    asks: Sequence[Ask]


@dataclass(frozen=True)
class Press:
    """One button, and the little it may ask for; `path` is added to the page's own address."""

    label: str
    path: str
    words: str = ""
    asks: Sequence[Ask] = ()


@dataclass(frozen=True)
class Page:
    """A page: what it says, what it asks, whom to call."""

    heading: str
    words: Sequence[str] = ()
    # Stands out, before anything is asked.
    first: str = ""
    # What a press has just brought about, above all else.
    done: str = ""
    contacts: Sequence[tuple[str, str, str]] = ()
    parts: Sequence[Part] = ()
    submit: str = ""
    presses: Sequence[Press] = ()
    # More presses, folded away below a line that says what they are for.
    fold: str = ""
    folded: Sequence[Press] = ()
    small: Sequence[str] = ()
    status: int = 200
    mark: str = ""

    @property
    def problems(self) -> list[Ask]:
        """Return what cannot be taken as it is."""
        asks = [ask for part in self.parts for ask in part.asks]
        asks += [ask for press in (*self.presses, *self.folded) for ask in press.asks]
        return [ask for ask in asks if ask.problem]


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
            "<p><strong>This is a drill. Nothing has happened.</strong></p>\n" if page.mark else "",
            f'<p class="done" role="status">{escape(page.done)}</p>\n' if page.done else "",
            _summary(page),
            "".join(f"<p>{escape(words)}</p>\n" for words in page.words),
            f'<p class="first-words">{_dialled(page.first)}</p>\n' if page.first else "",
            _form(page, address) if page.parts else "",
            "".join(_press(one, address) for one in page.presses),
            _folded(page, address) if page.folded else "",
            "".join(f'<p class="small">{escape(words)}</p>\n' for words in page.small),
            f"</main>\n{_contacts(page.contacts)}</body>\n</html>\n",
        )
    )


def _summary(page: Page) -> str:
    if not page.problems:
        return ""
    lines = "".join(f'<li><a href="#{escape(one.name)}">{escape(one.problem)}</a></li>' for one in page.problems)
    return f'<div class="problem" role="alert"><p>Nothing was saved yet. Please look once more:</p><ul>{lines}</ul></div>\n'


def _form(page: Page, address: str) -> str:
    parts = "".join(
        f"<section>{f'<h2>{escape(part.heading)}</h2>' if part.heading else ''}"
        f"{''.join(draw(ask) for ask in part.asks)}</section>\n"
        for part in page.parts
    )
    return (
        f'<form method="post" action="{escape(address)}">\n{parts}'
        f'<button class="first" type="submit">{escape(page.submit)}</button>\n</form>\n'
    )


def _press(press: Press, address: str) -> str:
    words = f"<p>{escape(press.words)}</p>" if press.words else ""
    return (
        f'<form class="press" method="post" action="{escape(address + press.path)}">{words}'
        f'{"".join(draw(ask) for ask in press.asks)}<button type="submit">{escape(press.label)}</button></form>\n'
    )


def _folded(page: Page, address: str) -> str:
    wrong = any(ask.problem for press in page.folded for ask in press.asks)
    presses = "".join(_press(one, address) for one in page.folded)
    return f"<details{' open' if wrong else ''}><summary>{escape(page.fold)}</summary>\n{presses}</details>\n"


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
