"""What the features do with what comes back: receipts of delivery, the form behind a link."""

from mvai_slackbot import features
from mvai_slackbot.calls import receipts as calls_receipts
from mvai_slackbot.checkins import by_link as checkins_by_link
from mvai_slackbot.checkins import receipts as checkins_receipts
from mvai_slackbot.delivery import Receipts
from mvai_slackbot.incidents import receipts as incidents_receipts
from mvai_slackbot.letters import receipts as letters_receipts
from mvai_slackbot.people import receipts as people_receipts
from mvai_slackbot.reports import receipts as reports_receipts
from mvai_slackbot.settings import Settings
from mvai_slackbot.smes import receipts as smes_receipts
from mvai_slackbot.web.form import Answers
from mvai_slackbot.work import Works

RECEIPTS = (
    people_receipts, letters_receipts, incidents_receipts, calls_receipts, smes_receipts, checkins_receipts, reports_receipts,
)  # fmt: skip


def receipts() -> Receipts:
    """Return what delivery calls, inside the transaction that settles an entry, with what came of it."""
    return Receipts.of(RECEIPTS)


def answers(settings: Settings, works: Works) -> Answers:
    """Return what the web front asks when somebody opens a link to a form."""
    return checkins_by_link.build(works, features.way(settings))
