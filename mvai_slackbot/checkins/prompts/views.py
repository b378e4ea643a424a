"""What a leader, or a delegate, sees of a prompt: who reads it, whom to call, one button to the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.calls.views import crisis_lines
from mvai_slackbot.checkins.answers.helping import Wish
from mvai_slackbot.checkins.content import QuestionSet
from mvai_slackbot.checkins.models import Occurrence, Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.values import AnswerNow, AskHelp, ShowMine, Snooze
from mvai_slackbot.checkins.views import ENDED, RECORDS, controls
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape, moment

NOUN = {"officer": "Officers", "community": "Community"}
OPEN = (PromptState.OPEN, PromptState.SNOOZED)
REST = "This check-in can rest: a newer one came, or somebody else answers it."


@dataclass(frozen=True)
class Question:
    """One set of questions of a prompt: whether it was answered, until when that can change, whether a newer one asks."""

    occurrence: Occurrence
    questions: QuestionSet
    answered: bool
    newer: bool = False
    changeable_until: datetime | None = None


@dataclass(frozen=True)
class Shown:
    """Everything a prompt shows."""

    prompt: Prompt
    plan: Plan
    incident: Incident
    questions: Sequence[Question]
    read_by: str
    to_leader: bool
    # What came of what the last answers said would help, a line each, and what nobody asked for yet.
    came_of_it: Sequence[str] = ()
    unasked: Sequence[Wish] = ()
    monthly: bool = False
    # Somebody died in the line of duty.
    loss: bool = False
    # Nothing newer was asked of this person: what is pressed about the plan stands here.
    latest: bool = True
    # Asks for a call, while somebody is on call.
    call: SlackButton | None = None

    @property
    def waiting(self) -> list[Question]:
        """Return what can still be answered here."""
        return [one for one in self.questions if not one.answered and not one.newer]


def prompt(shown: Shown) -> Message:
    """Return the prompt as it stands now."""
    incident, state = shown.incident, shown.prompt.state
    blocks: list[SlackBlock] = [section(f"{incident.mark}{_words(shown)}")]
    active = shown.plan.state is PlanState.ACTIVE and state is not PromptState.WITHDRAWN
    if active and state in OPEN:
        blocks += _last_time(shown)
    blocks.append(crisis_lines(None if state is PromptState.WITHDRAWN else shown.call))
    presses = _buttons(shown) if active else []
    closed = state not in (*OPEN, PromptState.ANSWERED)
    if closed and presses:
        blocks.append(actions(*presses))
    elif presses:
        small = f"Read by: {escape(shown.read_by)}; other coordinators when they stand in. {RECORDS}"
        blocks += [context(small), actions(*presses)]
    # What rests asks for nothing: pause and stop stand in the newest message.
    if shown.to_leader and shown.latest and (not closed or shown.plan.state is PlanState.PAUSED):
        blocks += controls(shown.plan, shown.prompt.id)
    return quiet_message(*blocks, drill=incident.drill)


def _words(shown: Shown) -> str:
    state = shown.prompt.state
    if state is PromptState.WITHDRAWN:
        return "A check-in here was taken back. Nothing is asked of you."
    if state is PromptState.ANSWERED and not shown.latest:
        return f"*Your answer is saved.*{_changeable(shown)}"
    if shown.plan.state is PlanState.STOPPED:
        return ENDED
    if shown.plan.state is PlanState.PAUSED:
        return "*Paused.* Nothing is sent until you press “Go on”." if shown.to_leader else "The check-ins are paused."
    if state is PromptState.ANSWERED:
        return f"*Your answer is saved.*{_changeable(shown)}"
    if state is PromptState.SNOOZED:
        return "All right. It waits until tomorrow. You can also answer now."
    if state not in OPEN:
        return "This check-in can rest. You can still answer it, if you like." if shown.waiting else REST
    return _asking(shown)


def _asking(shown: Shown) -> str:
    sets = " and ".join(
        f"{NOUN[one.questions.subject].lower()}, about {minutes(one.questions.minutes)}" for one in shown.waiting
    )
    done = "One part is saved. " if any(one.answered for one in shown.questions) else ""
    head = "A short reminder" if shown.prompt.reminded_at is not None else "A short check-in"
    sorry = "We are sorry for the loss of your colleague. " if shown.loss else ""
    pace = "\nIt comes once a month now. An answer brings the usual pace back." if shown.monthly else ""
    words = f"{sorry}{done}{sets[:1].upper()}{sets[1:]}. Skipping is fine.{pace}"
    return f"*{head} for {shown.incident.number}.* {words}"


def _changeable(shown: Shown) -> str:
    if shown.plan.state is not PlanState.ACTIVE:
        return ""
    until = [one.changeable_until for one in shown.questions if one.changeable_until is not None and not one.newer]
    return f" You can change it until {moment(min(until))}." if until else ""


def minutes(count: int) -> str:
    """Return minutes in words."""
    return "a minute" if count == 1 else f"{count} minutes"


def _last_time(shown: Shown) -> list[SlackBlock]:
    lines = [*shown.came_of_it, *(f"Nobody has asked MVAI for this yet: {one.areas}." for one in shown.unasked)]
    if not lines:
        return []
    listed = "\n".join(f"• {line}" for line in lines)
    blocks: list[SlackBlock] = [section(f"*You said last time what would help*\n{listed}")]
    presses = [
        button("Ask MVAI for it", AskHelp(occurrence=one.occurrence.id), nth=nth)
        for nth, one in enumerate(shown.unasked)
    ]
    return [*blocks, actions(*presses)] if presses else blocks


def _buttons(shown: Shown) -> list[SlackButton]:
    waiting = shown.waiting
    found = [
        button(
            "Answer" if len(shown.questions) == 1 else NOUN[one.questions.subject],
            AnswerNow(occurrence=one.occurrence.id),
            style="primary" if shown.prompt.state in OPEN else None,
            nth=place,
        )
        for place, one in enumerate(waiting)
    ]
    if shown.prompt.state is PromptState.OPEN:
        found.append(button("Snooze until tomorrow", Snooze(prompt=shown.prompt.id)))
    changed = [one for one in shown.questions if one.answered and not one.newer]
    for place, one in enumerate(changed, start=len(waiting)):
        label = "Change my answer" if len(changed) == 1 else f"Change: {NOUN[one.questions.subject].lower()}"
        found.append(button(label, AnswerNow(occurrence=one.occurrence.id), nth=place))
    if any(one.answered for one in shown.questions):
        found.append(button("My answers", ShowMine()))
    return found


def asked_again(incident: Incident) -> Message:
    """Return what an earlier message of the same prompt says once it stands below again."""
    return quiet_message(section(f"{incident.mark}This check-in is here again, further down."), drill=incident.drill)
