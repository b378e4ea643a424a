"""What people see who ask where incidents stand: one with its set-up and timeline, or the list."""

from collections.abc import Mapping, Sequence

from mvai_slackbot.incidents.models import Incident, Status, TimelineEntry
from mvai_slackbot.incidents.views import RepairNow, ending, first_words, link, step_line, title
from mvai_slackbot.message import Message
from mvai_slackbot.outbox.service import Step
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, facts, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment

# A line with its description and its links is up to 350 characters long, and a piece takes 3,000.
LINES_IN_PIECE = 8


class AskHow(Value):
    """Open the form that asks how an incident ended; heard at its end."""

    action = "incident.how_closed"
    incident: int


def status(
    incident: Incident,
    owner: Person | None,
    steps: Sequence[Step],
    lines: Sequence[TimelineEntry],
    *,
    about: str = "",
    for_staff: bool,
) -> Message:
    """Return the private answer to `status`; `about` is the description, where it is shown."""
    stands = ending(incident, incident.same_as if for_staff else "")
    story = "\n".join(f"{moment(one.at)}  {escape(one.line.reveal())}" for one in lines) or "Nothing yet."
    trouble = any(step.state in ("dead", "retried") for step in steps)
    blocks = [
        section(f"*{title(incident)}* · {stands} · {link(incident)}" + (f"\n{first_words(about)}" if about else "")),
        facts([("Owner", escape(owner.name.reveal()) if owner else "nobody"), ("Opened", moment(incident.opened_at))]),
        section("*Set-up*\n" + ("\n".join(step_line(step) for step in steps) or "not begun")),
        section(clip("*Timeline*\n" + story, 2900)),
    ]
    row = [button("Repair", RepairNow(incident=incident.id))] if trouble else []
    if for_staff and incident.status is Status.OPEN:
        row.append(button("Close", AskHow(incident=incident.id)))
    if row:
        blocks.append(actions(*row))
    return message(f"{title(incident)}: {incident.status.value}", *blocks)


def listing(incidents: Sequence[Incident], about: Mapping[int, str]) -> Message:
    """Return the private answer to `list`; `about` has descriptions by row id."""
    lines = [
        f"• *{title(one)}* · {one.status.value} · opened {moment(one.opened_at)}"
        + (f" · <#{one.channel_id}>" if one.channel_id else "")
        + (f"\n{first_words(about[one.id])}" if one.id in about else "")
        for one in incidents
    ]
    none = "No incident is on record. Type `/mvai-incident open &lt;short description&gt;` to open one."
    pieces = ["\n".join(lines[at : at + LINES_IN_PIECE]) for at in range(0, len(lines), LINES_IN_PIECE)] or [none]
    return message("Incidents", *(section(piece) for piece in pieces))
