"""Answers over time: one line a question, gaps as gaps, and the last change in words; nothing here reads a row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mvai_slackbot.checkins.content import Item, QuestionSet

MOST_RATERS = 2
# What Slack's own chart takes (docs.slack.dev, data_visualization): points of a series, series, and letters of a label.
MOST_POINTS, MOST_SERIES, MOST_LABEL = 20, 12, 20


@dataclass(frozen=True)
class Point:
    """One time it was asked; without a number: skipped, not known, or no answer."""

    day: date
    value: int | None


@dataclass(frozen=True)
class Line:
    """One question over time, earliest first."""

    item: Item
    points: tuple[Point, ...]

    @property
    def answered(self) -> list[Point]:
        """Return the times it got a number."""
        return [point for point in self.points if point.value is not None]


@dataclass(frozen=True)
class Mark:
    """A day that stands in the picture: a year mark, an event."""

    day: date
    words: str


@dataclass(frozen=True)
class Rater:
    """Who answered, shown as who they are; `role` is empty for the leader themselves."""

    person_id: int
    name: str
    role: str = ""

    @property
    def view(self) -> str:
        """Return whose view it is; never a measurement."""
        return f"view of {self.name}, {self.role}" if self.role else f"leader's view, {self.name}"

    @property
    def in_short(self) -> str:
        """Return whose view it is, without a name."""
        return f"view of {self.role}" if self.role else "leader's view"


@dataclass(frozen=True)
class Trend:
    """One form as one person answered it over time."""

    questions: QuestionSet
    rater: Rater
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    helps: tuple[tuple[str, int], ...]

    @property
    def days(self) -> list[date]:
        """Return the days on which it was asked."""
        return [point.day for point in self.lines[0].points] if self.lines else []

    @property
    def answered(self) -> int:
        """Return on how many of them at least one question got a number."""
        return sum(1 for at in range(len(self.days)) if any(line.points[at].value is not None for line in self.lines))

    @property
    def is_whole(self) -> bool:
        """Whether Slack's own chart can show it: it draws a number for every line on every day, and knows no gap."""
        whole = all(len(line.answered) == len(line.points) for line in self.lines)
        return whole and 2 <= len(self.days) <= MOST_POINTS and 1 <= len(self.lines) <= MOST_SERIES

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to draw: a line begins with its second point."""
        return any(len(line.answered) >= 2 for line in self.lines)


@dataclass(frozen=True)
class Said:
    """One form on one day, as far as its reader may see it; without an answer `items` is empty and nobody is named."""

    day: date
    rater: Rater | None
    items: Mapping[str, str]
    helps: Sequence[str] = ()


def build(questions: QuestionSet, said: Sequence[Said], marks: Sequence[Mark], *, own: bool) -> list[Trend]:
    """Return a trend for each of the last two who answered; `own`: with the part about themselves."""
    raters: dict[int, Rater] = {}
    for one in sorted(said, key=lambda one: one.day):
        if one.rater is not None:
            raters.pop(one.rater.person_id, None)
            raters[one.rater.person_id] = one.rater
    items = [item for item in questions.items if own or not item.own_capacity]
    found = [_trend(questions, items, rater, said, marks) for rater in list(raters.values())[-MOST_RATERS:]]
    # Somebody may have skipped every question: there is nothing to say of that, and nothing to draw.
    return [one for one in found if one.lines]


def _trend(
    questions: QuestionSet, items: Sequence[Item], rater: Rater, said: Sequence[Said], marks: Sequence[Mark]
) -> Trend:
    # A day that somebody else answered is no gap of this person's; a day without an answer is one.
    theirs = [one for one in sorted(said, key=lambda one: one.day) if one.rater in (None, rater)]
    first = next((place for place, one in enumerate(theirs) if one.rater == rater), 0)
    theirs = theirs[first:]
    lines = tuple(
        Line(item, tuple(Point(one.day, _number(one.items.get(item.key))) for one in theirs)) for item in items
    )
    helps = Counter(area for one in theirs for area in one.helps)
    shown = tuple(mark for mark in marks if theirs and theirs[0].day <= mark.day <= theirs[-1].day)
    # Somebody was never asked about what a delegate is not asked about: a line without a number is left out.
    return Trend(questions, rater, tuple(line for line in lines if line.answered), shown, tuple(helps.most_common(3)))


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdigit() else None


def last_change(line: Line) -> str:
    """Return how a line stands and how it last moved, in words."""
    standing, moved = standing_words(line), moved_words(line)
    silent = (
        f"; no number since {day_words(line.answered[-1].day)}" if line.answered and not line.points[-1].value else ""
    )
    return f"{standing}, {moved}{silent}" if moved else f"{standing}{silent}"


def standing_words(line: Line) -> str:
    """Return the last number: "3 of 5"."""
    return f"{line.answered[-1].value} of 5" if line.answered else "no answer yet"


def moved_words(line: Line) -> str:
    """Return how it last moved, and from when: "up from 2 on Nov 12", the day of the 2; empty before a second answer."""
    answered = line.answered
    if len(answered) < 2:
        return ""
    last = answered[-1].value or 0
    before = next((one for one in reversed(answered) if one.value != last), None)
    if before is None or before.value is None:
        return f"unchanged since {day_words(answered[0].day)}"
    return f"{'up' if last > before.value else 'down'} from {before.value} on {day_words(before.day)}"


def day_words(day: date) -> str:
    """Return a day as people read it: "Nov 5"."""
    return f"{day:%b} {day.day}"


def labels(days: Sequence[date], *, years: bool = False) -> list[str]:
    """Return a label for each day, each once: with the year where two days of different years would read the same."""
    plain = [day_words(day) for day in days]
    return plain if len(set(plain)) == len(plain) and not years else [f"{day_words(day)}, {day.year}" for day in days]


def in_words(trend: Trend) -> str:
    """Return what a picture of it shows, for those who hear it."""
    span = labels([trend.days[0], trend.days[-1]], years=trend.days[-1].year != trend.days[0].year)
    head = (
        f"Lines over time, {trend.questions.title}, {trend.rater.view}. Answered {trend.answered} of {len(trend.days)} times "
        f"from {span[0]} to {span[-1]}. From 1, the lowest, to 5."
    )
    lines = " ".join(f"{line.item.label}: {last_change(line)}." for line in trend.lines)
    marks = " ".join(f"{mark.words} on {day_words(mark.day)}." for mark in trend.marks)
    return f"{head} {lines} {marks}".strip()
