"""The list of features: what each hears, announces, and does by the clock."""

from mvai_slackbot.incidents import announce as incidents_announce
from mvai_slackbot.incidents import clock as incidents_clock
from mvai_slackbot.incidents import listeners as incidents_listeners
from mvai_slackbot.incidents import listeners_channel as incidents_channel
from mvai_slackbot.incidents import listeners_closing as incidents_closing
from mvai_slackbot.incidents import listeners_leading as incidents_leading
from mvai_slackbot.incidents import receipts as incidents_receipts
from mvai_slackbot.incidents.timeline import write_line
from mvai_slackbot.outbox import clock as outbox_clock
from mvai_slackbot.outbox.effects import Effect
from mvai_slackbot.people import announce as people_announce
from mvai_slackbot.people import listeners as people_listeners
from mvai_slackbot.people import receipts as people_receipts
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.calls import Outcome
from mvai_slackbot.slack.delivery import Receipts
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.work import Announcers, Work

READERS = (write_line,)
CLOCKS = (
    outbox_clock.tick,
    incidents_clock.tick,
)
RECEIPTS = (people_receipts, incidents_receipts)


def listeners(settings: Settings) -> list[Listeners]:
    """Return everything that is heard."""
    return [
        people_listeners.build(settings.command_prefix),
        incidents_listeners.listeners,
        incidents_leading.listeners,
        incidents_channel.listeners,
        # What stands in the way of closing, what ends with it, which check-ins may go on.
        incidents_closing.build(hindrances=(), endings=(), goes_on=lambda work, incident: []),
    ]


def announcers(settings: Settings) -> list[Announcers]:
    """Return everything that is announced."""
    return [people_announce.announcers, incidents_announce.build(settings.library_url)]


def receipts() -> Receipts:
    """Return what delivery calls, inside the transaction that settles an entry, with what came of it."""

    def done(work: Work, effect: Effect, outcome: Outcome) -> None:
        for feature in RECEIPTS:
            feature.done(work, effect, outcome)

    def failed(work: Work, effect: Effect, code: str, final: bool) -> None:
        for feature in RECEIPTS:
            feature.failed(work, effect, code, final)

    return Receipts(done, failed)
