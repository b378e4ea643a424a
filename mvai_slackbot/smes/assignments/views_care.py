"""The one calm message after somebody's help in a community ended: choices, nothing clinical, the support links."""

from slackblocks import Button as SlackButton

from mvai_slackbot import crisis
from mvai_slackbot.clock import date_words
from mvai_slackbot.message import Message
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape
from mvai_slackbot.smes.assignments.models import HelperRest


class CareAllRight(Value):
    """Nothing is needed."""

    action = "care.all_right"
    rest: int


class RestLonger(Value):
    """Rest longer than planned."""

    action = "care.rest_longer"
    rest: int


def care_key(rest: HelperRest) -> str:
    """Return the key of the message."""
    return f"care-{rest.id}"


def _support() -> str:
    contacts = [f"• *{escape(one.title)}*: {escape(one.contact)}" for one in crisis.list_contacts()]
    return "*For you, at any time*\n" + "\n".join(contacts)


def care(rest: HelperRest, call: SlackButton) -> Message:
    """Return the message as it asks."""
    words = (
        "Your help in a community came to an end some days ago. Thank you for what you gave.\n"
        "What you carried there can stay with you for a while, and that is normal. Choose what fits you now, "
        f"or nothing at all. You are down as resting until {date_words(rest.rest_until)}, and staff see that before they ask."
    )
    return quiet_message(
        section(words),
        actions(
            button("I am all right", CareAllRight(rest=rest.id)),
            call,
            button("I want to rest longer", RestLonger(rest=rest.id)),
        ),
        section(_support()),
        context(
            "This comes once, and no answer is fine. What you press is not kept; a longer rest is. Nobody reads along."
        ),
    )


def care_answered(rest: HelperRest, *, longer: bool) -> Message:
    """Return the message after a press."""
    words = (
        f"You are down as resting until {date_words(rest.rest_until)}. Rest well; this needs nothing more."
        if longer
        else "Thank you for telling us. This needs nothing more."
    )
    return quiet_message(section(words), section(_support()))
