"""What a leader, or a delegate, sees of a prompt: who reads it, whom to call, one button to the form."""

from collections.abc import Sequence
from dataclasses import dataclass

from slackblocks import Block as SlackBlock
from slackblocks import Button as SlackButton

from mvai_slackbot.calls.views import crisis_lines
from mvai_slackbot.checkins.content import QuestionSet
from mvai_slackbot.checkins.models import Occurrence, Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.values import AnswerNow, Snooze
from mvai_slackbot.checkins.views import ENDED, RECORDS, controls
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape

NOUN = {"officer": "Officers", "community": "Community"}


@dataclass(frozen=True)
class Question:
    """One set of questions of a prompt, and whether it was answered."""

    occurrence: Occurrence
    questions: QuestionSet
    answered: bool


@dataclass(frozen=True)
class Shown:
    """Everything a prompt shows."""

    prompt: Prompt
    plan: Plan
    incident: Incident
    questions: Sequence[Question]
    read_by: str
    to_leader: bool
    # Somebody died in the line of duty.
    loss: bool = False


def prompt(shown: Shown) -> Message:
    """Return the prompt as it stands now."""
    incident = shown.incident
    blocks: list[SlackBlock] = [section(f"{incident.mark}{_words(shown)}")]
    asks = shown.plan.state is PlanState.ACTIVE and shown.prompt.state in (
        PromptState.OPEN,
        PromptState.SNOOZED,
        PromptState.ANSWERED,
    )
    if shown.plan.state is not PlanState.STOPPED:
        blocks.append(crisis_lines())
    if asks:
        small = f"Read by: {escape(shown.read_by)}; other coordinators when they stand in. {RECORDS}"
        blocks += [context(small), actions(*_buttons(shown))]
    if shown.to_leader and shown.prompt.state is not PromptState.WITHDRAWN:
        blocks += controls(shown.plan)
    return quiet_message(*blocks, drill=incident.drill)


def _words(shown: Shown) -> str:
    state = shown.prompt.state
    if state is PromptState.WITHDRAWN:
        return "A check-in here was taken back. Nothing is asked of you."
    if shown.plan.state is PlanState.STOPPED:
        return ENDED
    if shown.plan.state is PlanState.PAUSED:
        return "*Paused.* Nothing is sent until you press “Go on”." if shown.to_leader else "The check-ins are paused."
    if state is PromptState.ANSWERED:
        return "*Thank you. Your answer is saved.* You can change it until the next check-in."
    if state is PromptState.PASSED:
        return "This check-in can rest: a newer one came, or somebody else answers it."
    if state is PromptState.SNOOZED:
        return "All right. It waits until tomorrow. You can also answer now."
    sets = " and ".join(
        f"{NOUN[one.questions.subject].lower()}, about {_minutes(one.questions.minutes)}"
        for one in shown.questions
        if not one.answered
    )
    done = "Thank you, one part is saved. " if any(one.answered for one in shown.questions) else ""
    head = "A short reminder" if shown.prompt.reminded_at is not None else "A short check-in"
    sorry = "We are sorry for the loss of your colleague. " if shown.loss else ""
    return f"*{head} for {shown.incident.number}.* {sorry}{done}{sets[:1].upper()}{sets[1:]}. Skipping is fine."


def _minutes(minutes: int) -> str:
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def _buttons(shown: Shown) -> list[SlackButton]:
    waiting = [one for one in shown.questions if not one.answered]
    found = [
        button(
            "Answer" if len(shown.questions) == 1 else NOUN[one.questions.subject],
            AnswerNow(occurrence=one.occurrence.id),
            style="primary",
            nth=place,
        )
        for place, one in enumerate(waiting)
    ]
    if shown.prompt.state is PromptState.OPEN:
        found.append(button("Snooze until tomorrow", Snooze(prompt=shown.prompt.id)))
    changed = [one for one in shown.questions if one.answered]
    for place, one in enumerate(changed, start=len(waiting)):
        label = "Change my answer" if len(changed) == 1 else f"Change: {NOUN[one.questions.subject].lower()}"
        found.append(button(label, AnswerNow(occurrence=one.occurrence.id), nth=place))
    return found


def asked_again(incident: Incident) -> Message:
    """Return what an earlier message of the same prompt says once it stands below again."""
    return quiet_message(section(f"{incident.mark}This check-in stands again further below."), drill=incident.drill)
