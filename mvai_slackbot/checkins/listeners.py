"""What staff say about check-ins: offer, now, status, stop; each goes out after a second look."""

from typing import Annotated

from mvai_slackbot.checkins import content, ending, service, views
from mvai_slackbot.checkins.answers.forms import OfferForm
from mvai_slackbot.checkins.meant import Whose, plan_meant, plan_of_mine_or_meant
from mvai_slackbot.checkins.models import Offer, OfferState, Plan, PlanState
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.prompts import asking, outreach, service as prompts
from mvai_slackbot.checkins.values import SendNow, SendOffer, TakeBackOffer, TakeBackPrompt
from mvai_slackbot.clock import hour_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.listeners import incident_meant, went_out
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import OfferCheckinsHere, after_reaching, before_reaching, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_hidden, require
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.slack.arguments import Arguments, Mention, Rest
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.slack.text import moment, person as named
from mvai_slackbot.work import Work

listeners = Listeners()


class OfferTo(Arguments):
    """`offer @chief [number]`."""

    person: Annotated[str | None, Mention()] = None
    number: Annotated[str | None, Rest()] = None


class Number(Arguments):
    """`status [number]`."""

    number: Annotated[str | None, Rest()] = None


def _local_note(work: Work, incident: Incident, person: Person) -> str:
    zone, hours = service.zone_of(incident, person), content.load().schedule.hours
    if not times.is_quiet(work.now, zone, hours):
        return ""
    clock = hour_words(work.now.astimezone(zone).time())
    return f"\n*It is {clock} where they are.* Please send it now only if they expect it."


def before_offer(work: Work, incident: Incident, person: Person) -> Answer:
    earlier = service.check_offer(work, incident, person)
    what = views.reach_words(incident) + _local_note(work, incident, person)
    if incident.situation == service.ACTIVE:
        what += "\n*It is on record as active.* Nothing is asked before its details say contained or secured."
    if not people.parts_of(work.session, incident.id, person.id) & {Part.LEADER, Part.DEPUTY}:
        what += "\n*This person is not on record as leader or deputy of this incident.*"
    if earlier is not None and earlier.state is OfferState.NO:
        what += "\n*They said “No, thank you” before.* Please offer again only if they asked for it."
    return Say(before_reaching(incident, person, what, SendOffer(incident=incident.id, person=person.id)))


@listeners.command("checkin", "offer", OfferTo, needs=May.STAFF, usage="offer [@name] [number]", reads=True,
                   help="ask a leader whether they want check-ins")  # fmt: skip
def offer(work: Work, by: Invocation, said: OfferTo) -> Answer:
    """Show once more whom it goes to, and what; without a name, ask to whom."""
    incident = incident_meant(work, by, said.number)
    if said.person:
        return before_offer(work, incident, people.reachable(work, said.person))
    return Open(OfferForm.starting(incident, leader_of(work, incident.id)))


@listeners.button(OfferCheckinsHere, needs=May.STAFF, repeatable=True)
def offer_here(work: Work, by: Invocation, said: OfferCheckinsHere) -> Answer:
    """Offer to the leader on record, else ask to whom."""
    incident = incidents.get_incident(work.session, said.incident)
    leader = leader_of(work, incident.id)
    if leader is None or not leader.user_id:
        return Open(OfferForm.starting(incident, leader))
    return before_offer(work, incident, leader)


@listeners.form(OfferForm, needs=May.STAFF)
def offer_by_form(work: Work, by: Invocation, said: OfferForm) -> Answer:
    """Show once more whom it goes to, in the form's place."""
    incident = incidents.get_incident(work.session, said.incident)
    return before_offer(work, incident, people.reachable(work, said.person))


@listeners.button(SendOffer, needs=May.STAFF)
def send_offer(work: Work, by: Invocation, said: SendOffer) -> Answer:
    """Ask the person."""
    incident = incidents.get_incident(work.session, said.incident)
    person = people.get_person(work.session, said.person)
    value = TakeBackOffer(incident=incident.id, offer=service.offer(work, incident, person).id)
    done = f"<@{person.user_id}> is asked whether they want check-ins ({title(incident)})."
    return went_out(work, by, after_reaching(incident, person, done, value))


@listeners.button(TakeBackOffer, needs=May.STAFF)
def take_back_offer(work: Work, by: Invocation, said: TakeBackOffer) -> Answer:
    """Take the offer back, and what a yes began."""
    made = service.get_offer(work, said.offer)
    _same_incident(made.incident_id, said.incident)
    ending.take_back_offer(work, said.offer)
    incident = incidents.get_incident(work.session, said.incident)
    return say(f"{title(incident)}: the offer is taken back. What the person saw is recorded.", replace=True)


def _same_incident(found: int, said: int) -> None:
    # The permission was checked for the incident the button names; it must be the row's own.
    if found != said:
        raise Refused("That belongs to another incident.")


@listeners.command("checkin", "now", Whose, needs=May.STAFF, usage="now [@name] [number]", reads=True,
                   help="ask today's check-in now, unless it is paused")  # fmt: skip
def now(work: Work, by: Invocation, said: Whose) -> Answer:
    """Show once more whom it goes to."""
    incident = incident_meant(work, by, said.number)
    plan = plan_meant(work, incident, said.person)
    person = people.get_person(work.session, plan.person_id)
    if not person.user_id:
        raise Refused(f"{person.name.reveal()} has no Slack account. Type `/mvai-checkin link` to give them a link.")
    asking.check_now(work, plan, incident, person)
    first, *others = asking.list_asked_now(work, plan)
    what = f"Today's short check-in for *{title(incident)}*."
    if others:
        what += f"\nA part of it goes to <@{others[0].user_id}>, whom the leader chose."
    return Say(before_reaching(incident, first, what, SendNow(incident=incident.id, plan=plan.id)))


@listeners.button(SendNow, needs=May.STAFF)
def send_now(work: Work, by: Invocation, said: SendNow) -> Answer:
    """Ask it."""
    plan = service.get_plan(work, said.plan)
    _same_incident(plan.incident_id, said.incident)
    incident = incidents.get_incident(work.session, plan.incident_id)
    asked = asking.ask_now(work, plan)
    person = people.get_person(work.session, asked[0].person_id)
    done = f"The check-in is on its way to <@{person.user_id}> ({title(incident)})."
    value = TakeBackPrompt(incident=incident.id, prompt=asked[0].id)
    return went_out(work, by, after_reaching(incident, person, done, value))


@listeners.button(TakeBackPrompt, needs=May.STAFF)
def take_back_prompt(work: Work, by: Invocation, said: TakeBackPrompt) -> Answer:
    """Take it back."""
    plan = service.get_plan(work, prompts.get_prompt(work, said.prompt).plan_id)
    _same_incident(plan.incident_id, said.incident)
    asking.withdraw(work, said.prompt)
    incident = incidents.get_incident(work.session, said.incident)
    return say(f"{title(incident)}: the check-in is taken back. What the person saw is recorded.", replace=True)


@listeners.command("checkin", "status", Number, needs=May.STAFF, usage="status [number]", reads=True,
                   help="plans, last and next time; never what was answered")  # fmt: skip
def status(work: Work, by: Invocation, said: Number) -> Answer:
    """Show plans and times to staff."""
    incident = incident_meant(work, by, said.number)
    lines = ["It is locked, and nothing is asked while it is."] if is_hidden(work.session, incident.id) else []
    lines += [_plan_line(work, incident, plan) for plan in service.list_plans(work.session, incident.id)]
    for made in service.list_offers(work.session, incident.id):
        if made.state not in (OfferState.YES, OfferState.TAKEN_BACK):
            lines.append(_offer_line(work, made))
    return Say(views.status(incident, lines))


def _offer_line(work: Work, made: Offer) -> str:
    who = people.get_person(work.session, made.person_id)
    words = {OfferState.ASKED: "no answer yet", OfferState.LATER: "“later”", OfferState.NO: "“no, thank you”"}
    return f"• <@{who.user_id}>: asked {moment(made.offered_at)}, {words.get(made.state, 'ended')}"


def _plan_line(work: Work, incident: Incident, plan: Plan) -> str:
    who = people.get_person(work.session, plan.person_id)
    last = prompts.last_prompt(work.session, plan.id)
    next_at = calendars.next_at(work.session, plan, incident, who, work.now)
    name = named(who.user_id, who.name.reveal())
    parts = [
        f"• {name}: {plan.state.value} since {moment(plan.since)}, said yes {moment(plan.consent_at)}",
        f"last asked {moment(last.asked_at)}" if last else "not asked yet",
    ]
    if outreach.is_monthly(work.session, plan.id, plan.person_id):
        parts.append("once a month for now: no response")
    if plan.state is PlanState.ACTIVE and next_at is not None and not is_hidden(work.session, incident.id):
        parts.append(f"next {moment(next_at)}")
    return " · ".join(parts)


@listeners.command("checkin", "stop", Whose, needs=May.ADDRESSEE, usage="stop [@name] [number]",
                   help="end check-ins: staff, or the leader themselves")  # fmt: skip
def stop(work: Work, by: Invocation, said: Whose) -> Answer:
    """End a plan: one's own, or, as staff, that of the incident."""
    plan = plan_of_mine_or_meant(work, by, said)
    incident = incidents.get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    if plan.person_id != work.actor.person_id:
        require(work, May.STAFF, incident.id)
    service.set_state(work, service.get_plan(work, plan.id), PlanState.STOPPED)
    name = named(person.user_id, person.name.reveal())
    whose = "Your check-ins" if plan.person_id == work.actor.person_id else f"The check-ins with {name}"
    return say(f"{whose} have stopped ({title(incident)}). Nothing more is sent.")
