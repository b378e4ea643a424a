"""What whoever led reads when an incident closes: what has ended, what goes on, whom to ask."""

from collections.abc import Sequence

from slackblocks import Button as SlackButton

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.text import person


def over(incident: Incident, holders: Sequence[Person], checkins: str, call: SlackButton) -> Message:
    """Return the word to a leader, deputy or contact; `checkins` says what becomes of theirs, empty where they have none."""
    if incident.drill:
        words = ["The drill is over. Its channel is archived in seven days.", checkins, "Thank you for taking part."]
        return quiet_message(section(f"{incident.mark}{_lines(words)}"), drill=True)
    whom = " or ".join(person(one.user_id, one.name.reveal()) for one in holders[:2])
    words = [
        f"*{incident.number}* is closed: the program's work there has ended, and its channel is archived in seven days.",
        checkins,
        f"If anything comes up, now or later, please write to {whom or 'the program'} or to MVAI@theIACP.org, or ask for a "
        "call here. You can ask for help again at any time, and need give no reason.",
        "Thank you for your trust.",
    ]
    return quiet_message(section(_lines(words)), actions(call))


def _lines(words: Sequence[str]) -> str:
    return "\n".join(filter(None, words))
