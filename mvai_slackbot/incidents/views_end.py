"""What staff read who close an incident, and whoever led it then: what has ended, what goes on, whom to ask."""

from collections.abc import Sequence

from slackblocks import Button as SlackButton

from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import not_one_of, typed_back
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.text import person

# The same words as a command, one a line to copy; after each what it says.
ENDS = (
    (Outcome.COMPLETED.value, "the help was given"),
    (Outcome.WITHDRAWN.value, "the community wants no more help"),
    (Outcome.REFERRED.value, "somebody else helps"),
    (Outcome.NOT_THIS_KIND.value, "not this kind of incident"),
    (Outcome.BY_MISTAKE.value, "it was none"),
    ("same-as mvai-2026-013", "it is the same as that one"),
)


def no_outcome(typed: str) -> str:
    """Return what somebody reads whose words after `close` say no way an incident ends."""
    unknown = not_one_of(typed, [one.value for one in Outcome]).strip()
    lines = "\n".join(f"• `/mvai-incident close {words}`  {meaning}" for words, meaning in ENDS)
    return (
        f"{typed_back(typed)}{unknown} Nothing was closed. An incident ends in one of these ways; copy a line, or type "
        f"`/mvai-incident close` alone for a form:\n{lines}\nElsewhere than in its channel, its number comes last."
    )


def told_line(told: Sequence[Person]) -> list[str]:
    """Return the line on who reads by direct message that it is closed, for the question before."""
    names = ", ".join(person(one.user_id, one.name.reveal()) for one in told)
    return [f"Told that it is closed, and whom to ask from then on: {names}."] if names else []


def told_before(told: Sequence[Person]) -> list[str]:
    """Return the line on who read that it was closed, for staff who open it again: the bot sends them nothing unasked."""
    names = ", ".join(person(one.user_id, one.name.reveal()) for one in told)
    return [f"They read that it was closed; please tell them yourself that it goes on: {names}."] if names else []


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
