"""What people see who ask where incidents stand: one with its set-up and timeline, or the list."""

from collections.abc import Sequence

from mvai_slackbot.incidents.models import Incident, TimelineEntry
from mvai_slackbot.incidents.views import RepairNow, ending, link, step_line, title
from mvai_slackbot.message import Message
from mvai_slackbot.outbox.service import Step
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, facts, message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import clip, escape, moment


def status(
    incident: Incident,
    owner: Person | None,
    steps: Sequence[Step],
    lines: Sequence[TimelineEntry],
    *,
    for_staff: bool,
) -> Message:
    """Return the private answer to `status`."""
    stands = ending(incident, incident.same_as if for_staff else "")
    story = "\n".join(f"{moment(one.at)}  {escape(one.line.reveal())}" for one in lines) or "Nothing yet."
    trouble = any(step.state in ("dead", "retried") for step in steps)
    blocks = [
        section(f"*{title(incident)}* · {stands} · {link(incident)}"),
        facts([("Owner", escape(owner.name.reveal()) if owner else "nobody"), ("Opened", moment(incident.opened_at))]),
        section("*Set-up*\n" + ("\n".join(step_line(step) for step in steps) or "not begun")),
        section(clip("*Timeline*\n" + story, 2900)),
    ]
    if trouble:
        blocks.append(actions(button("Repair", RepairNow(incident=incident.id))))
    return message(f"{title(incident)}: {incident.status.value}", *blocks)


def listing(incidents: Sequence[Incident]) -> Message:
    """Return the private answer to `list`."""
    lines = [
        f"• *{title(one)}* · {one.status.value} · opened {moment(one.opened_at)}"
        + (f" · <#{one.channel_id}>" if one.channel_id else "")
        for one in incidents
    ]
    text = (
        "\n".join(lines)
        or "No incident is on record. Type `/mvai-incident open &lt;short description&gt;` to open one."
    )
    return message("Incidents", section(clip(text, 2900)))
