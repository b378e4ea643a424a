"""Whoever decides on a list instead of the bot: ask the next by hand, or let the list end."""

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments.ends import hold
from mvai_slackbot.smes.offers import lists, offering, service as offers
from mvai_slackbot.smes.offers.facts import ListEnded, NextAsked
from mvai_slackbot.smes.offers.models import ListState, OfferList
from mvai_slackbot.work import Work


def _open(work: Work, list_id: int) -> tuple[OfferList, Incident, AssistanceRequest]:
    """Return a list that still stands, with its incident and request, all held."""
    made = lists.get_list(work.session, list_id)
    incident = incidents.get_incident(work.session, made.incident_id)
    request = requests.get_by_id(work.session, made.request_id)
    hold(work, incident, request)
    work.session.refresh(made)
    if made.state is ListState.FILLED:
        raise Refused(f"As many as were wanted for {request.name} have said yes. Nobody else needs to be asked.")
    if made.state is ListState.ENDED:
        raise Refused(
            f"The list for {request.name} has ended already. `/mvai-sme team {request.number}` begins a new one."
        )
    return made, incident, request


def ask_next(work: Work, list_id: int, person_id: int, after_id: int) -> Person | None:
    """Ask this person, or, where they cannot be asked now, whoever comes next; None when nobody is left."""
    made, incident, request = _open(work, list_id)
    offers.check_request(work, request)
    left = lists.list_left(work.session, made.id)
    place = next((place for place, one in enumerate(left) if one.person_id == person_id), None)
    if place is None:
        name = people.get_person(work.session, person_id).name.reveal()
        raise Refused(f"{name} was asked already, or left out. Nothing more was sent.")
    asked = next((one for one in left[place:] if offering.ask_place(work, made, one, incident, request)), None)
    person = people.get_person(work.session, asked.person_id) if asked is not None else None
    by = people.get_person(work.session, work.actor.person_id or 0)
    after = service.get_assignment(work.session, after_id)
    work.record(NextAsked(made, incident, request.number, person, after, by))
    offering.go_on(work, made, ask=False)
    return person


def end_list(work: Work, list_id: int, after_id: int) -> OfferList:
    """Let a list end: nobody else on it is asked; who was asked may still answer."""
    made, incident, request = _open(work, list_id)
    offering.end_list(work, request.id)
    by = people.get_person(work.session, work.actor.person_id or 0)
    work.record(ListEnded(made, incident, request.number, service.get_assignment(work.session, after_id), by))
    return made
