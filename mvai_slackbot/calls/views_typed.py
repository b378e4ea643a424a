"""What somebody reads who types to the bot, in a direct message or in a channel: whom to call, and the button."""

from mvai_slackbot.calls.views import ask_button, crisis_block, crisis_lines, nobody_on_call_block
from mvai_slackbot.message import Message
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section


def mentioned(incident_id: int | None, *, somebody: bool) -> Message:
    """Return the answer to who speaks to the bot in a channel."""
    return quiet_message(
        section(
            "*The bot does not read what is written in a channel,* and passes it on to nobody. The people there read it."
        ),
        crisis_lines(),
        actions(ask_button(incident_id)) if somebody else nobody_on_call_block(),
    )


def typed(incident_id: int | None, *, somebody: bool, short: bool = False) -> Message:
    """Return the answer to words typed to the bot; `short`: the whole one stands above."""
    offer = actions(ask_button(incident_id)) if somebody else nobody_on_call_block()
    if short:
        return quiet_message(section("*No person reads what is written here.*"), crisis_lines(), offer)
    return quiet_message(
        section(
            "*No person reads what is written here.* The bot does not keep it and passes it on to nobody. "
            "Slack keeps messages as your workspace has set it."
        ),
        crisis_block(),
        offer,
        context("Type `/mvai` to see what you can do here and what waits for you."),
    )
