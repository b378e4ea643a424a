"""The list of requests: a page at a time, each with its button; for staff also as a table that sorts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from slackblocks import Block as SlackBlock, DataTableBlock, RawNumber, RawText, RichTextBlock

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.requests import words
from mvai_slackbot.requests.deciding.targets import list_late
from mvai_slackbot.requests.following.listing import AREAS
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.views import ShowRequest
from mvai_slackbot.slack.blocks import actions, context, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, moment

PAGE = 8
Cell = RawText | RawNumber | RichTextBlock
MOST_ROWS = 100
COLUMNS = ("Number", "Where it stands", "Hours", "Late", "Who has it", "Areas", "Incident")
# One word each: a table has no room for more.
SHORT = {area.value: word for word, area in AREAS.items()}


class ListPage(Value):
    """A page of a list; ids are row ids, 0 and empty ask for nothing."""

    action = "request.page"
    stands: str = ""
    outcome: str = ""
    area: str = ""
    owner: int = 0
    over_hours: float = 0
    incident: int = 0
    late: bool = False
    draft: bool = False
    page: int = 0
    table: bool = False


def page(
    found: Sequence[AssistanceRequest],
    incidents: Mapping[int, Incident],
    asked: ListPage,
    *,
    where: str,
    staff: bool,
    now: datetime,
) -> Message:
    """Return the private answer to `list`: structure, and the first words of each request."""
    if not found:
        next_step = (
            "`/mvai-request log &lt;text&gt;` logs one." if staff else "Type `/mvai` to see what you can do here."
        )
        text = f"No request is on record{where} that you can see. {next_step}"
        return message(text, section(text))
    first = min(asked.page * PAGE, (len(found) - 1) // PAGE * PAGE)
    shown, name = found[first : first + PAGE], _name(incidents, asked, where)
    blocks: list[SlackBlock] = [section(f"*{name}*: {first + 1} to {first + len(shown)} of {len(found)}")]
    for nth, request in enumerate(shown):
        line = _line(request, incidents.get(request.incident_id or 0), now if staff else None)
        blocks.append(section(line, accessory=button("Show", ShowRequest(request=request.id), nth=nth)))
    row = []
    if first:
        row.append(button("Previous page", asked.model_copy(update={"page": first // PAGE - 1})))
    if first + PAGE < len(found):
        row.append(button("Next page", asked.model_copy(update={"page": first // PAGE + 1}), nth=1))
    if staff:
        row.append(button("As a table", asked.model_copy(update={"table": True}), nth=2))
    blocks += [actions(*row)] if row else []
    return message(name, *blocks)


def _name(incidents: Mapping[int, Incident], asked: ListPage, where: str) -> str:
    """Return the heading of a list; that of a drill says so first."""
    return f"{incidents[asked.incident].mark if asked.incident in incidents else ''}Requests{where}"


def _line(request: AssistanceRequest, incident: Incident | None, now: datetime | None) -> str:
    place = title(incident) if incident else "no incident yet"
    urgency = words.label(words.URGENCIES, request.urgency).lower()
    head = " · ".join(filter(None, (f"*{request.name}*", place, words.standing(request), urgency)))
    late = [f"{what} was due {moment(at)}" for what, at in (list_late(request, now) if now else ())]
    return "\n".join(filter(None, (head, escape(clip(request.text.reveal(), 150)), " · ".join(late))))


def table(
    found: Sequence[AssistanceRequest],
    incidents: Mapping[int, Incident],
    owners: Mapping[int, str],
    asked: ListPage,
    *,
    where: str,
    now: datetime,
) -> Message:
    """Return the same as a table for staff: no words of anybody's in it, so that it can stand open on a screen."""
    if not found:
        return page(found, incidents, asked, where=where, staff=True, now=now)
    rows: list[list[Cell]] = [[RawText(name) for name in COLUMNS]]
    for request in found[:MOST_ROWS]:
        rows.append(_row(request, incidents.get(request.incident_id or 0), owners, now))
    back = button("As a list", asked.model_copy(update={"table": False, "page": 0}))
    notes = [context(f"The first {MOST_ROWS} of {len(found)}.")] if len(found) > MOST_ROWS else []
    name = _name(incidents, asked, where)
    block = DataTableBlock(rows=rows, caption=clip(name, 150), page_size=20, block_id="requests")
    return message(f"{name}, as a table", block, *notes, actions(back))


def _row(request: AssistanceRequest, incident: Incident | None, owners: Mapping[int, str], now: datetime) -> list[Cell]:
    hours = int((now - request.logged_at).total_seconds() // 3600)
    late = ", ".join(what for what, _ in list_late(request, now))
    told = (
        late, owners.get(request.owner_id or 0, "nobody"), ", ".join(SHORT[one] for one in request.areas),
        title(incident) if incident else "none yet",
    )  # fmt: skip
    cells = [RawText(clip(one, 150) or "–") for one in told]
    return [_number(request.number), RawText(words.standing(request)), _number(hours), *cells]


def _number(value: int) -> RawNumber:
    return RawNumber(value, str(value))
