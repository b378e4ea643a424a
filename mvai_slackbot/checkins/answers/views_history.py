"""One's own answers, as one gave them; nobody else opens this page."""

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.checkins.answers.history import Own, Page
from mvai_slackbot.checkins.answers.views import items, labels
from mvai_slackbot.checkins.content import Content
from mvai_slackbot.checkins.values import ShowMine
from mvai_slackbot.checkins.views import LOCKED
from mvai_slackbot.slack.blocks import actions, context, divider, resolve, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.replies import View
from mvai_slackbot.slack.text import clip, escape, moment

NONE_YET = "You have not answered a check-in yet. When you have, your answers are here for you to look back at."

SOME_HELD = "Some of your check-ins are paused by the coordinator for now. What you answered there is kept."


def history(page: Page, content: Content) -> View:
    """Return a page of one's own answers, latest first."""
    blocks: list[SlackBlock] = [] if page.answers or page.held else [section(NONE_YET)]
    if page.held:
        blocks += [section(SOME_HELD if page.answers else LOCKED), *([divider()] if page.answers else [])]
    for nth, one in enumerate(page.answers):
        blocks += [*([divider()] if nth else []), *_one(one, content)]
    turns = []
    if page.number > 0:
        turns.append(button("Newer", ShowMine(page=page.number - 1, turns=True), nth=0))
    if page.number + 1 < page.pages:
        turns.append(button("Older", ShowMine(page=page.number + 1, turns=True), nth=1))
    if turns:
        blocks.append(actions(*turns))
    place = f"Page {page.number + 1} of {page.pages}. " if page.pages > 1 else ""
    blocks.append(context(f"{place}Only what you answered yourself. It is your view of the whole, not a measurement."))
    return {
        "type": "modal",
        "callback_id": "note",
        "title": {"type": "plain_text", "text": "My answers"},
        "close": {"type": "plain_text", "text": "Done"},
        "blocks": resolve(blocks),
    }


def _one(own: Own, content: Content) -> list[SlackBlock]:
    changed = f" · changed, version {own.answer.version}" if own.answer.version > 1 else ""
    head = (
        f"*{own.incident.mark}{own.incident.number} · {escape(own.questions.title)}*\n{moment(own.answer.at)}{changed}"
    )
    blocks: list[SlackBlock] = [section(f"{head}\n{items(own.questions, own.said)}")]
    small = []
    if own.said.bases:
        small.append(f"Based on: {escape(labels(own.said.bases, content))}")
    if own.said.helps:
        small.append(f"Would help: {areas.in_words(own.said.helps)}")
    small.append(f"Readers named then: {escape(own.answer.readers.reveal())}")
    if own.said.note:
        blocks.append(section(clip(f"Note: {escape(own.said.note)}", 2900)))
    return [*blocks, context("\n".join(small))]
