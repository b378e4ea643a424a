"""What is said to whoever answers in the leader's place, and what the leader reads of them."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls.views import crisis_block
from mvai_slackbot.checkins.answers.roles import as_words
from mvai_slackbot.checkins.models import Delegation, DelegationState
from mvai_slackbot.checkins.plans.values import BeAway
from mvai_slackbot.checkins.values import DelegateNo, DelegateYes, EndDelegation
from mvai_slackbot.checkins.views import ABOUT, RECORDS
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape, person


def delegate_asked(delegation: Delegation, incident: Incident, leader: Person, read_by: str, by: Person) -> Message:
    """Return the question to the person who may answer in the leader's place."""
    text = (
        f"About {ABOUT[delegation.subject]}, as a whole, in a form of a minute or two.\n"
        "• *Voluntary:* a no has no consequence, and you can end it with one press.\n"
        f"• *Who reads it:* {escape(read_by)}; other coordinators when they stand in. They see your name and that you "
        f"answer as {as_words(delegation.answers_as)}. It never appears in a channel.\n"
        f"• *Good to know:* {RECORDS}"
    )
    who, place = (
        escape(by.name.reveal()),
        _place(delegation, "" if by.id == leader.id else escape(leader.name.reveal())),
    )
    return quiet_message(
        section(f"{incident.mark}*{who} asks whether you would answer short check-ins {place}.*"),
        section(text),
        crisis_block(),
        actions(
            button("Yes", DelegateYes(delegation=delegation.id), style="primary"),
            button("No, thank you", DelegateNo(delegation=delegation.id)),
        ),
        drill=incident.drill,
    )


def _place(delegation: Delegation, of: str) -> str:
    if delegation.stands_in:
        return "while somebody else is away"
    return f"in the place of {of}" if of else "in their place"


def _when(delegation: Delegation) -> str:
    return "while whoever answers is away" if delegation.stands_in else "now"


def delegate_answered(delegation: Delegation, incident: Incident) -> Message:
    """Return what the delegate sees after they answered, or after it ended."""
    if delegation.state is DelegationState.ACCEPTED:
        return quiet_message(
            section(
                f"{incident.mark}*Thank you.* Check-ins about {ABOUT[delegation.subject]} come to you {_when(delegation)}."
            ),
            actions(
                button("I would rather not go on", EndDelegation(delegation=delegation.id)),
                button("I am away for a while", BeAway(delegation=delegation.id)),
            ),
            drill=incident.drill,
        )
    words = "Thank you for saying so." if delegation.state is DelegationState.REFUSED else "Thank you."
    return quiet_message(section(f"{incident.mark}{words} Nothing is asked of you."), drill=incident.drill)


def delegation_for_leader(delegation: Delegation, incident: Incident, delegate: Person) -> Message:
    """Return what the leader sees of somebody they asked."""
    who, about = person(delegate.user_id, delegate.name.reveal()), ABOUT[delegation.subject]
    if delegation.stands_in:
        return _stand_in_for_leader(delegation, incident, who)
    words = {
        DelegationState.ASKED: f"{who} is asked to answer about {about}. Until they say yes nothing changes.",
        DelegationState.ACCEPTED: f"{who} answers about {about} from now on. What you answered stays yours.",
        DelegationState.REFUSED: f"{who} cannot do it now. Nothing changes; you can ask somebody else, or let it wait.",
        DelegationState.ENDED: f"{who} is not asked about {about} anymore.",
    }[delegation.state]
    blocks: list[SlackBlock] = [section(f"{incident.mark}{words}")]
    if delegation.state in (DelegationState.ASKED, DelegationState.ACCEPTED):
        blocks.append(actions(button("I answer myself again", EndDelegation(delegation=delegation.id))))
    return quiet_message(*blocks, drill=incident.drill)


def _stand_in_for_leader(delegation: Delegation, incident: Incident, who: str) -> Message:
    words = {
        DelegationState.ASKED: f"{who} is asked to stand in when whoever answers is away.",
        DelegationState.ACCEPTED: f"{who} stands in when whoever answers is away.",
    }.get(delegation.state, f"{who} does not stand in. While whoever answers is away, it rests.")
    blocks: list[SlackBlock] = [section(f"{incident.mark}{words}")]
    if delegation.state in (DelegationState.ASKED, DelegationState.ACCEPTED):
        blocks.append(actions(button("No stand-in", EndDelegation(delegation=delegation.id))))
    return quiet_message(*blocks, drill=incident.drill)
