"""What a reader sees of trends: words first, then lines; Slack's own chart where it can show them, else a picture."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.checkins.plans.views import NOUN
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.outbox.effects import Picture
from mvai_slackbot.reports.chart import svg
from mvai_slackbot.reports.digest import Reading
from mvai_slackbot.reports.picture import render_png
from mvai_slackbot.reports.rollup import Row
from mvai_slackbot.reports.trends import Trend, in_words, labels, last_change
from mvai_slackbot.slack.blocks import context, message, quiet_message, section
from mvai_slackbot.slack.text import clip, escape

Render = Callable[[str], bytes]
# Slack takes two charts in a message; more are drawn as pictures.
MOST_CHARTS = 2
MOST_PICTURES = 6
SMALL = (
    "One person's view of the whole, not a measurement and not about any person. Please keep it to yourself: nothing of it "
    "belongs in a channel."
)


def native(reading: Reading) -> bool:
    """Whether Slack's own charts can show all of it: no gap, not too many points, two charts at most."""
    drawn = [trend for trend in reading.trends if trend.is_drawn]
    return 0 < len(drawn) <= MOST_CHARTS and all(trend.is_whole for trend in drawn)


def trends(reading: Reading, *, draw: bool, render: Render = render_png) -> tuple[Message, tuple[Picture, ...]]:
    """Return the message and its pictures; `draw`: pictures, even where Slack's own chart would do."""
    incident = reading.incident
    pictures: list[Picture] = []
    charts = native(reading) and not draw
    blocks: list[SlackBlock] = [section(f"*{incident.mark}How answers to check-ins went* · {title(incident)}")]
    places: list[tuple[int, dict[str, Any]]] = []
    for trend in reading.trends:
        blocks.append(section(_words(trend)))
        if trend.is_drawn and charts:
            places.append((len(blocks) + len(places), chart(trend)))
        elif trend.is_drawn and len(pictures) < MOST_PICTURES:
            places.append((len(blocks) + len(places), _picture_block(trend, len(pictures))))
            pictures.append(_picture(incident, trend, render))
    if reading.calls:
        times = "once" if reading.calls == 1 else f"{reading.calls} times"
        blocks.append(section(f"A call was asked for {times}. How a call went is recorded by whoever had it."))
    made = quiet_message(*blocks, context(SMALL), drill=incident.drill)
    return _with_lines(made, places), tuple(pictures)


def in_short(reading: Reading) -> tuple[Message, tuple[Picture, ...]]:
    """Return how the answers on each subject last moved, in words; no line, no name, nothing of the leader's own part."""
    incident = reading.incident
    blocks: list[SlackBlock] = [
        section(f"*{incident.mark}How answers to check-ins went, in short* · {title(incident)}")
    ]
    for subject, noun in NOUN.items():
        about = [one for one in reading.trends if one.questions.subject == subject and one.lines]
        if about:
            latest = max(about, key=lambda one: max(line.answered[-1].day for line in one.lines))
            lines = "\n".join(f"• {escape(line.item.label)}: {last_change(line)}" for line in latest.lines)
            blocks.append(section(f"*{noun}* · {escape(latest.rater.in_short)}\n{lines}"))
    return quiet_message(*blocks, context(SMALL), drill=incident.drill), ()


def _with_lines(made: Message, places: list[tuple[int, dict[str, Any]]]) -> Message:
    # The quiet line that every direct message begins with is one block more.
    shown = list(made.blocks)
    for place, block in places:
        shown.insert(place + 1, {**block, "block_id": f"lines{place}"})
    return made.model_copy(update={"blocks": shown})


def heading(trend: Trend) -> str:
    """Return what a trend is about."""
    return trend.questions.title


def _words(trend: Trend) -> str:
    days = trend.days
    span = " to ".join(labels([days[0], days[-1]], years=days[0].year != days[-1].year))
    asked = f"answered {trend.answered} of {len(days)} times, {span}"
    lines = "\n".join(f"• {escape(line.item.label)}: {last_change(line)}" for line in trend.lines)
    helps = ""
    if trend.helps:
        helps = f"\nWould have helped most: {areas.in_words([area for area, _ in trend.helps])}"
    return clip(f"*{escape(heading(trend))}* · {escape(trend.rater.view)} · {asked}\n{lines}{helps}", 2900)


def chart(trend: Trend) -> dict[str, Any]:
    """Return Slack's own line chart: a series for each question, a point for each day (docs.slack.dev, data_visualization)."""
    days = labels(trend.days)
    names = [clip(line.item.label, 20) for line in trend.lines]
    series = [
        {
            "name": name if names.count(name) == 1 else f"{name[:16]} {place + 1}",
            "data": [{"label": day, "value": one.value} for day, one in zip(days, line.points, strict=True)],
        }
        for place, (name, line) in enumerate(zip(names, trend.lines, strict=True))
    ]
    axis = {"categories": days, "y_label": "1 lowest, 5 best"}
    words = clip(f"{heading(trend)}, {trend.rater.view}", 50)
    return {
        "type": "data_visualization",
        "title": words,
        "chart": {"type": "line", "series": series, "axis_config": axis},
    }


def _picture_block(trend: Trend, place: int) -> dict[str, Any]:
    return {"type": "image", "alt_text": clip(in_words(trend), 1990), "slack_file": {"id": f"picture:{place}"}}


def _picture(incident: Incident, trend: Trend, render: Render) -> Picture:
    name = f"{incident.mark}{heading(trend)}"
    png = render(svg(trend, name))
    # The name of a file stands in Slack's list of files: it says nothing of whom or where.
    return Picture(
        name="check-ins.png", title="Check-ins", alt=clip(in_words(trend), 990), content=b64encode(png).decode()
    )


def on_its_way(incident: Incident) -> str:
    """Return the answer to who asked for trends (mrkdwn)."""
    return f"{incident.mark}It is on its way to you as a direct message. Nothing of it appears here."


def nothing_yet(incident: Incident) -> str:
    """Return the answer when nothing was answered yet (mrkdwn)."""
    return f"{incident.mark}Nothing was answered yet in {title(incident)} that you may read and that makes a line."


def rolled_up(rows: Sequence[Row]) -> Message:
    """Return the roll-up: words and figures, no place, no incident, no text of anybody."""
    head = "Answers to check-ins across incidents"
    blocks: list[SlackBlock] = [section(f"*{head}*")]
    for stretch in dict.fromkeys(row.stretch for row in rows):
        lines = [
            f"• {escape(row.label)}: {row.mean:g} of 5 ({row.incidents} incidents)"
            for row in rows
            if row.stretch == stretch
        ]
        blocks.append(section(f"*{stretch[:1].upper()}{stretch[1:]}*\n" + "\n".join(lines)))
    if not rows:
        blocks.append(section("Nothing is shown yet: it takes five incidents that answered the same question."))
    small = (
        "Means of leaders' views, to the half, of five or more incidents each; drills and leaders' own part left out."
    )
    return message(head, *blocks, context(small))
