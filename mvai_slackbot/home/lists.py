"""Lists by the page on the Home tab: what of each is shown, and the two buttons that turn it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import Field
from slackblocks import ActionsBlock, Block as SlackBlock

from mvai_slackbot.slack.blocks import actions, context
from mvai_slackbot.slack.buttons import Value, button

T = TypeVar("T")
U = TypeVar("U")
# The page of each list that was turned, counted from 0.
Pages = Mapping[str, int]


class TurnPage(Value):
    """Show another page of one list of the Home tab."""

    action = "home.turn"

    of: str = Field(max_length=40)
    page: int = Field(ge=0)


@dataclass(frozen=True)
class Shown(Generic[T]):
    """What of a list is shown; `first` counts from 0."""

    of: str
    number: int
    shown: Sequence[T]
    first: int
    count: int

    def of_each(self, make: Callable[[T], U]) -> "Shown[U]":
        """Return the same page with what is made of each of its entries."""
        return Shown(self.of, self.number, [make(one) for one in self.shown], self.first, self.count)

    @property
    def ends(self) -> int:
        """Return how many of the list stand on this page and the earlier ones."""
        return self.first + len(self.shown)


def cut(of: str, found: Sequence[T], pages: Pages, most: int) -> Shown[T]:
    """Return the page of a list that its reader has turned to; the last one when there are not so many any more."""
    number = min(max(pages.get(of, 0), 0), max(len(found) - 1, 0) // most)
    first = number * most
    return Shown(of, number, found[first : first + most], first, len(found))


def turns(page: Shown[T]) -> list[SlackBlock]:
    """Return which part of the list this is, and the buttons to the others; nothing for a list of one page."""
    if len(page.shown) == page.count:
        return []
    row = []
    if page.number:
        row.append(button("Earlier", TurnPage(of=page.of, page=page.number - 1), nth=0))
    if page.ends < page.count:
        row.append(button("Later", TurnPage(of=page.of, page=page.number + 1), nth=1))
    return [context(f"{page.first + 1} to {page.ends} of {page.count}"), actions(*row)]


def lines(blocks: Sequence[SlackBlock]) -> list[list[SlackBlock]]:
    """Return blocks as lines: a row of buttons belongs to what stands above it."""
    found: list[list[SlackBlock]] = []
    for block in blocks:
        if found and isinstance(block, ActionsBlock):
            found[-1].append(block)
        else:
            found.append([block])
    return found
