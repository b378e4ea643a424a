"""What is said when somebody is relieved, changes their role, or hands over to somebody else."""

from typing import Literal

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.views import before_reaching, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may, require
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.answering import check_here
from mvai_slackbot.slack.arguments import Arguments, RequestNumber, UserId
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.slack.text import escape
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments import service as deployments
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import service as offers, views_staff
from mvai_slackbot.smes.offers.listeners import sent_now
from mvai_slackbot.smes.offers.models import Role
from mvai_slackbot.smes.offers.terms import Agreed, role_of, terms_of
from mvai_slackbot.smes.offers.views_several import asked_several
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.work import Work

listeners = Listeners()


class OfSomebody(Arguments):
    """`stand-down 7 @ana`."""

    request: RequestNumber
    person: UserId


class InRole(Arguments):
    """`role 7 @ana team-lead`."""

    request: RequestNumber
    person: UserId
    role: Literal["helper", "team-lead", "area-lead", "mental-health"]


@listeners.button(views_staff.StandDown, needs=May.STAFF)
def stand_down_pressed(work: Work, by: Invocation, said: views_staff.StandDown) -> Answer:
    """Relieve somebody kindly."""
    return _stood_down(work, deployments.stand_down(work, said.assignment))


@listeners.command("sme", "stand-down", OfSomebody, needs=May.STAFF, usage="stand-down 7 @name",
                   help="relieve an SME kindly, or withdraw what they were asked")  # fmt: skip
def stand_down(work: Work, by: Invocation, said: OfSomebody) -> Answer:
    """Relieve the one that is named."""
    return _stood_down(work, deployments.stand_down(work, _held(work, by, said.request, said.person).id))


def _held(work: Work, by: Invocation, number: int, user_id: str) -> Assignment:
    request, person = requests.get_request(work, number), people.meet(work, user_id)
    check_here(work, by, request)
    found = service.list_of_request(work.session, request.id, State.ACCEPTED, State.OFFERED)
    held = next((one for one in found if one.person_id == person.id), None)
    if held is None:
        raise Refused(
            f"<@{user_id}> neither helps with request {number} nor was asked. Type `/mvai-request show {number}` to see who."
        )
    return held


def _stood_down(work: Work, assignment: Assignment) -> Answer:
    incident = incidents.get_incident(work.session, assignment.incident_id)
    name, number = people.get_person(work.session, assignment.person_id).name.reveal(), assignment.request_number
    return say(f"{title(incident)}: {name} is told kindly that nothing more is asked of them for request {number}.")


@listeners.command("sme", "role", InRole, needs=May.STAFF, usage="role 7 @name helper|team-lead|area-lead|mental-health",
                   help="let somebody who helps do so in another role")  # fmt: skip
def set_role(work: Work, by: Invocation, said: InRole) -> Answer:
    """Change as what somebody helps."""
    held = _held(work, by, said.request, said.person)
    deployments.set_role(work, held.id, Role(said.role), roster.get_sme(work.session, held.person_id))
    incident = incidents.get_incident(work.session, held.incident_id)
    role = said.role.replace("-", " ")
    return say(f"{title(incident)}: <@{said.person}> is {role} for request {said.request} now.")


@listeners.command("sme", "hand-over", OfSomebody, needs=May.SME, usage="hand-over 7 @name",
                   help="ask another SME to take your assignment over; yours ends when they accept", reads=True)  # fmt: skip
def ask_hand_over(work: Work, by: Invocation, said: OfSomebody) -> Answer:
    """Show once more who is asked to take it over."""
    to = people.reachable(work, said.person)
    request = requests.find_request(work.session, work.team_id, said.request)
    helping = service.list_of_request(work.session, request.id, State.ACCEPTED) if request else []
    mine = next((one for one in helping if one.person_id == work.actor.person_id), None)
    if request is None or mine is None:
        raise Refused(
            f"You have no assignment for request {said.request}, so there is nothing to hand over. `/mvai` shows yours."
        )
    asked = _fitting(work, mine, to)
    what = (
        f"*What they get:* an offer to take request {request.number} over from you, {MODES[asked.mode]}. No words of the "
        "request.\n*If they accept:* yours ends, and the leader reads that you have handed over. Until then nothing changes."
    )
    go = views_staff.HandOver(assignment=mine.id, person=to.id)
    return Say(before_reaching(asked.incident, to, what, go))


def _fitting(work: Work, mine: Assignment, to: Person) -> offers.Question:
    require(work, May.HELP_INCIDENT, mine.incident_id)
    asked = offers.prepare(work, requests.get_by_id(work.session, mine.request_id), to, mine.mode)
    if asked.full and not may(work.session, work.actor.person_id, May.STAFF, None):
        raise Refused(f"{asked.why} Please choose somebody else, or ask a coordinator.")
    return asked


@listeners.button(views_staff.HandOver, needs=May.ADDRESSEE)
def hand_over(work: Work, by: Invocation, said: views_staff.HandOver) -> Answer:
    """Ask them; staff are told as of any offer."""
    mine = service.addressed(work, said.assignment)
    if mine.state is not State.ACCEPTED:
        raise Refused(deployments.ENDED_ALREADY)
    to = people.get_person(work.session, said.person)
    _fitting(work, mine, to)
    terms, request = terms_of(work.session, mine), requests.get_by_id(work.session, mine.request_id)
    agreed = Agreed(role_of(work.session, mine), terms.starts_on, terms.ends_on, replaces_id=mine.id)
    offers.offer(work, request, to, mine.mode, anyway=False, agreed=agreed)
    mark = incidents.get_incident(work.session, mine.incident_id).mark
    words = f"{mark}{escape(to.name.reveal())} was asked. You are told when they answer; until then it stays with you."
    return Say(asked_several(words, sent_now(work, request)), replace=True)
