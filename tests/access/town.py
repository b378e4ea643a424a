"""What is on record in the matrix: their incident, another one, and a locked one, each with a row of everything."""

from dataclasses import dataclass
from datetime import timedelta

from mvai_slackbot.areas import OPTIONS
from mvai_slackbot.calls import testing
from mvai_slackbot.calls.models import CallAsked, CallAsking, CallState
from mvai_slackbot.checkins import service as checkins
from mvai_slackbot.checkins.answers import service as answering
from mvai_slackbot.checkins.links import service as links
from mvai_slackbot.checkins.models import About, Occurrence, Prompt
from mvai_slackbot.checkins.models_following import Outreach, Step
from mvai_slackbot.checkins.plans import calling, delegating, seconding, service as planning
from mvai_slackbot.checkins.plans.models import FreeDays, WhyCalled
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.incidents import leadership, service, service_calendar, watch
from mvai_slackbot.intake import service as intake
from mvai_slackbot.letters import service as letters
from mvai_slackbot.letters.models import LetterKind, LetterState
from mvai_slackbot.letters.words import acknowledgement
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.people.linking import write_down
from mvai_slackbot.people.models import Part, Rank
from mvai_slackbot.people.service import give_part
from mvai_slackbot.reports.models import Alert, AlertLevel
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.deciding import service as decisions
from mvai_slackbot.requests.models import Body, Verdict
from mvai_slackbot.smes.assignments.models import HelperRest
from mvai_slackbot.smes.models import Mode
from mvai_slackbot.smes.offers import questions, service as offers
from mvai_slackbot.work import Work

from .cast import DELEGATE, DEPUTY, LEADER, MENTAL_HEALTH, ON_CALL, SME, SME_LEAD, Cast

THEIRS, OTHER, LOCKED = "theirs", "another", "locked"
RELATIONS = (THEIRS, OTHER, LOCKED)
AREAS = tuple(key for key, _ in OPTIONS)


@dataclass
class Ids:
    """Row ids and numbers of one incident; `words` are what nobody may read who may not see it."""

    incident: int
    number: str
    channel: str
    words: tuple[str, ...]
    request: int = 0
    request_number: int = 0
    loose: int = 0
    offered: int = 0
    accepted: int = 0
    declined: int = 0
    offer: int = 0
    question: int = 0
    rest: int = 0
    plan: int = 0
    prompt: int = 0
    occurrence: int = 0
    delegates_occurrence: int = 0
    asked_delegation: int = 0
    delegation: int = 0
    answer: int = 0
    outreach: int = 0
    without_account: int = 0
    linked_prompt: int = 0
    asked_call: int = 0
    taken_call: int = 0
    drill_call: int = 0
    letter: int = 0
    second: int = 0
    free: int = 0
    hard_day: int = 0
    call_to_make: int = 0
    phase: str = "first_month"
    leads: int = 0
    test: int = 0
    alert: int = 0
    reached: str = "reached"
    mail: int = 0


@dataclass(frozen=True)
class Parts:
    """Who has which part in an incident, and who asks for a call there."""

    leader: str = LEADER
    deputy: str = DEPUTY
    delegate: str = DELEGATE
    smes: tuple[str, ...] = (SME_LEAD, SME, MENTAL_HEALTH)
    sme: str = SME
    caller: str = LEADER


# Everybody's own incident and the locked one have the same people; the other incident has none of them.
WHO = {
    THEIRS: Parts(),
    OTHER: Parts("other leader", "other deputy", "other delegate", ("other sme",), "other sme", "other leader"),
    LOCKED: Parts(caller=DEPUTY),
}


def prepare(cast: Cast) -> dict[str, Ids]:
    """Put everything on record; the lock comes last."""
    cast.come(AREAS)
    found = {relation: _incident(cast, relation) for relation in RELATIONS}
    lock = found[LOCKED].incident
    cast.act("owner", lambda work: watch.lock(work, service.get_incident(work.session, lock)))
    return found


def _incident(cast: Cast, relation: str) -> Ids:
    who, words = WHO[relation], (f"description-{relation}", f"request-{relation}", f"phone-{relation}")

    def opens(work: Work) -> Ids:
        incident = service.open_incident(work, description=words[0], zone="America/Chicago")
        incident.channel_id = f"C0{relation.upper()}"
        for part, kind in ((Part.LEADER, who.leader), (Part.DEPUTY, who.deputy)):
            leadership.set_part(work, incident, cast.person(work, kind), part, invite=True)
        return Ids(incident.id, incident.number, incident.channel_id, words)

    ids = cast.act("owner", opens)
    cast.act("owner", lambda work: _requests(work, ids))
    for kind in who.smes:
        assignment = _offered(cast, ids.request, kind)
        cast.act(kind, lambda work, one=assignment: offers.accept(work, one))  # type: ignore[misc]  # bound at once
        ids.accepted = assignment if kind == who.sme else ids.accepted
    _other_offers(cast, ids, who.sme)
    _checkins(cast, ids, who)
    cast.act("owner", lambda work: _calls(cast, work, ids, who))
    return ids


def _requests(work: Work, ids: Ids) -> None:
    incident = service.get_incident(work.session, ids.incident)
    contact = Contact(details={"name": "Rae Moss", "phone": ids.words[2], "email": "rae@example.org"})
    request = requests.log_request(work, ids.words[1], incident=incident, requester=contact)
    decisions.decide(work, request, Body.BJA, Verdict.VIRTUAL, reason="because", decided_by=None, how="phone")
    loose = requests.log_request(work, "before its incident")
    ids.request, ids.request_number, ids.loose = request.id, request.number, loose.id
    letter = letters.write(
        work, "rae@example.org", LetterKind.ACKNOWLEDGEMENT, acknowledgement(), request_id=request.id
    )
    letter.state, ids.letter = LetterState.BY_HAND, letter.id
    raw = b"From: Rae <rae@example.org>\r\nSubject: Help\r\n\r\ncalm words " + str(ids.incident).encode()
    mail = intake.take_in(work, Arrived("box", 1, ids.incident, len(raw), raw, whole=True), intake.Rules("mx", ""))
    ids.mail = mail.id if mail is not None else 0


def _offered(cast: Cast, request_id: int, kind: str) -> int:
    def offer(work: Work) -> int:
        request = requests.get_by_id(work.session, request_id)
        return offers.offer(work, request, cast.person(work, kind), Mode.VIRTUAL, anyway=True).id

    return cast.act("owner", offer)


def _other_offers(cast: Cast, ids: Ids, kind: str) -> None:
    """Give the SME two more requests: one offer that waits, and one that was declined."""

    def another(work: Work) -> int:
        incident = service.get_incident(work.session, ids.incident)
        return requests.log_request(work, ids.words[1], incident=incident).id

    ids.offered = _offered(cast, cast.act("owner", another), kind)
    ids.declined = _offered(cast, cast.act("owner", another), kind)
    cast.act(kind, lambda work: offers.decline(work, ids.declined))
    ids.question = cast.act(kind, lambda work: questions.ask(work, ids.offered, "calm words").id)
    ids.rest = cast.act("owner", lambda work: _rest(cast, work, ids, kind))


def _rest(cast: Cast, work: Work, ids: Ids, kind: str) -> int:
    rest = HelperRest(
        person_id=cast.ids[kind], incident_id=ids.incident, ended_at=work.now, rest_until=work.now, ask_at=None
    )
    work.session.add(rest)
    work.session.flush()
    return rest.id


def _checkins(cast: Cast, ids: Ids, who: Parts) -> None:
    """Let the leader say yes and answer; the deputy is asked; the delegate answers for the community."""

    def offer(kind: str) -> int:
        def run(work: Work) -> int:
            return checkins.offer(work, service.get_incident(work.session, ids.incident), cast.person(work, kind)).id

        return cast.act("owner", run)

    leaders = offer(who.leader)
    ids.offer = offer(who.deputy)
    ids.plan = cast.act(who.leader, lambda work: checkins.accept(work, leaders).id)

    def delegate(work: Work, about: About) -> int:
        return delegating.ask(work, checkins.get_plan(work, ids.plan), cast.person(work, who.delegate), about).id

    ids.delegation = cast.act(who.leader, lambda work: delegate(work, About.COMMUNITY))
    cast.act(who.delegate, lambda work: delegating.answer(work, ids.delegation, yes=True))
    ids.asked_delegation = cast.act(who.leader, lambda work: delegate(work, About.OFFICER))
    cast.act("owner", lambda work: _asks_leader(work, ids))
    cast.act(who.leader, lambda work: _answers(work, ids))
    cast.act("owner", lambda work: _asks_delegate(cast, work, ids, who))
    cast.act("owner", lambda work: _asks_by_link(work, ids))
    _around_the_plan(cast, ids, who)


def _asks_leader(work: Work, ids: Ids) -> None:
    # Without the bot's own care: they lead in two incidents, and it would ask them in one of them a day.
    plan, incident = checkins.get_plan(work, ids.plan), service.get_incident(work.session, ids.incident)
    plan.settled_through = work.now.date()
    prompts.ask(work, plan, incident, plan.settled_through, {"officer": "officer_micro"})


def _around_the_plan(cast: Cast, ids: Ids, who: Parts) -> None:
    """Put a free day, a second view, a hard day and a call to make on record."""
    tomorrow = cast.act("owner", lambda work: work.now.date() + timedelta(days=1))
    cast.act(who.leader, lambda work: planning.keep_free(work, ids.plan, tomorrow, tomorrow).id)
    ids.free = cast.act("owner", lambda work: work.session.query(FreeDays.id).filter_by(plan_id=ids.plan).scalar())

    def second(work: Work) -> int:
        return seconding.ask(work, checkins.get_plan(work, ids.plan), cast.person(work, "owner"), About.OFFICER).id

    asked = cast.act(who.leader, second)
    ids.second = cast.act("owner", lambda work: checkins.accept(work, asked).id)

    def marked(work: Work) -> None:
        incident = service.get_incident(work.session, ids.incident)
        ids.hard_day = service_calendar.set_hard_day(work, incident, "funeral", tomorrow + timedelta(days=90)).id
        ids.call_to_make = calling.spare(work, incident, cast.person(work, who.deputy), WhyCalled.REST).id

    cast.act("owner", marked)


def _answers(work: Work, ids: Ids) -> None:
    ids.occurrence = work.session.query(Occurrence.id).filter_by(plan_id=ids.plan).scalar()
    said = answering.Said({"OM1": "3"}, helps=["community_wellness"], note=f"note-{ids.number}")
    ids.answer = answering.save(work, answering.get_asked(work, ids.occurrence), said).id
    # Something in it asks for a look.
    alert = Alert(
        incident_id=ids.incident, occurrence_id=ids.occurrence, person_id=work.actor.person_id or 0,
        level=AlertLevel.URGENT, rules=["own_capacity"], made_at=work.now, due_at=work.now, told_at=work.now,
    )  # fmt: skip
    work.session.add(alert)
    work.session.flush()
    ids.alert = alert.id


def _asks_by_link(work: Work, ids: Ids) -> None:
    incident = service.get_incident(work.session, ids.incident)
    person = write_down(work, name="Rae Moss")
    give_part(work, incident.id, person, Part.DEPUTY, invited=False)
    ids.without_account = person.id
    ids.linked_prompt = links.begin(work, incident, person, agreed=True)[0].id


def _asks_delegate(cast: Cast, work: Work, ids: Ids, who: Parts) -> None:
    day = work.now.date() - timedelta(days=1)
    prompt = Prompt(plan_id=ids.plan, person_id=cast.ids[who.delegate], local_date=day, asked_at=work.now)
    work.session.add(prompt)
    work.session.flush()
    asked = Occurrence(
        plan_id=ids.plan, subject=About.COMMUNITY, local_date=day, form="community_full", prompt_id=prompt.id
    )
    work.session.add(asked)
    work.session.flush()
    ids.prompt, ids.delegates_occurrence = prompt.id, asked.id
    called = Outreach(
        plan_id=ids.plan, person_id=cast.ids[who.leader], first_prompt_id=prompt.id, step=Step.LEAD, at=work.now
    )
    work.session.add(called)
    work.session.flush()
    ids.outreach = called.id


def _calls(cast: Cast, work: Work, ids: Ids, who: Parts) -> None:
    """Put three calls on record: one that waits, one that somebody has, and one of a drill."""

    def call(state: CallState, *, drill: bool = False) -> int:
        made = CallAsked(
            person_id=cast.ids[who.caller], incident_id=ids.incident, drill=drill, asked_at=work.now, state=state
        )
        if state is CallState.TAKEN:
            made.acknowledged_by, made.acknowledged_at = cast.ids[ON_CALL], work.now
        work.session.add(made)
        work.session.flush()
        work.session.add(CallAsking(call_id=made.id, person_id=cast.ids[ON_CALL], rank=Rank.FIRST, at=work.now))
        return made.id

    ids.asked_call, ids.taken_call = call(CallState.ASKING), call(CallState.TAKEN)
    ids.drill_call = call(CallState.ASKING, drill=True)
    ids.leads = cast.ids[who.leader]
    ids.test = testing.send(work, cast.person(work, ON_CALL)).id
