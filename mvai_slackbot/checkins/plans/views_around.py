"""The messages around a plan: a second view, a call to make, somebody who reads along."""

from mvai_slackbot.calls.views import crisis_block
from mvai_slackbot.checkins.answers.roles import as_words
from mvai_slackbot.checkins.models import Offer, OfferState, Plan
from mvai_slackbot.checkins.plans.models import CallToMake, WhyCalled
from mvai_slackbot.checkins.plans.values import HaveCalled, OfferTo, ShowPlan
from mvai_slackbot.checkins.views import ABOUT, RECORDS, yes_later_no
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape, moment, person

ROLE = {True: "the SME lead", False: "the coordinator"}


def second_asked(made: Offer, incident: Incident, leader: Person, read_by: str) -> Message:
    """Return the question to somebody who may give a second view."""
    text = (
        f"About {ABOUT[made.subject]}, as a whole, in a form of a minute or two, beside what the leader answers.\n"
        "• *Voluntary:* a no has no consequence, and you can pause or stop with one press.\n"
        f"• *Who reads it:* {escape(read_by)}; other coordinators when they stand in. It is shown by your name, as the view "
        f"of {as_words(made.answers_as)}. It never appears in a channel.\n"
        f"• *Good to know:* {RECORDS}"
    )
    return quiet_message(
        section(f"{incident.mark}*{escape(leader.name.reveal())} asks whether you would give a second view.*"),
        section(text),
        crisis_block(),
        yes_later_no(made),
        drill=incident.drill,
    )


def second_outcome(made: Offer, incident: Incident, to: Person) -> Message:
    """Return what the leader reads of somebody they asked for a second view."""
    who, about = person(to.user_id, to.name.reveal()), ABOUT[made.subject]
    words = {
        OfferState.YES: f"{who} gives a second view on {about} from now on.",
        OfferState.LATER: f"{who} may give a second view later. Nothing is asked of them.",
    }.get(made.state, f"{who} gives no second view. You can ask somebody else, or leave it.")
    return quiet_message(section(f"{incident.mark}{words}"), drill=incident.drill)


def resting(plan: Plan, incident: Incident) -> Message:
    """Return what somebody reads of whom nothing is asked until a person has called."""
    text = (
        "*Nothing is asked of you for now.* Somebody of the program calls you. There is nothing you have to do, and nothing "
        "changes in the help you get."
    )
    return quiet_message(
        section(f"{incident.mark}{text}"),
        crisis_block(),
        actions(button("My plan", ShowPlan(plan=plan.id))),
        drill=incident.drill,
    )


def please_call(call: CallToMake, incident: Incident, who: Person, *, again: bool = False) -> Message:
    """Return the task to phone somebody; it names no reason, and asks for none."""
    phone = f" Number on file: {escape(who.phone.reveal())}." if who.phone else ""
    first = " No form goes out before that." if call.why is WhyCalled.LOSS else ""
    since = f"Since {moment(call.asked_at)} nobody has said that they called. " if again else ""
    text = (
        f"{since}*{title(incident)}*: please call {person(who.user_id, who.name.reveal())}. "
        f"Nothing is asked of them for now.{first}{phone}\n"
        "Ask how they are, and whether they would like the check-ins to go on, more slowly, or not. No reason is needed, "
        "and nothing of the talk is written down."
    )
    return quiet_message(
        section(f"{incident.mark}A person is asked to make a call."),
        section(text),
        actions(
            button("Called: they go on", HaveCalled(incident=incident.id, call=call.id, go_on=True), style="primary"),
            button("Called: leave it at rest", HaveCalled(incident=incident.id, call=call.id, go_on=False), nth=1),
        ),
        drill=incident.drill,
    )


def was_called(incident: Incident, who: Person, by: Person | None) -> Message:
    """Return what stands in the task's place once somebody has called."""
    caller = f" by {escape(by.name.reveal())}" if by is not None else ""
    text = f"*{title(incident)}*: {person(who.user_id, who.name.reveal())} was called{caller}. Thank you."
    return quiet_message(section(f"{incident.mark}A call was made."), section(text), drill=incident.drill)


def rests_for_staff(incident: Incident, who: Person, deputy: Person | None, *, lead: bool) -> Message:
    """Return the word to whoever holds the incident: the questions rest, who calls, and what about the deputy."""
    text = (
        f"*{title(incident)}*: nothing is asked of {person(who.user_id, who.name.reveal())} for now. "
        f"Asked to call: {ROLE[lead]}. No reason is on record."
    )
    blocks = [section(text)]
    if deputy is not None:
        blocks += [
            section(f"The deputy, {escape(deputy.title)}, is asked only if you offer it, and only if they agree."),
            actions(button("Offer it to the deputy", OfferTo(incident=incident.id, person=deputy.id))),
        ]
    return message(f"{incident.mark}MVAI: check-ins rest", *blocks)


def reads_along(plan: Plan, incident: Incident, reader: Person) -> Message:
    """Return the word to a plan's person that somebody reads along from now on."""
    text = (
        f"*{escape(reader.name.reveal())} helps you now, and reads your answers too, also those given before.* "
        "If you would rather not, tell the coordinator, or pause."
    )
    return quiet_message(
        section(f"{incident.mark}{text}"),
        context(RECORDS),
        actions(button("My plan", ShowPlan(plan=plan.id))),
        drill=incident.drill,
    )
