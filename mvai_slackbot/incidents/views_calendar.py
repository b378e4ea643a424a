"""What staff see of an incident's calendar: hard days, the phase, the year mark."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents.facts_calendar import kind_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.models_calendar import HardDay
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.phases import Phase
from mvai_slackbot.slack.blocks import actions, context, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape

MOST = 20


class AddHardDay(Value):
    """Open the form for a hard day."""

    action = "incident.add_event"
    incident: int


class RemoveHardDay(Value):
    """Take a hard day off the calendar."""

    action = "incident.remove_event"
    incident: int
    hard_day: int


class TurnPhase(Value):
    """Hold a phase, begin it early, or with no phase let the clock decide."""

    action = "incident.phase"
    incident: int
    phase: str
    held: bool


def calendar(incident: Incident, days: Sequence[HardDay]) -> Message:
    """Return the hard days of an incident, each with the press that takes it off."""
    blocks: list[SlackBlock] = [section(f"*{title(incident)}: days that can be hard*")]
    for one in days[:MOST]:
        remove = button("Take off", RemoveHardDay(incident=incident.id, hard_day=one.id))
        blocks.append(section(f"{day_words(one.day)} · {escape(kind_words(one.kind))}", remove))
    if not days:
        blocks.append(section("None yet."))
    blocks += [
        actions(button("Add a day", AddHardDay(incident=incident.id), style="primary")),
        context(
            "On such a day nothing is asked; check-ins around it are shorter. No names, no places: the kind is enough."
        ),
    ]
    return message(f"{title(incident)}: days that can be hard", *blocks)


def phase(incident: Incident, now: Phase, after: Phase | None, *, held: bool, set_by_hand: bool) -> Message:
    """Return the phase as it stands, and what can be said of it."""
    how = "held by a coordinator" if held else "begun early" if set_by_hand else "by the clock"
    presses = []
    if not held:
        presses.append(button("Hold it", TurnPhase(incident=incident.id, phase=now.key, held=True)))
    if after is not None:
        presses.append(
            button(f"Begin: {after.label}", TurnPhase(incident=incident.id, phase=after.key, held=False), nth=1)
        )
    if set_by_hand:
        presses.append(button("By the clock again", TurnPhase(incident=incident.id, phase="", held=False), nth=2))
    return message(
        f"{title(incident)}: phase",
        section(f"*{title(incident)}: {escape(now.label)}* ({how})"),
        actions(*presses),
        context(
            "Check-ins follow the phase: held, they keep its pace; begun early, they take the pace of the next one."
        ),
    )


def on_calendar(incident: Incident, hard_day: HardDay) -> Message:
    """Return the line in the channel when a day is put on the calendar: its kind and its date."""
    text = (
        f"{incident.mark}On the calendar: {escape(kind_words(hard_day.kind))}, {day_words(hard_day.day)}. "
        "Nothing is asked on that day."
    )
    return message(clip(text, 3000), section(text))
