"""Who on the roster fits a request, with plain reasons; a person decides."""

from dataclasses import dataclass
from datetime import timedelta

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes import roster, service, zones
from mvai_slackbot.smes.models import OPEN_STATES, Sme
from mvai_slackbot.work import Work


@dataclass(frozen=True)
class Match:
    """Somebody who may be asked about a request; `areas` are those they cover of it, all of theirs when it names none."""

    sme: Sme
    person: Person
    areas: tuple[str, ...]
    current: int
    apart: timedelta | None
    same_state: bool
    lived_through: bool

    @property
    def full(self) -> bool:
        """Whether they have as many assignments as they take."""
        return self.current >= self.sme.most


def suitable(work: Work, request: AssistanceRequest, incident: Incident, *, limit: int = 5) -> list[Match]:
    """Return who covers an area of the request and was not asked yet: room first, then area, then the nearer clock."""
    asked = {one.person_id for one in service.list_of_request(work.session, request.id, *OPEN_STATES)}
    leading = people.list_in_part(work.session, incident.id, Part.LEADER, Part.DEPUTY)
    asked |= {person.id for person in leading}
    found = []
    for sme, person in roster.list_roster(work.session, work.team_id):
        areas = tuple(area for area in sme.areas if not request.areas or area in request.areas)
        if areas and person.id not in asked:
            found.append(_match(work, incident, sme, person, areas))
    return sorted(found, key=_order)[:limit]


def _match(work: Work, incident: Incident, sme: Sme, person: Person, areas: tuple[str, ...]) -> Match:
    return Match(
        sme=sme,
        person=person,
        areas=areas,
        current=service.count_current(work.session, person.id),
        apart=zones.apart(work.now, incident.timezone, sme.timezone or person.timezone),
        same_state=bool(incident.state) and sme.home_state == incident.state,
        lived_through=bool(incident.place_type) and incident.place_type in sme.experience,
    )


def _order(match: Match) -> tuple[bool, int, timedelta, int]:
    return (
        match.full,
        -len(match.areas),
        abs(match.apart) if match.apart is not None else timedelta(days=1),
        match.sme.id,
    )
