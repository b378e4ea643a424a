"""Whether people on call are reached: what they said of test messages, and `--page`, which sends them one by every way."""

from mvai_slackbot.app import build
from mvai_slackbot.calls import testing
from mvai_slackbot.calls.models import CallTest
from mvai_slackbot.doctor.finding import Finding, act, look, well
from mvai_slackbot.settings import Settings
from mvai_slackbot.work import Work

WHAT = "Reaching people"
NO_WAY = (
    "Set MVAI_PAGING_URL, or SMTP_URL and a pager address of whoever is on call, then run: mvai-slackbot doctor --page"
)


def look_at_reach(settings: Settings, team_id: str, *, page: bool) -> list[Finding]:
    """Say what came of the last tests; with `page`, send one first: the running bot delivers it."""
    bot = build(settings)
    bot.works.team_id = team_id
    try:
        with bot.works.begin() as work:
            sent = testing.send_to_all(work) if page else []
            found = [_reached(settings, work)]
    finally:
        bot.pool.shutdown()
        bot.post.close()
        bot.works.database.dispose()
    if page:
        found.insert(0, _sent(len(sent)))
    return found


def _sent(people: int) -> Finding:
    if not people:
        return act("Test message", "Nobody is on call, so nothing was sent.", "In Slack: /mvai on-call @name")
    return well("Test message", f"On its way to {people} on call, once the bot runs. They press in Slack how it came.")


def _reached(settings: Settings, work: Work) -> Finding:
    rang: CallTest | None = testing.rang_last(work)
    if rang is not None:
        return well(WHAT, f"A test rang a phone on {(rang.acknowledged_at or rang.sent_at):%Y-%m-%d}.")
    if not testing.was_acknowledged(work):
        says = "Nobody has said that a message reached them, so check-ins do not ask the safety question."
        return act(WHAT, says, "Run: mvai-slackbot doctor --page. Whoever is on call presses in Slack how it came.")
    ways = bool(settings.paging_url or settings.smtp_url.get_secret_value())
    says = "Messages reach them in Slack; no test has rung a phone yet."
    return look(WHAT, says, "Run: mvai-slackbot doctor --page" if ways else NO_WAY)
