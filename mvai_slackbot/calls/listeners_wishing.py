"""Asking for a call by a command, for oneself or for somebody else, and the numbers that whoever calls needs."""

from typing import Annotated

from mvai_slackbot.calls import numbers, raising, service, views_raised
from mvai_slackbot.calls.forms import NumbersForm
from mvai_slackbot.calls.listeners import own_incident, wish
from mvai_slackbot.calls.models import CallAsked, CallState
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import find_by_channel, find_by_typed, get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import Arguments, Mention, Rest
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, say
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Work

listeners = Listeners()
# Shorter than the form's own title: with DRILL before it Slack would cut that.
IN_DRILL = "Numbers for a call"


class CallFor(Arguments):
    """`call-for [@name] [number]`: without a name, the leader of the incident."""

    person: Annotated[str | None, Mention()] = None
    number: Annotated[str | None, Rest()] = None


# Neither is remembered: the same words a minute later are a wish of now, whatever became of the first.
@listeners.command("checkin", "call-me", Arguments, needs=May.ANYONE, usage="call-me", reads=True,
                   help="ask that a person phone you, at any hour, for any reason")  # fmt: skip
def call_me(work: Work, by: Invocation, said: Arguments) -> Answer:
    """Ask for a call; in the channel of a drill, as part of the drill."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    here = find_by_channel(work.session, by.channel_id)
    incident = own_incident(work, me, here.id if here else None) or service.find_real_incident(work, me)
    return wish(work, me, incident)


@listeners.command("checkin", "call-for", CallFor, needs=May.ADDRESSEE, usage="call-for [@name] [number]", reads=True,
                   help="ask that a person phone somebody of an incident; its leader without a name")  # fmt: skip
def call_for(work: Work, by: Invocation, said: CallFor) -> Answer:
    """Ask for somebody else, without a word on why."""
    incident = (
        find_by_typed(work.session, work.team_id, said.number)
        if said.number
        else find_by_channel(work.session, by.channel_id)
    )
    if incident is None:
        raise Refused(raising.NOT_FOR_OTHERS)
    raising.check(work, incident)
    return _asked_for(work, incident, _meant(work, incident, said.person))


def _meant(work: Work, incident: Incident, user_id: str | None) -> Person:
    if user_id is not None:
        return people.reachable(work, user_id)
    leader = raising.find_leader(work, incident)
    if leader is None:
        raise Refused("This incident has no leader on record. Add the name: `/mvai-checkin call-for @name`.")
    return leader


@listeners.button(views_raised.AskForThem, needs=May.ADDRESSEE, repeatable=True)
def ask_for_them(work: Work, by: Invocation, said: views_raised.AskForThem) -> Answer:
    """Ask for the person a message is about."""
    incident = get_incident(work.session, said.incident)
    raising.check(work, incident)
    return _asked_for(work, incident, people.get_person(work.session, said.person))


def _asked_for(work: Work, incident: Incident, person: Person) -> Answer:
    standing = service.find_standing(work, person, drill=incident.drill)
    call = standing or raising.ask_for(work, person, incident)
    return say(_words(call, person, again=standing is not None))


def _words(call: CallAsked, person: Person, *, again: bool) -> str:
    name = f"<@{person.user_id}>" if person.user_id else "them"
    if call.state is CallState.NOBODY:
        return f"{call.mark}Nobody is on call right now, so nobody was asked. Please phone {name}, or ask a coordinator to."
    if call.state is CallState.TAKEN:
        return f"{call.mark}Somebody has a call to {name} already. Nothing more was sent."
    if again:
        return f"{call.mark}People on call are being asked to phone {name} already. Nothing more was sent."
    return f"{call.mark}People on call are being asked to phone {name}. Your direct message will say who has it."


@listeners.command("checkin", "numbers", Arguments, needs=May.ANYONE, usage="numbers", reads=True,
                   help="where you are reached if you ask for a call")  # fmt: skip
def ask_numbers(work: Work, by: Invocation, said: Arguments) -> Answer:
    """Open the form with the numbers on file."""
    return Open(numbers_form(work, people.get_person(work.session, work.actor.person_id or 0)))


def numbers_form(work: Work, me: Person, *, mark: str = "") -> dict[str, object]:
    """Return the form of somebody's own numbers."""
    on_file = numbers.find(work, me)
    intro = f"{mark}Whoever is asked to call you sees these, and nobody else. Leave out what you like."
    if on_file.official:
        intro += (
            f"\n*Already on record:* {escape(on_file.official)}. Those who work with you may read that one too, and it is "
            "called when you give none here."
        )
    return NumbersForm.view(
        start={
            "phone": on_file.phone,
            "second_name": on_file.second_name,
            "second_phone": on_file.second_phone,
            "dispatch": on_file.dispatch,
        },
        intro=[section(intro)],
        title=f"{mark}{IN_DRILL}" if mark else "",
    )


@listeners.form(NumbersForm, needs=May.ANYONE)
def save_numbers(work: Work, by: Invocation, said: NumbersForm) -> Answer:
    """Put one's own numbers on file."""
    kept = said.numbers()
    service.give_numbers(work, people.get_person(work.session, work.actor.person_id or 0), kept)
    if kept == numbers.Numbers():
        return say("Thank you. No number is on file. You can give one at any time: `/mvai-checkin numbers`.")
    return say("Thank you. Only whoever is asked to call you sees these numbers.")
