"""The list of features: what each hears, announces, and does by the clock."""

from mvai_slackbot import content_check, housekeeping
from mvai_slackbot.calls import announce as calls_announce
from mvai_slackbot.calls import clock as calls_clock
from mvai_slackbot.calls import listeners as calls_listeners
from mvai_slackbot.calls import receipts as calls_receipts
from mvai_slackbot.calls import service as calls
from mvai_slackbot.calls.waiting import waiting as calls_waiting
from mvai_slackbot.checkins import announce as checkins_announce
from mvai_slackbot.checkins import announce_links as checkins_linking
from mvai_slackbot.checkins import announce_outreach as checkins_reaching
from mvai_slackbot.checkins import announce_plan as checkins_announce_plan
from mvai_slackbot.checkins import by_link as checkins_by_link
from mvai_slackbot.checkins import clock as checkins_clock
from mvai_slackbot.checkins import content as checkins_content
from mvai_slackbot.checkins import ends as checkins_ends
from mvai_slackbot.checkins import links as checkins_links
from mvai_slackbot.checkins import listeners as checkins_listeners
from mvai_slackbot.checkins import listeners_answering as checkins_answering
from mvai_slackbot.checkins import listeners_history as checkins_history
from mvai_slackbot.checkins import listeners_links as checkins_asking_by_link
from mvai_slackbot.checkins import listeners_outreach as checkins_outreach
from mvai_slackbot.checkins import listeners_plan as checkins_plan
from mvai_slackbot.checkins import outreach as checkins_silence
from mvai_slackbot.checkins import receipts as checkins_receipts
from mvai_slackbot.checkins.waiting import waiting as checkins_waiting
from mvai_slackbot.checkins.waiting_plan import waiting as plan_waiting
from mvai_slackbot.delivery import Receipts
from mvai_slackbot.home import listeners as home_listeners
from mvai_slackbot.incidents import announce as incidents_announce
from mvai_slackbot.incidents import announce_calendar as incidents_announce_calendar
from mvai_slackbot.incidents import clock as incidents_clock
from mvai_slackbot.incidents import listeners as incidents_listeners
from mvai_slackbot.incidents import listeners_calendar as incidents_calendar
from mvai_slackbot.incidents import listeners_channel as incidents_channel
from mvai_slackbot.incidents import listeners_closing as incidents_closing
from mvai_slackbot.incidents import listeners_leading as incidents_leading
from mvai_slackbot.incidents import receipts as incidents_receipts
from mvai_slackbot.incidents.timeline import write_line
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.outbox.effects import Effect
from mvai_slackbot.people import announce as people_announce
from mvai_slackbot.people import listeners as people_listeners
from mvai_slackbot.people import receipts as people_receipts
from mvai_slackbot.requests import announce as requests_announce
from mvai_slackbot.requests import ends as requests_ends
from mvai_slackbot.requests import listeners as requests_listeners
from mvai_slackbot.requests import listeners_deciding as requests_deciding
from mvai_slackbot.requests import listeners_following as requests_following
from mvai_slackbot.requests.waiting import waiting as requests_waiting
from mvai_slackbot.scheduler import Each
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.smes import announce as smes_announce
from mvai_slackbot.smes import announce_ends as smes_ending
from mvai_slackbot.smes import ends as smes_ends
from mvai_slackbot.smes import listeners as smes_listeners
from mvai_slackbot.smes import listeners_own as smes_own
from mvai_slackbot.smes import receipts as smes_receipts
from mvai_slackbot.smes.service import helpers_of
from mvai_slackbot.smes.waiting import waiting as smes_waiting
from mvai_slackbot.web.form import Answers
from mvai_slackbot.work import Announcers, Reader, Work, Works

# SMEs hear of the end of an incident before they would hear of each request's.
READERS = (write_line, smes_ends.follow, checkins_ends.follow, requests_ends.follow, checkins_silence.follow)
CLOCKS = (
    housekeeping.tick,
    incidents_clock.tick,
    Each(calls_clock.tick, calls_clock.list_ids, calls_clock.look_at),
    Each(checkins_clock.tick, checkins_clock.list_ids, checkins_clock.look_at),
)
# What waits for somebody, on the page that `/mvai` shows.
WAITING = (calls_waiting, requests_waiting, smes_waiting, checkins_waiting, plan_waiting)
RECEIPTS = (people_receipts, incidents_receipts, calls_receipts, smes_receipts, checkins_receipts)


def _way(settings: Settings) -> checkins_links.Way:
    return checkins_links.Way(settings.public_url, mails=bool(settings.smtp_url.get_secret_value()))


def readers(settings: Settings) -> tuple[Reader, ...]:
    """Return everything that reads facts before they are announced."""
    return (*READERS, checkins_links.follow(_way(settings)))


def answers(settings: Settings, works: Works) -> Answers:
    """Return what the web front asks when somebody opens a link to a form."""
    return checkins_by_link.build(works, _way(settings))


def listeners(settings: Settings) -> list[Listeners]:
    """Return everything that is heard."""
    # Nothing is heard while a data file is at fault, the contacts for somebody in need first of all.
    content_check.load(settings.content)
    heard = [
        people_listeners.listeners,
        incidents_listeners.listeners,
        incidents_leading.listeners,
        incidents_channel.listeners,
        incidents_calendar.listeners,
        requests_listeners.listeners,
        requests_following.build(helpers_of),
        requests_deciding.listeners,
        smes_listeners.listeners,
        smes_own.listeners,
        calls_listeners.listeners,
        checkins_listeners.listeners,
        checkins_outreach.listeners,
        checkins_history.listeners,
        checkins_asking_by_link.build(_way(settings)),
        checkins_plan.listeners,
        # A data file at fault stops the start here, with a line that names it.
        checkins_answering.build(checkins_content.load()),
        # What stands in the way of closing, what ends with it, which check-ins may go on.
        incidents_closing.build(
            hindrances=(calls.hindrance,),
            endings=(smes_ends.endings, requests_ends.endings),
            goes_on=checkins_ends.goes_on,
        ),
    ]
    return [*heard, home_listeners.build(settings.command_prefix, waiting=WAITING, listeners=heard)]


def announcers(settings: Settings) -> list[Announcers]:
    """Return everything that is announced."""
    return [
        people_announce.announcers,
        incidents_announce.build(settings.library_url),
        requests_announce.build(helpers_of),
        smes_announce.announcers,
        smes_ending.announcers,
        calls_announce.announcers,
        checkins_announce.announcers,
        checkins_reaching.announcers,
        checkins_linking.build(_way(settings)),
        checkins_announce_plan.announcers,
        incidents_announce_calendar.announcers,
    ]


def receipts() -> Receipts:
    """Return what delivery calls, inside the transaction that settles an entry, with what came of it."""

    def done(work: Work, effect: Effect, outcome: Outcome) -> None:
        for feature in RECEIPTS:
            feature.done(work, effect, outcome)

    def failed(work: Work, effect: Effect, code: str, final: bool) -> None:
        for feature in RECEIPTS:
            feature.failed(work, effect, code, final)

    return Receipts(done, failed)
