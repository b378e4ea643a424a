"""What those see who asked for a call for somebody else, and what that person is told; no reason is asked or given."""

from mvai_slackbot import crisis
from mvai_slackbot.calls import views
from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, person


class AskForThem(Value):
    """Ask that somebody of an incident be called."""

    action = "call.ask_for"
    incident: int
    person: int


def for_them(call: CallAsked, phone: str) -> Message:
    """Return the first word to the person for whom somebody else asked; `phone` is where they are called first."""
    number = (
        f"You will be called at the number on file, {escape(phone)}."
        if phone
        else "No phone number of yours is on file. You may give one here."
    )
    return quiet_message(
        section(
            f"*{call.mark}Somebody who works with you asked that a person phone you.* Nothing was said about why. "
            f"You need not answer the phone.\n{number}"
        ),
        views.first_contacts_block(),
        *views.not_the_drill(call),
        views.while_waiting(call, phone),
        drill=call.drill,
    )


def _about(asker: Person) -> str:
    return person(asker.user_id, asker.name.reveal())


def wanted(call: CallAsked, asker: Person) -> Message:
    """Return the first word to who asked for somebody else."""
    return quiet_message(
        section(
            f"*{call.mark}People on call are being asked to phone somebody for you.* You will see here who has it."
        ),
        section(f"*Whom:* {_about(asker)}. They are told that a person may phone them, and not why."),
        section("*If they are in danger now*, please call 911 where they are, or their dispatch."),
        actions(button("It is not needed anymore", views.Withdraw(call=call.id))),
        drill=call.drill,
    )


def not_needed(call: CallAsked, asker: Person) -> Message:
    """Return the word to who asked for somebody else, when that person ended it."""
    return quiet_message(
        section(f"*{call.mark}They do not need the call anymore,* so nobody is asked. Nothing is needed from you."),
        section(f"*Whom:* {_about(asker)}"),
        drill=call.drill,
    )


def no_call_comes(call: CallAsked) -> Message:
    """Return the word to the person for whom somebody had asked, when whoever did ended it."""
    return quiet_message(
        section(
            f"*{call.mark}Whoever asked that a person phone you says it is not needed, so no call comes now.* If you would "
            "like one, please ask."
        ),
        views.first_contacts_block(),
        actions(views.ask_button(call.incident_id)),
        drill=call.drill,
    )


def still_nobody(call: CallAsked, asker: Person, words: str) -> Message:
    """Return the word to who asked for somebody else, while nobody has the call: `words` say how it stands."""
    return quiet_message(
        section(f"*{call.mark}{words}* If you can reach them yourself, please do not wait for it."),
        section(f"*Whom:* {_about(asker)}"),
        views.first_contacts_block(),
        actions(button("It is not needed anymore", views.Withdraw(call=call.id))),
        drill=call.drill,
    )


def nobody_on_call(call: CallAsked, asker: Person) -> Message:
    """Return the answer to who asked for somebody else while nobody is on call."""
    numbers = " · ".join(f"{escape(one.title)}: {escape(one.contact)}" for one in crisis.list_first())
    return quiet_message(
        section(
            f"*{call.mark}Nobody of the program is on call right now, so nobody was asked to phone them.* Please call "
            "them yourself, or ask a coordinator to."
        ),
        section(f"*Whom:* {_about(asker)}\n{numbers}"),
        drill=call.drill,
    )


def has_it(call: CallAsked, asker: Person, by: Person) -> Message:
    """Return the word to who asked for somebody else: who has the call."""
    return quiet_message(
        section(f"*{call.mark}Somebody has the call you asked for.* Nothing more is needed from you."),
        section(f"*Whom:* {_about(asker)}. {person(by.user_id, by.name.reveal())} phones them."),
        drill=call.drill,
    )
