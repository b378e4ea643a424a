"""Read what ranking needs: what a request asks for, and the facts of everybody on the roster, each question asked once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select, true

from mvai_slackbot import counties
from mvai_slackbot.clock import hour_words
from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Absence, Part, Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import AssistanceRequest, Urgency
from mvai_slackbot.smes.models import Anyway, Assignment, Mode, Sme, State, Travel
from mvai_slackbot.smes.offers import service as offers
from mvai_slackbot.smes.ranking import agencies, rank as ranking
from mvai_slackbot.smes.ranking.wanted import Candidate, Standing, Wanted
from mvai_slackbot.work import Work

URGENT = (Urgency.HOURS, Urgency.DAY)
# Of an assignment that ended, those that were a deployment: somebody had said yes.
DEPLOYED = (State.DONE, State.HANDED_OVER, State.STEPPED_BACK, State.ENDED)
LOOK_BACK = timedelta(days=366)
# Of several things that somebody has to do with a request, the first says most.
STRENGTH: tuple[Standing, ...] = ("leads", "helping", "asked", "declined", "stepped_back", "here")


@dataclass(frozen=True)
class Criteria:
    """What the person who looks asks for instead of what the request says; None leaves it as the request says."""

    areas: tuple[str, ...] | None = None
    mode: Mode | None = None
    kind: str = ""
    within: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Who could help with a request."""

    request: AssistanceRequest
    incident: Incident | None
    wanted: Wanted
    ranking: ranking.Ranking
    # Slack's user ids, and what somebody noted for staff, by person.
    user_ids: dict[int, str] = field(default_factory=dict)
    conflicts: dict[int, Private] = field(default_factory=dict, repr=False)


def find(work: Work, request: AssistanceRequest, criteria: Criteria | None = None) -> Found:
    """Return who could help with a request, ranked; raise `Refused` for one that is closed."""
    if not request.open:
        raise Refused(f"{request.name} is closed. Log a new one with `/mvai-request log &lt;text&gt;`.")
    incident = requests.incident_of(work.session, request)
    wanted = _wanted(work, request, incident, criteria or Criteria())
    reading = _Reading(work, request, incident, wanted)
    ranked = ranking.rank(ranking.load(), wanted, reading.candidates())
    return Found(request, incident, wanted, ranked, reading.user_ids, reading.conflicts)


def cautions(work: Work, request: AssistanceRequest, person_id: int, mode: Mode) -> tuple[str, ...]:
    """Return why a ranking would leave somebody out, for who is about to ask them all the same; not their limit."""
    incident = requests.incident_of(work.session, request)
    wanted = replace(_wanted(work, request, incident, Criteria(mode=mode)), areas=frozenset())
    reading = _Reading(work, request, incident, wanted)
    found = ranking.rank(ranking.load(), wanted, reading.candidates(person_id))
    return tuple(one.words for left in found.left_out for one in left.reasons if one.key not in ("full", "asked"))


def _wanted(work: Work, request: AssistanceRequest, incident: Incident | None, criteria: Criteria) -> Wanted:
    wanted = Wanted(
        areas=frozenset(request.areas if criteria.areas is None else criteria.areas),
        mode=criteria.mode or offers.mode_of(work, request),
        kind=criteria.kind,
        languages=frozenset(criteria.languages),
        within=criteria.within,
        urgent=request.urgency in URGENT,
    )
    state, county = _where(request, incident)
    wanted = replace(wanted, state=state, county=county)
    if incident is None:
        return wanted
    named = [one.reveal() for one in (incident.agency, incident.lead_agency) if one is not None]
    return replace(
        wanted,
        place_type=incident.place_type,
        agency_type=incident.agency_type,
        agency_size=incident.sworn_band,
        agencies=tuple(name for one in named if (name := agencies.plain(one))),
    )


def _where(request: AssistanceRequest, incident: Incident | None) -> tuple[str, str]:
    """Return where the community is: as the incident says, and what only the request says."""
    state = (incident.state if incident is not None else "") or request.state
    county = (incident.county if incident is not None else "") or request.county
    return state, county if counties.state_of(county) == state else ""


class _Reading:
    """One look at the roster: every question is asked once, however many people are on it."""

    def __init__(self, work: Work, request: AssistanceRequest, incident: Incident | None, wanted: Wanted) -> None:
        self.work = work
        self.wanted = wanted
        self.zone = incident.timezone if incident is not None else ""
        self.user_ids: dict[int, str] = {}
        self.conflicts: dict[int, Private] = {}
        self._clocks: dict[str, tuple[datetime, timedelta | None]] = {}
        self._current: dict[int, int] = defaultdict(int)
        self._ended: dict[int, list[datetime]] = defaultdict(list)
        self._standing: dict[int, Standing] = {}
        self._away: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)
        self._read_assignments(request)
        self._read_leaders(incident)
        self._read_absences()

    def _read_assignments(self, request: AssistanceRequest) -> None:
        now, incident_id = self.work.now, request.incident_id
        counts = or_(Assignment.ended_at.is_(None), Assignment.ended_at > now - LOOK_BACK)
        ours = or_(Assignment.request_id == request.id, Assignment.incident_id == incident_id)
        columns = (Assignment.person_id, Assignment.request_id, Assignment.incident_id, Assignment.state)
        rows = select(*columns, Assignment.answered_at, Assignment.ended_at, Incident.drill)
        read = rows.join(Incident, Incident.id == Assignment.incident_id).where(or_(counts, ours))
        for person, of_request, of_incident, state, answered, ended, drill in self.work.session.execute(read):
            # A drill burdens nobody: it neither fills somebody's limit nor lets them rest.
            if state is State.ACCEPTED:
                self._current[person] += not drill
            elif not drill and state in DEPLOYED and answered is not None and ended is not None:
                self._ended[person].append(ended)
            if of_request == request.id or (incident_id is not None and of_incident == incident_id):
                self._stand(person, _standing(state, same=of_request == request.id))

    def _stand(self, person: int, new: Standing) -> None:
        old = self._standing.get(person, "")
        if new and (not old or STRENGTH.index(new) < STRENGTH.index(old)):
            self._standing[person] = new

    def _read_leaders(self, incident: Incident | None) -> None:
        if incident is not None:
            for person in people.list_in_part(self.work.session, incident.id, Part.LEADER, Part.DEPUTY):
                self._standing[person.id] = "leads"

    def _read_absences(self) -> None:
        now = self.work.now
        rows = select(Absence.person_id, Absence.since, Absence.until).where(
            Absence.since <= now, or_(Absence.until.is_(None), Absence.until > now)
        )
        for person, since, until in self.work.session.execute(rows):
            self._away[person].append((since, until))

    def candidates(self, only: int | None = None) -> Iterator[Candidate]:
        """Yield everybody who may be asked at all: on the roster, not resting from it, with an active account, or an address.

        `only`: nobody but this person.
        """
        rows = (
            select(Sme.__table__, Person.name, Person.user_id, Person.agency, Person.timezone.label("slack_zone"))
            .join(Person, Person.id == Sme.person_id)
            .where(Person.team_id == self.work.team_id, Person.deactivated.is_(False))
            .where(or_(Person.user_id.is_not(None), Person.email.is_not(None)))
            .where(Sme.active.is_(True), Sme.person_id == only if only is not None else true())
        )
        for row in self.work.session.execute(rows):
            if row.user_id is not None:
                self.user_ids[row.person_id] = row.user_id
            if row.conflicts is not None:
                self.conflicts[row.person_id] = row.conflicts
            yield self._candidate(row)

    def _candidate(self, row: Any) -> Candidate:
        zone, person = row.timezone or row.slack_zone, row.person_id
        here, apart = self._clock(zone)
        point = (row.latitude, row.longitude) if row.latitude is not None and row.longitude is not None else None
        return Candidate(
            id=person, name=row.name.reveal(), today=here.date(), kind=row.kind, areas=frozenset(row.areas),
            places=frozenset(row.experience), agency_type=row.agency_type, agency_size=row.agency_size,
            languages=frozenset(row.languages), state=row.home_state, county=row.home_county,
            home=point, travel=Travel(row.travel), apart=apart,
            reachable=_reachable(row, here) if self.wanted.urgent else "", current=self._current.get(person, 0),
            most=row.most, ended=tuple(one.astimezone(here.tzinfo).date() for one in self._ended.get(person, ())),
            rest_days=row.rest_days, absences=self._absences(row, here), standing=self._standing.get(person, ""),
            agencies=self._agencies(row), own_dates=_days_of_year(row.own_dates), supported=row.support_name is not None,
            anyway=frozenset(Anyway(one) for one in row.ask_anyway),
        )  # fmt: skip

    def _clock(self, zone: str) -> tuple[datetime, timedelta | None]:
        if zone not in self._clocks:
            here = self.work.now.astimezone(ZoneInfo(zone or "UTC"))
            there = self.work.now.astimezone(ZoneInfo(self.zone)) if zone and self.zone else None
            ahead, behind = here.utcoffset(), there.utcoffset() if there else None
            self._clocks[zone] = here, ahead - behind if ahead is not None and behind is not None else None
        return self._clocks[zone]

    def _absences(self, row: Any, here: datetime) -> tuple[tuple[date, date | None], ...]:
        own = [(date.fromisoformat(one[0]), date.fromisoformat(one[1]) if one[1] else None) for one in row.absences]
        for since, until in self._away.get(row.person_id, ()):
            last = until.astimezone(here.tzinfo).date() if until else None
            own.append((since.astimezone(here.tzinfo).date(), last))
        return tuple(own)

    def _agencies(self, row: Any) -> tuple[str, ...]:
        # What nobody compares is not opened.
        if not self.wanted.agencies:
            return ()
        bound = agencies.plain_lines(row.agencies.reveal()) if row.agencies is not None else ()
        return (*bound, *(agencies.plain_lines(row.agency.reveal()) if row.agency is not None else ()))


def _standing(state: State, *, same: bool) -> Standing:
    if same and state is State.ACCEPTED:
        return "helping"
    if same and state is State.OFFERED:
        return "asked"
    if same and state is State.DECLINED:
        return "declined"
    if state is State.STEPPED_BACK:
        return "stepped_back"
    return "here" if state is State.ACCEPTED else ""


def _reachable(row: Any, here: datetime) -> str:
    """Return their clock, in words, when it is within the hours they chose; empty otherwise, and when they chose none."""
    if not row.days and not row.hours_from and not row.hours_to:
        return ""
    if row.days and here.weekday() not in row.days:
        return ""
    now, begins, ends = here.strftime("%H:%M"), row.hours_from or "00:00", row.hours_to or "24:00"
    # Hours that end before they begin go over midnight; equal ones go around the clock.
    inside = begins <= now < ends if begins < ends else now >= begins or now < ends
    return f"{hour_words(here.time())} on their clock" if inside else ""


def _days_of_year(words: Private | None) -> tuple[tuple[int, int], ...]:
    if words is None:
        return ()
    return tuple((int(line[:2]), int(line[3:5])) for line in words.reveal().split())
