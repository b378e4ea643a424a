"""What people say about calls: ask for one, make one, say what came of it."""

from mvai_slackbot.calls import numbers, service, sharing, views, views_asked
from mvai_slackbot.calls.forms import NumberForm
from mvai_slackbot.calls.models import CallAsked, CallState
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, say
from mvai_slackbot.work import Work

listeners = Listeners()


def _me(work: Work) -> Person:
    return people.get_person(work.session, work.actor.person_id or 0)


def as_it_stands(work: Work, call: CallAsked) -> Answer:
    """Tell who asks again that their call is being asked for, or who has it."""
    by = people.get_person(work.session, call.acknowledged_by) if call.acknowledged_by else None
    return say(views.standing(call, by))


def own_incident(work: Work, me: Person, incident_id: int | None) -> Incident | None:
    """Return the incident a call is put down to, None when it is nothing of this person's."""
    # Nobody who asks is refused; but a call is put down to an incident only for somebody who has a part in it. A drill's
    # message stays a drill's, since without it the call would be a real one.
    if incident_id is None:
        return None
    incident = get_incident(work.session, incident_id)
    return incident if incident.drill or people.parts_of(work.session, incident.id, me.id) else None


@listeners.button(views.AskForCall, needs=May.ANYONE, repeatable=True)
def ask(work: Work, by: Invocation, said: views.AskForCall) -> Answer:
    """Ask for a call; pressed again, the same call is shown as it stands."""
    me = _me(work)
    answer = wish(work, me, own_incident(work, me, said.incident))
    # Who asks anew reads the answer in a direct message that stays; elsewhere they are told where to look.
    return None if work.facts and by.in_direct_message else answer


def wish(work: Work, me: Person, incident: Incident | None) -> Answer:
    """Ask for a call for oneself; of one that stands already, return how it stands."""
    standing = service.find_standing(work, me, drill=incident is not None and incident.drill)
    if standing is None:
        return told(service.ask(work, me, incident))
    sharing.want_too(work, standing)
    return as_it_stands(work, standing)


def told(call: CallAsked) -> Answer:
    """Return where to look for what comes of it, for who asked elsewhere than in the direct message."""
    if call.state is CallState.NOBODY:
        return say(
            f"{call.mark}Nobody is on call right now. Your direct message with the bot says whom to call instead."
        )
    return say(f"{call.mark}Your call is being asked for. Your direct message with the bot will say who has it.")


@listeners.button(views.NotTheDrill, needs=May.ADDRESSEE, repeatable=True)
def not_the_drill(work: Work, by: Invocation, said: views.NotTheDrill) -> Answer:
    """Leave the drill: a real call is always possible."""
    standing = service.find_standing(work, _me(work), drill=False)
    if standing is not None:
        sharing.want_too(work, standing)
        return as_it_stands(work, standing)
    service.ask_for_real(work, said.call)
    return None


@listeners.button(views.Withdraw, needs=May.ADDRESSEE, repeatable=True)
def withdraw(work: Work, by: Invocation, said: views.Withdraw) -> Answer:
    """Ask nobody any more."""
    call = service.get_wished(work, said.call)
    service.withdraw(work, call)
    return say(views.withdrawn(call))


@listeners.button(views.GiveNumber, needs=May.ADDRESSEE, repeatable=True)
def ask_number(work: Work, by: Invocation, said: views.GiveNumber) -> Answer:
    """Open the form for the number."""
    call = service.get_own_call(work, said.call)
    return Open(
        NumberForm.view(
            start={"call": call.id, "phone": numbers.find(work, _me(work)).phone or None},
            title=f"{'DRILL ' if call.drill else ''}{NumberForm.title}",
        )
    )


@listeners.form(NumberForm, needs=May.ADDRESSEE)
def save_number(work: Work, by: Invocation, said: NumberForm) -> Answer:
    """Put the number on file; whoever is asked sees it."""
    service.give_number(work, said.call, said.phone)
    return say("The number is on file. Only whoever is asked to call you sees it.")


@listeners.button(views_asked.IWillCall, needs=May.ADDRESSEE, repeatable=True)
def take(work: Work, by: Invocation, said: views_asked.IWillCall) -> Answer:
    """Take the call; the first wins."""
    call = service.take(work, said.call)
    where = "" if by.in_direct_message else " Whom to call, and where, is in your direct message with the bot."
    return say(f"{call.mark}Thank you. They are told that you will call.{where}")


@listeners.button(views_asked.StillOnIt, needs=May.ADDRESSEE, repeatable=True)
def still_on_it(work: Work, by: Invocation, said: views_asked.StillOnIt) -> Answer:
    """Give whoever has the call another half hour."""
    call = service.still_on_it(work, said.call)
    return say(f"{call.mark}Thank you. Nobody else is asked for another half hour.")


@listeners.button(views_asked.SayOutcome, needs=May.ADDRESSEE, repeatable=True)
def say_outcome(work: Work, by: Invocation, said: views_asked.SayOutcome) -> Answer:
    """Record what came of it."""
    call = service.record_outcome(work, said.call, said.outcome)
    return say(f"{call.mark}Recorded: {views_asked.OUTCOME_WORDS[said.outcome].lower()}.")
