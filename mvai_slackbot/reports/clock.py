"""What time asks of reading: alerts that are to be told, outcomes that are awaited."""

from collections.abc import Sequence

from mvai_slackbot.reports import alerts
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Look at every alert that is due."""
    for alert_id in alerts.list_open(work):
        alerts.look_at(work, alert_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the alerts to look at."""
    return alerts.list_open(work)


def look_at(work: Work, alert_id: int) -> None:
    """Look at one alert."""
    alerts.look_at(work, alert_id)
