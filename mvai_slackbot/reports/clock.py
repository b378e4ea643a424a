"""What time asks of reading: alerts that are to be told, outcomes that are awaited, trends on their day."""

from collections.abc import Sequence

from mvai_slackbot.reports import alerts, digest, reminding
from mvai_slackbot.work import Work


def tick_alerts(work: Work) -> None:
    """Tell every alert that is due."""
    for alert_id in alerts.list_due(work):
        alerts.look_at(work, alert_id)


def list_alerts(work: Work) -> Sequence[int]:
    """Return the alerts to look at."""
    return alerts.list_due(work)


def look_at_alert(work: Work, alert_id: int) -> None:
    """Look at one alert."""
    alerts.look_at(work, alert_id)


def tick_reminders(work: Work) -> None:
    """Ask everybody once a day what came of the looks that wait for a word."""
    reminding.look_at_all(work)


def list_reminded(work: Work) -> Sequence[int]:
    """Return the people whose word is awaited."""
    return list(reminding.by_person(work))


def look_at_reminded(work: Work, person_id: int) -> None:
    """Ask one of them."""
    reminding.look_at(work, person_id)


def tick_digests(work: Work) -> None:
    """Bring trends to their readers on their day."""
    for incident_id in digest.list_due(work):
        digest.look_at(work, incident_id)


def list_digests(work: Work) -> Sequence[int]:
    """Return the incidents to look at."""
    return digest.list_due(work)


def look_at_digest(work: Work, incident_id: int) -> None:
    """Look at one incident."""
    digest.look_at(work, incident_id)
