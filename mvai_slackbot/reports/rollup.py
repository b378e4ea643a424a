"""Across incidents: only where five or more answered, rounded, with no place, no text and no incident named."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import service as answering
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.models import Occurrence, Plan
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.reports.rules import numbers
from mvai_slackbot.work import Work

# Fewer than so many and one of them could be guessed.
FEWEST = 5
STRETCHES = (
    ("first week", 7),
    ("to day 45", 45),
    ("to half a year", 180),
    ("to a year", 365),
    ("after a year", 10_000),
)


@dataclass(frozen=True)
class Row:
    """One question in one stretch of time: the mean of the incidents' means, to the half, and of how many."""

    stretch: str
    label: str
    mean: float
    incidents: int


def stretch_of(day: int) -> str:
    """Return the stretch of time in which a day since the incident lies."""
    return next(name for name, until in STRETCHES if day <= until)


def roll_up(found: Iterable[tuple[int, str, str, int]], labels: Mapping[str, str]) -> list[Row]:
    """Return the rows of (incident, stretch, question, value); what fewer than five incidents gave is left out."""
    by_cell: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for incident, stretch, item, value in found:
        by_cell[stretch, item][incident].append(value)
    rows = []
    for stretch, _ in STRETCHES:
        for item, label in labels.items():
            means = [sum(values) / len(values) for values in by_cell[stretch, item].values()]
            if len(means) >= FEWEST:
                # To the half: between two looks nobody subtracts one incident out of a finer figure.
                rows.append(Row(stretch, label, round(2 * sum(means) / len(means)) / 2, len(means)))
    return rows


def gather(work: Work) -> list[Row]:
    """Return the roll-up over all incidents, drills left out."""
    items = {item.key: item for one in content.load().forms.sets for item in one.items if not item.own_capacity}
    return roll_up(_values(work), {key: item.label for key, item in items.items()})


def _values(work: Work) -> Iterable[tuple[int, str, str, int]]:
    rows = (
        select(Occurrence, Plan.incident_id)
        .join(Plan, Plan.id == Occurrence.plan_id)
        .join(Incident, Incident.id == Plan.incident_id)
        .where(Incident.drill.is_(False), Incident.team_id == work.team_id, Occurrence.prompt_id.is_not(None))
    )
    for occurrence, incident_id in work.session.execute(rows):
        answer = prompts.latest_answer(work.session, occurrence.id)
        if answer is None:
            continue
        day = (occurrence.local_date - service.zero_of(get_incident(work.session, incident_id))).days
        for item, value in numbers(answering.said_of(answer, Sight.ITEMS).items).items():
            yield incident_id, stretch_of(day), item, value
