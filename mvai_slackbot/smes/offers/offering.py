"""Ask the people of a list, in their order, until as many as are wanted said yes; then tell the others kindly."""

from dataclasses import dataclass

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.facts import IncidentClosed, IncidentUnlocked
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.facts import RequestClosed
from mvai_slackbot.requests.following.correcting import name_areas
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments.ends import hold
from mvai_slackbot.smes.models import Mode, State
from mvai_slackbot.smes.offers import lists, policy, service as offers
from mvai_slackbot.smes.offers.facts import ListEmpty, ListFilled, ListMade, OfferExpired, OfferFilled, PlaceSkipped
from mvai_slackbot.smes.offers.models import ListState, OfferList, OfferListPlace, Role
from mvai_slackbot.smes.offers.terms import Agreed, terms_of
from mvai_slackbot.work import Fact, Work


@dataclass(frozen=True)
class Team:
    """Whom staff chose to ask, in their order, and how many are wanted."""

    people: tuple[int, ...]
    wanted: int
    mode: Mode
    all_at_once: bool = True
    lead: int | None = None
    areas: tuple[str, ...] = ()


def make_list(work: Work, request: AssistanceRequest, team: Team) -> OfferList:
    """Ask these people; a list that is open for the request takes the new names at its end."""
    incident = offers.incident_of(work, request)
    hold(work, incident, request)
    offers.check_request(work, request)
    name_areas(work, request, team.areas)
    if len(team.people) < team.wanted:
        raise Refused(f"{team.wanted} are wanted and {len(team.people)} chosen. Choose at least {team.wanted}.")
    made = lists.find_open(work.session, request.id)
    if made is None:
        made = OfferList(
            request_id=request.id,
            incident_id=incident.id,
            mode=team.mode,
            wanted=team.wanted,
            all_at_once=team.all_at_once,
            made_by=work.actor.person_id,
            made_at=work.now,
            open_key=str(request.id),
        )
        work.session.add(made)
    made.wanted, made.all_at_once, made.mode, made.told_empty_at = team.wanted, team.all_at_once, team.mode, None
    work.session.flush()
    known = {place.person_id for place in lists.list_places(work.session, made.id)}
    for person_id in team.people:
        if person_id not in known:
            role = Role.TEAM_LEAD if person_id == team.lead else Role.HELPER
            work.session.add(OfferListPlace(list_id=made.id, person_id=person_id, role=role))
    work.record(ListMade(made, incident, request.number))
    go_on(work, made)
    return made


def go_on(work: Work, made: OfferList, *, ask: bool = True) -> None:
    """Ask whose turn it is, if it is to be asked by itself; close the list when enough said yes; record when nobody is left."""
    incident = incidents.get_incident(work.session, made.incident_id)
    request = requests.get_by_id(work.session, made.request_id)
    hold(work, incident, request)
    work.session.refresh(made)
    if made.state is not ListState.OPEN or is_hidden(work.session, incident.id):
        return
    accepted = lists.count_in(work.session, made.id, State.ACCEPTED, State.DONE)
    if accepted >= made.wanted:
        _close(work, made, ListState.FILLED)
        _tell_others(work, made, incident)
        work.record(ListFilled(made, incident, request.number))
        return
    for place in lists.list_left(work.session, made.id) if ask else ():
        if not made.all_at_once and lists.count_out(work.session, made.id) >= made.wanted - accepted:
            break
        ask_place(work, made, place, incident, request)
    left = lists.count_out(work.session, made.id) or lists.list_left(work.session, made.id)
    if not left and made.told_empty_at is None:
        made.told_empty_at = work.now
        work.record(ListEmpty(made, incident, request.number, accepted))


def ask_place(
    work: Work, made: OfferList, place: OfferListPlace, incident: Incident, request: AssistanceRequest
) -> bool:
    """Ask whoever has this place on a list; False when they cannot be asked now, which staff are told."""
    person = people.get_person(work.session, place.person_id)
    asked = service.list_of_request(work.session, request.id, State.OFFERED)
    known = next((one for one in asked if one.person_id == person.id), None)
    if known is not None:
        # Somebody asked by themselves before the list was made: their answer counts for it.
        terms_of(work.session, known).list_id, place.assignment_id = made.id, known.id
        return True
    agreed = Agreed(role=place.role, list_id=made.id, asker_id=made.made_by)
    try:
        place.assignment_id = offers.offer(work, request, person, made.mode, anyway=False, agreed=agreed).id
    except Refused as refusal:
        place.skipped_at = work.now
        work.record(PlaceSkipped(made, incident, request.number, person, refusal.text))
    work.session.flush()
    return place.assignment_id is not None


def _close(work: Work, made: OfferList, state: ListState) -> None:
    made.state, made.open_key, made.ended_at = state, None, work.now
    work.session.flush()


def _tell_others(work: Work, made: OfferList, incident: Incident) -> None:
    for waiting in lists.list_waiting(work.session, made.id):
        one = service.get_assignment(work.session, waiting.id, locked=True)
        if one.state is State.OFFERED:
            one.state, one.open_key, one.ended_at = State.ENDED, None, work.now
            terms_of(work.session, one).filled_at = work.now
            work.record(OfferFilled(one, incident, people.get_person(work.session, one.person_id)))


def end_list(work: Work, request_id: int) -> None:
    """Ask nobody more about a request; what is out stays as it is."""
    made = lists.find_open(work.session, request_id)
    if made is not None:
        _close(work, made, ListState.ENDED)


def _turn_is_over(fact: Fact) -> bool:
    """Whether somebody can no longer be counted on."""
    if isinstance(fact, facts.AssignmentEnded):
        return fact.because in facts.LEFT_OPEN
    gone = facts.OfferDeclined | OfferExpired | facts.OfferTakenBack | facts.OfferUndelivered | facts.SteppedBack
    return isinstance(fact, gone)


def _asks_by_itself(fact: Fact) -> bool:
    """Whether the next on the list has their turn then without anybody saying so; a yes brings nobody's turn."""
    rule = policy.offers().next
    if isinstance(fact, facts.OfferDeclined):
        return rule.after_no == "list"
    if isinstance(fact, OfferExpired):
        return rule.after_no_answer == "list"
    if isinstance(fact, IncidentUnlocked):
        # What came up while it was locked may have been a no.
        return policy.by_itself()
    return not isinstance(fact, facts.OfferAccepted)


def follow(work: Work, fact: Fact) -> None:
    """Read what became of offers, and of what they are about."""
    if isinstance(fact, RequestClosed):
        end_list(work, fact.request.id)
    elif isinstance(fact, IncidentClosed):
        for made in lists.list_open(work.session, fact.incident.id):
            _close(work, made, ListState.ENDED)
    elif isinstance(fact, IncidentUnlocked):
        for made in lists.list_open(work.session, fact.incident.id):
            go_on(work, made, ask=_asks_by_itself(fact))
    elif isinstance(fact, facts.AssignmentFact) and (isinstance(fact, facts.OfferAccepted) or _turn_is_over(fact)):
        if isinstance(fact, facts.OfferUndelivered):
            terms_of(work.session, fact.assignment).unreached_at = work.now
            work.session.flush()
        stands_on = lists.list_of_assignment(work.session, fact.assignment)
        if stands_on is not None:
            go_on(work, stands_on, ask=_asks_by_itself(fact))
