"""What stands on somebody's Home tab besides what waits for them, by who they are: staff, leader, reviewer, auditor."""

from slackblocks import Block as SlackBlock
from sqlalchemy import select

from mvai_slackbot.checkins import service as checkins
from mvai_slackbot.checkins.models import Plan
from mvai_slackbot.home import views_page
from mvai_slackbot.home.lists import Pages, cut, turns
from mvai_slackbot.home.readers import list_mine
from mvai_slackbot.home.views_page import MOST
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.service import get_incident, list_open
from mvai_slackbot.incidents.service_apart import list_about
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import STAFF, is_hidden, is_paused_for
from mvai_slackbot.people.models import Part, Person, Role
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.deciding.targets import list_late
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.terms import find_terms
from mvai_slackbot.smes.service import helpers_of
from mvai_slackbot.work import Work

READERS = frozenset({Role.IACP_REVIEWER, Role.BJA_REVIEWER, Role.AUDITOR})


def list_all(work: Work, person: Person, pages: Pages) -> list[SlackBlock]:
    """Return what is shown to this person for what they are; nothing for somebody who is none of these."""
    roles = people.roles_of(work.session, person.id)
    blocks = _staff(work, pages) if roles & STAFF else []
    if not blocks and roles & READERS:
        blocks = views_page.reading(auditor=Role.AUDITOR in roles)
    return [*_led(work, person, pages), *_checkins(work, person, pages), *blocks]


def list_led(work: Work, person: Person) -> list[Incident]:
    """Return the incidents that somebody leads and sees in full."""
    return list_mine(work, person, Part.LEADER, Part.DEPUTY)


def _staff(work: Work, pages: Pages) -> list[SlackBlock]:
    found = list(
        work.session.scalars(
            select(AssistanceRequest)
            .where(AssistanceRequest.team_id == work.team_id, AssistanceRequest.status != RequestStatus.CLOSED)
            .order_by(AssistanceRequest.id)
        )
    )
    late = [one for one in found if list_late(one, work.now)]
    assessed = [one for one in found if one.status is RequestStatus.UNDER_ASSESSMENT]
    offers = list(
        work.session.scalars(
            select(Assignment)
            .join(Incident, Incident.id == Assignment.incident_id)
            .where(Assignment.state == State.OFFERED, Incident.team_id == work.team_id, Incident.status == Status.OPEN)
            .order_by(Assignment.id)
        )
    )
    incidents = list_open(work.session, work.team_id)
    counts = views_page.Counts(len(found), len(assessed), len(offers), len(late))
    return [
        *views_page.stands(counts),
        *views_page.open_incidents(incidents, list_about(work.session, incidents[: views_page.MOST])),
        *views_page.assessed(
            cut("assessed", assessed, pages, MOST).of_each(lambda one: (one, requests.incident_of(work.session, one)))
        ),
        *views_page.offers(cut("offers", offers, pages, MOST).of_each(lambda one: _asked(work, one))),
    ]


def _asked(work: Work, one: Assignment) -> views_page.Asked:
    who = people.get_person(work.session, one.person_id)
    terms = find_terms(work.session, one.id)
    return views_page.Asked(
        get_incident(work.session, one.incident_id),
        one.request_number,
        one.request_id,
        who,
        terms.answer_by if terms else None,
    )


def _led(work: Work, person: Person, pages: Pages) -> list[SlackBlock]:
    blocks: list[SlackBlock] = []
    led = cut("led", list_led(work, person), pages, views_page.MOST_LED)
    for incident in led.shown:
        found = [
            one
            for one in requests.list_of_incident(work.session, incident.id)
            if one.status is not RequestStatus.CLOSED
        ]
        shown = cut(f"led-{incident.id}", found, pages, MOST)
        blocks += views_page.led(incident, shown.of_each(lambda one: (one, helpers_of(work.session, one.id))))
    ids = people.list_incidents_of(work.session, person.id, Part.LEADER, Part.DEPUTY)
    paused = [get_incident(work.session, one).mark for one in ids if is_paused_for(work.session, person.id, one)]
    return [*blocks, *turns(led), *views_page.paused(paused)]


def _checkins(work: Work, person: Person, pages: Pages) -> list[SlackBlock]:
    plans = checkins.list_live_of(work.session, person.id)

    def named(plan: Plan) -> tuple[int, str]:
        incident = get_incident(work.session, plan.incident_id)
        # Of a locked incident not even its number is told.
        number = "" if is_hidden(work.session, incident.id) or len(plans) == 1 else f" ({incident.number})"
        return plan.id, f"{incident.mark}My plan{number}"

    held = [is_hidden(work.session, one.incident_id) for one in plans]
    note = views_page.PAUSED_ALL if held and all(held) else views_page.PAUSED_SOME if any(held) else ""
    return views_page.checkins(cut("plans", plans, pages, views_page.MOST_LED).of_each(named), note)
