"""What somebody reads who types to the bot, in a direct message or in a channel: the way to a person before all else."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls.views import ask_button, crisis_block, crisis_lines, nobody_on_call_block
from mvai_slackbot.message import Message
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section

TO_A_PERSON = "*To talk to a person, press “Ask for a call”.* The person on call is asked at once to phone you."
NOBODY_READS = "No person reads what is written here."


def _way_to_a_person(incident_id: int | None, *, somebody: bool) -> list[SlackBlock]:
    return [section(TO_A_PERSON), actions(ask_button(incident_id))] if somebody else [nobody_on_call_block()]


def mentioned(incident_id: int | None, *, somebody: bool) -> Message:
    """Return the answer to who speaks to the bot in a channel."""
    return quiet_message(
        *_way_to_a_person(incident_id, somebody=somebody),
        crisis_lines(),
        section(
            "The bot does not read what is written in a channel, and passes it on to nobody. The people there read it."
        ),
    )


def typed(incident_id: int | None, *, somebody: bool, short: bool = False, stops: Sequence[SlackBlock] = ()) -> Message:
    """Return the answer to words typed to the bot; `short`: the whole one stands above; `stops`: what ends check-ins."""
    first = [*_way_to_a_person(incident_id, somebody=somebody), *stops]
    if short:
        return quiet_message(*first, crisis_lines(), section(NOBODY_READS))
    return quiet_message(
        *first,
        crisis_block(),
        section(
            f"{NOBODY_READS} The bot does not keep it and passes it on to nobody. "
            "Slack keeps messages as your workspace has set it."
        ),
        context("Type `/mvai` to see what you can do here and what waits for you."),
    )
