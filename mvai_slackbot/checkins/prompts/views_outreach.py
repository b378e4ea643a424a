"""What people read who are asked to phone: a task, private, without a word on what was or was not answered before."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot.checkins.models_following import Outreach, Reached, Step
from mvai_slackbot.checkins.values import SayReached
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape, moment, person

CAME = {Reached.REACHED: "reached", Reached.NO_CONTACT: "no contact yet"}
PRIVATE = "Only for you: not for a channel, and not for anybody's superior. Nothing is counted or rated."


def _reach(who: Person) -> str:
    """Return somebody with their number, in a line."""
    number = escape(who.phone.reveal()) if who.phone else "no number on file"
    return f"{person(who.user_id, who.name.reveal())}: {number}"


def task(
    outreach: Outreach, incident: Incident, who: Person, second: Sequence[Person], earlier: str, by: Person | None
) -> Message:
    """Return the task to phone, with what came of it once somebody said so; `earlier` says what was tried before."""
    name = escape(who.name.reveal())
    if outreach.ended_at is not None:
        words = f"{incident.mark}*{title(incident)}*: nothing more to do here for {name}. Thank you."
        return quiet_message(section(words), drill=incident.drill)
    blocks: list[SlackBlock] = [section(f"{incident.mark}{_words(outreach, incident, name)}\n{_reach(who)}")]
    if outreach.step is Step.COORDINATOR:
        listed = (
            "\n".join(f"• {_reach(one)}" for one in second) or "None is on record. *Set leader* on the card adds one."
        )
        blocks.append(section(f"*Second contact*\n{listed}"))
    if earlier:
        blocks.append(section(earlier))
    if outreach.came_of_it is not None and outreach.told_at is not None:
        said_by = f" by {escape(by.name.reveal())}" if by is not None else ""
        blocks.append(section(f"*Recorded:* {CAME[outreach.came_of_it]}, {moment(outreach.told_at)}{said_by}."))
    wanted = [one for one in Reached if one is not outreach.came_of_it]
    labels = {Reached.REACHED: "Reached", Reached.NO_CONTACT: "No contact yet"}
    presses = [
        button(labels[one], SayReached(outreach=outreach.id, came=one.value), nth=nth) for nth, one in enumerate(wanted)
    ]
    return quiet_message(*blocks, actions(*presses), context(PRIVATE), drill=incident.drill)


def _words(outreach: Outreach, incident: Incident, name: str) -> str:
    if outreach.step is Step.LEAD:
        return (
            f"*{title(incident)}: please phone {name}.* The last check-ins found no answer. That alone says nothing "
            "about how they are. Ask how they are, not about the form, and offer a slower pace or a rest."
        )
    return (
        f"*{title(incident)}: please make sure somebody reaches {name} today.* The check-ins have found no answer for "
        "a while. If you do not reach them, please try the second contact."
    )


def tried(outreach: Outreach, by: Person | None) -> str:
    """Return what an earlier step came to, for whoever takes the next."""
    if outreach.came_of_it is None or outreach.told_at is None:
        return f"The SME lead was asked to phone {moment(outreach.at)}; nothing is recorded yet."
    said_by = f"{escape(by.name.reveal())}: " if by is not None else ""
    return f"{said_by}{CAME[outreach.came_of_it]}, {moment(outreach.told_at)}."


def monthly(incident: Incident, who: Person) -> Message:
    """Return the word to whoever holds the incident when the pace drops."""
    text = (
        f"*{title(incident)}*: {person(who.user_id, who.name.reveal())} is asked once a month from now on, and what "
        "stayed open is recorded as “no response”. Their first answer brings the usual pace back."
    )
    return message(f"{incident.mark}MVAI: a slower pace", section(text), context(PRIVATE))
