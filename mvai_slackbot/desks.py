"""What the features do with what comes back: receipts of delivery, the mailbox, the form behind a link."""

from email.utils import parseaddr

from mvai_slackbot import features
from mvai_slackbot.calls import receipts as calls_receipts
from mvai_slackbot.checkins import receipts as checkins_receipts
from mvai_slackbot.checkins.links import by_link as checkins_by_link
from mvai_slackbot.delivery import Receipts
from mvai_slackbot.incidents import receipts as incidents_receipts
from mvai_slackbot.intake import service as intake, watching as intake_watching
from mvai_slackbot.letters import receipts as letters_receipts
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.mail.desk import Desk
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.outbox.effects import Effect
from mvai_slackbot.people import receipts as people_receipts
from mvai_slackbot.reports import receipts as reports_receipts
from mvai_slackbot.settings import Settings
from mvai_slackbot.smes import receipts as smes_receipts
from mvai_slackbot.web.form import Answers
from mvai_slackbot.work import Work, Works

RECEIPTS = (
    people_receipts, letters_receipts, incidents_receipts, calls_receipts, smes_receipts, checkins_receipts, reports_receipts,
)  # fmt: skip


def receipts() -> Receipts:
    """Return what delivery calls, inside the transaction that settles an entry, with what came of it."""

    def done(work: Work, effect: Effect, outcome: Outcome) -> None:
        for feature in RECEIPTS:
            feature.done(work, effect, outcome)

    def failed(work: Work, effect: Effect, code: str, final: bool) -> None:
        for feature in RECEIPTS:
            feature.failed(work, effect, code, final)

    return Receipts(done, failed)


def mail_desk(works: Works, settings: Settings) -> Desk:
    """Return what is done with the mailbox and what arrives in it, each in a transaction of its own."""
    rules = intake.Rules(settings.mail_authserv_id, parseaddr(settings.mail_from)[1])

    def knows(mailbox: str, uid_validity: int, uid: int) -> bool:
        with works.read() as work:
            return intake.find_mail(work.session, mailbox, uid_validity, uid) is not None

    def take(arrived: Arrived) -> None:
        with works.begin() as work:
            intake.take_in(work, arrived, rules)

    def begins(name: str) -> None:
        with works.begin() as work:
            intake_watching.watch_only(work, name)

    def was_read(name: str) -> None:
        with works.begin() as work:
            intake_watching.was_read(work, name)

    def was_not_read(name: str, code: str) -> None:
        with works.begin() as work:
            intake_watching.was_not_read(work, name, code)

    return Desk(knows=knows, take=take, begins=begins, was_read=was_read, was_not_read=was_not_read)


def answers(settings: Settings, works: Works) -> Answers:
    """Return what the web front asks when somebody opens a link to a form."""
    return checkins_by_link.build(works, features.way(settings))
