"""What came of trends: where Slack does not take its own chart, the same goes out with pictures."""

from datetime import timedelta

from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.people import service as people
from mvai_slackbot.reports import announce, digest
from mvai_slackbot.reports.models import TrendShown
from mvai_slackbot.work import Work

REFUSED = "invalid_blocks"


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Nothing follows from a message that stands."""


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Send pictures in the place of charts that Slack refused; pictures that it refuses are not sent again."""
    kind, _, ident = effect.subject.partition(":")
    if kind != "trend" or not final or code != REFUSED or not isinstance(effect, e.Post) or effect.pictures:
        return
    shown = work.session.get_one(TrendShown, int(ident))
    incident, reader = get_incident(work.session, shown.incident_id), people.get_person(work.session, shown.person_id)
    reading = digest.gather(work, incident, reader, since=work.now.date() - digest.OLD - timedelta(days=1))
    if reading.trends:
        for told in announce.post(reading, shown, draw=True):
            work.tell(told)
