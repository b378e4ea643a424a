"""What the library says to an SME who just accepted: a few lines of the phase, in the areas of the request."""

from collections.abc import Sequence

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.library import where
from mvai_slackbot.library.catalogue import Item, Resource, items_for, resources_for
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Work

# More than a handful is read by nobody at such a time; the library's page has the rest.
MOST_ITEMS, MOST_RESOURCES = 5, 3
NOT_REVIEWED = "These lines come from public guidance; the program has not reviewed them yet."


def lines(work: Work, incident: Incident, request: AssistanceRequest) -> Sequence[str]:
    """Return lines in mrkdwn: what leaders say is worth doing now, and what to read."""
    phase = where.phase_of(work.session, incident, work.now)
    times = [*where.overlays_of(work.session, incident, work.now), phase.key]
    areas = request.areas
    items = [one for time in times for one in items_for(areas, time)][:MOST_ITEMS]
    found = [one for time in times for one in resources_for(areas, time)]
    resources = list(dict.fromkeys(found))[:MOST_RESOURCES]
    if not items and not resources:
        return ()
    return [
        f"*Worth doing in this time* ({phase.label.lower()})",
        *(_item(one) for one in items),
        *(_resource(one) for one in resources),
        f"_{NOT_REVIEWED}_",
    ]


def few(work: Work, incident: Incident, areas: Sequence[str]) -> Sequence[str]:
    """Return three lines in mrkdwn at most, for a message that is about something else; none where nothing fits."""
    phase = where.phase_of(work.session, incident, work.now)
    times = [*where.overlays_of(work.session, incident, work.now), phase.key]
    items = [one for time in times for one in items_for(areas, time)][:1]
    resources = [one for time in times for one in resources_for(areas, time)][:1]
    found = [*(f"Worth doing in this time: {_item(one)}" for one in items), *(_resource(one) for one in resources)]
    return [*found, f"_{NOT_REVIEWED}_"] if found else ()


def _item(item: Item) -> str:
    # Brackets within brackets are hard to read: "Preparing for the Unimaginable, 2016".
    source = item.source.replace(" (", ", ").replace(")", "")
    return f"{escape(item.text)} ({escape(source)})"


def _resource(resource: Resource) -> str:
    title = f"<{resource.link}|{escape(resource.title)}>" if resource.link else escape(resource.title)
    more = " ".join(filter(None, (resource.phone, escape(resource.note))))
    return f"To read: {title}, {escape(resource.publisher)}" + (f". {more}" if more else "")
