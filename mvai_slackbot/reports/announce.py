"""What Slack is told of alerts and trends: direct messages only; nothing of it appears in a channel."""

from collections.abc import Iterator
from functools import cache

from mvai_slackbot.areas import Area
from mvai_slackbot.calls import service as calls
from mvai_slackbot.checkins.models import About, Occurrence
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.library.views import few
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.reports import alerts, digest, facts, reminding, views, views_trends
from mvai_slackbot.reports.models import LooksReminder, TrendShown
from mvai_slackbot.reports.picture import render_png
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()
# What of the library an answer about each subject speaks to.
AREAS = {About.OFFICER: Area.FIRST_RESPONDER_WELLNESS, About.COMMUNITY: Area.COMMUNITY_WELLNESS}


@announcers.of(facts.HelpOffered)
def _offer_help(work: Work, fact: facts.HelpOffered) -> Iterator[e.Effect]:
    somebody = calls.somebody_on_call(work, fact.incident, besides=fact.person)
    yield from tell(fact.person, views.help_offered(work, fact.incident, somebody))


@announcers.of(facts.AlertTold, facts.AlertChanged)
def _tell(work: Work, fact: facts.AlertTold | facts.AlertChanged) -> Iterator[e.Effect]:
    found, incident = fact.alert, fact.incident
    who = people.get_person(work.session, found.person_id)
    by = people.get_person(work.session, found.outcome_by) if found.outcome_by and found.outcome else None
    asked = work.session.get_one(Occurrence, found.occurrence_id)
    lines = few(work, incident, [AREAS[asked.subject].value]) if found.outcome is None else ()
    for reader in alerts.list_told(work, incident, found):
        words = views.alert(found, incident, who, by, library=lines)
        yield from tell(reader, words, key=found.key(reader.id))
        last = reminding.find_last(work, reader)
        if last is not None and found.id in last.alerts:
            yield from tell(reader, _listed(work, last), key=last.key)


def _listed(work: Work, made: LooksReminder) -> Message:
    return views.looks_awaited(
        [
            (
                one,
                get_incident(work.session, one.incident_id),
                people.get_person(work.session, one.person_id),
                work.session.get_one(Occurrence, one.occurrence_id),
            )
            for one in reminding.list_listed(work, made)
        ]
    )


@announcers.of(facts.LooksAwaited)
def _remind(work: Work, fact: facts.LooksAwaited) -> Iterator[e.Effect]:
    if fact.before is not None:
        yield from tell(fact.person, views.in_a_newer_one(), key=fact.before.key)
    yield from tell(fact.person, _listed(work, fact.reminder), key=fact.reminder.key)


@announcers.of(facts.TrendsDue)
def _trends(work: Work, fact: facts.TrendsDue) -> Iterator[e.Effect]:
    since = None if fact.asked else fact.day - digest.OLD
    # Most readers see the same: drawn once, and forgotten with this announcement.
    render = cache(render_png)
    for reader in fact.readers:
        reading = digest.gather(work, fact.incident, reader, since=since)
        shown = digest.note_shown(work, reading)
        if shown is not None:
            yield from post(reading, shown, draw=False, render=render)


def post(
    reading: digest.Reading, shown: TrendShown, *, draw: bool, render: views_trends.Render = render_png
) -> Iterator[e.Effect]:
    """Yield the message of trends; `draw`: with pictures, where Slack did not take its own chart."""
    if reading.in_short:
        words, pictures = views_trends.in_short(reading)
    else:
        words, pictures = views_trends.trends(reading, draw=draw, render=render)
    if reading.reader.user_id:
        yield e.Post(to=reading.reader.user_id, message=words, pictures=pictures, subject=shown.subject, apart="trend")
