"""What those see who look at an answer: why, whose, what they can do; and what is said to whoever answered."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.calls.views import ask_button, crisis_lines, offer_line
from mvai_slackbot.calls.views_raised import AskForThem
from mvai_slackbot.checkins.models import Occurrence
from mvai_slackbot.checkins.values import ShowAnswer
from mvai_slackbot.checkins.views import ABOUT
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.reports.models import Alert, AlertLevel, AlertOutcome
from mvai_slackbot.reports.rules import load_rules
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, moment, person
from mvai_slackbot.work import Work


class SayWhatCame(Value):
    """What came of it."""

    action = "report.outcome"
    alert: int
    outcome: AlertOutcome


WORDS = {
    AlertOutcome.REACHED: "Reached",
    AlertOutcome.REFERRED: "Referred",
    AlertOutcome.NO_CONTACT: "No contact",
    AlertOutcome.SEEN: "Seen",
}
# As many as a phone shows without scrolling far.
MOST_LISTED = 12
SMALL = (
    "Such rules are simple and sometimes wrong; they say nothing about how anybody is. Please write nothing about what was "
    "said, and nothing of it in a channel."
)


def _offered(alert: Alert) -> tuple[AlertOutcome, ...]:
    if alert.level is AlertLevel.URGENT:
        return (AlertOutcome.REACHED, AlertOutcome.REFERRED, AlertOutcome.NO_CONTACT)
    return (AlertOutcome.SEEN, AlertOutcome.REACHED)


def reasons(alert: Alert) -> str:
    """Return the texts of the rules, as they stand beside what they brought about (mrkdwn)."""
    texts = (rule.text for key in alert.rules if (rule := load_rules().get(key)) is not None)
    return "\n".join(f"• {escape(text)}" for text in texts)


def alert(
    found: Alert,
    incident: Incident,
    who: Person,
    by: Person | None,
    *,
    library: Sequence[str] = (),
) -> Message:
    """Return the word to somebody who looks at it, as it stands now; `library`: lines (mrkdwn) that may help then."""
    soon = "within the hour" if found.level is AlertLevel.URGENT else "today"
    head = f"*{incident.mark}An answer to a check-in needs a look {soon}.* {incident.number}"
    blocks: list[SlackBlock] = [
        section(head),
        section(f"*Why you read this*\n{reasons(found)}"),
        section(f"*Who answered:* {person(who.user_id, who.name.reveal())} {escape(who.title)}"),
    ]
    if found.outcome is not None:
        named = f" by {person(by.user_id, by.name.reveal())}" if by is not None else ""
        blocks.append(section(f"*Recorded: {WORDS[found.outcome].lower()}*{named}."))
    show = button(
        "Show the answer", ShowAnswer(occurrence=found.occurrence_id), style=None if found.outcome else "primary"
    )
    phone = button("Ask that they be phoned", AskForThem(incident=incident.id, person=who.id))
    blocks += [actions(show, phone), section("*How did it go?*"), actions(*_outcomes(found)), *_from_library(library)]
    blocks.append(context(SMALL))
    return quiet_message(*blocks, drill=incident.drill)


def _outcomes(found: Alert) -> list[SlackButton]:
    return [
        button(WORDS[one], SayWhatCame(alert=found.id, outcome=one), nth=place)
        for place, one in enumerate(_offered(found))
        if one is not found.outcome
    ]


def _from_library(lines: Sequence[str]) -> list[SlackBlock]:
    return [section("\n".join(lines))] if lines else []


def looks_awaited(waiting: Sequence[tuple[Alert, Incident, Person, Occurrence]]) -> Message:
    """Return the one message a day that lists the looks of which nobody has said what came, as it stands now."""
    if not waiting:
        return quiet_message(section("All of them are settled. Nothing more is needed from you."))
    drill = all(incident.drill for _, incident, _, _ in waiting)
    count = "One answer waits" if len(waiting) == 1 else f"{len(waiting)} answers wait"
    head = "*Have you looked into these answers?*"
    blocks: list[SlackBlock] = [section(f"{head}\n{count} for you to say how it went. One press for each is enough.")]
    for found, incident, who, asked in waiting[:MOST_LISTED]:
        told = moment(found.told_at or found.made_at)
        about = f"{ABOUT[asked.subject]}, {asked.local_date:%b} {asked.local_date.day}"
        line = f"*{incident.mark}{incident.number}* · {person(who.user_id, who.name.reveal())} · {about}\nTold {told}"
        show = button("Show the answer", ShowAnswer(occurrence=found.occurrence_id))
        blocks += [section(line), actions(*_outcomes(found), show)]
    if len(waiting) > MOST_LISTED:
        blocks.append(section(f"And {len(waiting) - MOST_LISTED} more, each in its own message above."))
    return quiet_message(*blocks, context(SMALL), drill=drill)


def in_a_newer_one() -> Message:
    """Return what an earlier list says once a newer one has come."""
    return quiet_message(section("What is still open is in a newer message below."))


def help_offered(work: Work, incident: Incident, somebody: bool) -> Message:
    """Return the word to whoever gave the answer, who was thanked already: who looks, and a call, if they would like one."""
    blocks: list[SlackBlock] = [
        section(
            f"*{incident.mark}The people named as readers will look at your answer soon,* and one of them may get in touch. "
            f"{offer_line(work)}"
        ),
        crisis_lines(),
    ]
    if somebody:
        blocks.append(actions(ask_button(incident.id)))
    return quiet_message(*blocks, drill=incident.drill)


def waiting_line(found: Alert, incident: Incident) -> str:
    """Return its line on the page that `/mvai` shows (mrkdwn)."""
    soon = "is waiting for you to say how it went" if found.level is AlertLevel.URGENT else "needs a look"
    return f"{incident.mark}An answer to a check-in {soon}. It is in your direct message with the bot."


def listed(lines: Sequence[str]) -> list[SlackBlock]:
    """Return the lines as sections."""
    return [section(line) for line in lines]
