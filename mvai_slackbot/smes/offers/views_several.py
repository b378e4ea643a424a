"""What staff see when several people are asked: who exactly before it goes out, and the way back after it."""

from collections.abc import Container, Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import exactly, title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape
from mvai_slackbot.smes.offers.views import TakeBackOffer
from mvai_slackbot.smes.offers.views_staff import SendTeam
from mvai_slackbot.smes.words import MODES

NOT_THEIRS = "\n*Covers none of the areas asked for.*"
# A name with rank and agency, and a mention, are up to 300 characters; a row of buttons takes 25.
NAMES_IN_PIECE, BUTTONS_IN_ROW, MOST_ROWS = 9, 20, 40


def team_question(
    incident: Incident,
    number: int,
    first: Sequence[Person],
    later: Sequence[Person],
    notes: Sequence[str],
    go: SendTeam,
    uncovered: Container[int] = (),
) -> Message:
    """Return who is about to be asked, in which order, before anything goes out; `uncovered` know none of the areas."""
    wanted = go.wanted
    asked = f"{wanted} {'is' if wanted == 1 else 'are'} wanted* for request {number} of {title(incident)}, {MODES[go.mode]}."
    after = (
        "*What they get:* an offer that names no place and none of the request's words.\n"
        "*When enough said yes:* the others are told kindly that nothing is asked of them now."
    )
    return message(
        f"{incident.mark}Please look once more before this goes out.",
        section(f"{incident.mark}*{asked}"),
        *_who("Asked now", first, uncovered),
        *_who("Then, one for one", later, uncovered),
        section(after),
        *(
            [section("*Left out unless it changes:*\n" + "\n".join(f"• {escape(one)}" for one in notes))]
            if notes
            else []
        ),
        actions(button("Send", go, style="primary")),
        context("Nothing is sent until you press Send. If you do not want it sent, just leave it."),
    )


def _who(what: str, found: Sequence[Person], uncovered: Container[int]) -> list[SlackBlock]:
    lines = [f"• {exactly(one)}{NOT_THEIRS if one.id in uncovered else ''}" for one in found]
    pieces = [lines[place : place + NAMES_IN_PIECE] for place in range(0, len(lines), NAMES_IN_PIECE)]
    return [section("\n".join((*([f"*{what}:*"] if not nth else []), *piece))) for nth, piece in enumerate(pieces)]


def asked_several(words: str, sent: Sequence[tuple[Person, TakeBackOffer]]) -> Message:
    """Return the answer after offers went out, with the way back from each for ten minutes."""
    sure = "Take it back? What this person saw until now is recorded."
    buttons = [
        button(f"Take back: {who.name.reveal()}", value, confirm=sure, nth=place)
        for place, (who, value) in enumerate(sent)
    ]
    rows = [buttons[place : place + BUTTONS_IN_ROW] for place in range(0, len(buttons), BUTTONS_IN_ROW)][:MOST_ROWS]
    small = [context("You can take each back for ten minutes.")] if rows else []
    return message(words, section(words), *(actions(*row) for row in rows), *small)
