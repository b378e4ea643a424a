"""What Slack is told of requests from outside, and of assessments."""

from collections.abc import Callable, Iterator

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e, receipts
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import STAFF, is_hidden, list_staff_on_call
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.requests import facts, lifecycle, service
from mvai_slackbot.requests.deciding import assessment, views as views_assessing
from mvai_slackbot.requests.deciding.service import latest_of
from mvai_slackbot.requests.drafts import matching, views as drafts
from mvai_slackbot.requests.ending import views as withdrawing
from mvai_slackbot.requests.models import AssistanceRequest, RequestAsking, RequestOutcome
from mvai_slackbot.requests.views import pending_key
from mvai_slackbot.work import Announcers, Work

GoesOn = Callable[[Work, Incident], list[str]]


def build(goes_on: GoesOn) -> Announcers:
    """Return the announcers; `goes_on` returns a line for each check-in plan of an incident."""
    announcers = Announcers()
    announcers.of(facts.RequestReceived)(_came_in)
    announcers.of(
        facts.RequestStatusChanged, facts.RequestAttached, facts.RequestClosed, facts.RequestMergedInto
    )(_not_free_any_more)  # fmt: skip
    announcers.of(facts.NobodyOwnsIt)(_nobody_has)
    announcers.of(facts.ViewAsked)(_ask_view)
    announcers.of(facts.RequestDecided, facts.RequestClosed)(_both_views)
    announcers.of(facts.NeedTold)(_tell_need)
    announcers.of(facts.RequestStatusChanged, facts.RequestClosed)(_call_with_a_no)
    announcers.of(facts.RequestClosed)(_withdrew)

    @announcers.of(facts.RequestClosed)
    def _checkins(work: Work, fact: facts.RequestClosed) -> Iterator[e.Effect]:
        incident = service.incident_of(work.session, fact.request)
        if fact.outcome is not RequestOutcome.WITHDRAWN or incident is None or fact.move == "end":
            return
        lines = goes_on(work, incident)
        if lines and not any(one.open for one in service.list_of_incident(work.session, incident.id)):
            for holder in incidents.holder_of(work, incident):
                yield from tell(holder, withdrawing.checkins_go_on(incident, lines))

    return announcers


def _staff(work: Work) -> list[Person]:
    coordinators = people.list_holders(work.session, work.team_id, Role.COORDINATOR)
    return list({one.id: one for one in (*list_staff_on_call(work), *coordinators)}.values())


def _came_in(work: Work, fact: facts.RequestFact) -> Iterator[e.Effect]:
    request = fact.request
    asker = service.contact_of(work.session, request.requester_id)
    words = drafts.draft(request, asker, matching.find_matches(work, request))
    for person in _staff(work):
        yield from tell(person, words, key=f"{pending_key(request)}-{person.id}")


def _not_free_any_more(work: Work, fact: facts.RequestFact) -> Iterator[e.Effect]:
    """Bring up to date what staff were shown when it came in; whoever logged it themselves was shown nothing."""
    request = fact.request
    if not lifecycle.was_received(work.session, request):
        return
    owner = service.contact_of(work.session, request.owner_id)
    name = owner.name.reveal() if owner is not None else ""
    if request.draft:
        asker = service.contact_of(work.session, request.requester_id)
        words = drafts.draft(request, asker, matching.find_matches(work, request), name)
    else:
        words = drafts.taken(request, name, service.incident_of(work.session, request))
    for person in _staff(work):
        yield from tell(person, words, key=f"{pending_key(request)}-{person.id}")


def _nobody_has(work: Work, fact: facts.NobodyOwnsIt) -> Iterator[e.Effect]:
    for person in list_staff_on_call(work) or _staff(work):
        yield from tell(person, drafts.nobody_has(fact.request))


def _ask_view(work: Work, fact: facts.ViewAsked) -> Iterator[e.Effect]:
    yield from _view(work, fact.request, fact.asking)


def _view(work: Work, request: AssistanceRequest, asking: RequestAsking) -> Iterator[e.Effect]:
    incident, latest = service.incident_of(work.session, request), latest_of(work.session, request.id)
    if incident is not None and is_hidden(work.session, incident.id) and not asking.staff:
        return
    roles = people.roles_of(work.session, asking.person_id)
    if not roles & (STAFF if asking.staff else {assessment.ROLE_OF[asking.body]}):
        # Whose role ended is told no more of what others say.
        return
    if asking.staff:
        words = views_assessing.please_phone(request, incident, asking.body, latest)
    else:
        asker = service.contact_of(work.session, request.requester_id)
        words = views_assessing.question(request, incident, asker, asking.body, latest)
    person = people.get_person(work.session, asking.person_id)
    yield from tell(person, words, key=views_assessing.view_key(request, asking.body, person.id))


def _both_views(work: Work, fact: facts.RequestFact) -> Iterator[e.Effect]:
    """Show both views to everybody who was asked: also that they differ, and that nothing is needed any more."""
    for asking in assessment.list_askings(work, fact.request):
        yield from _view(work, fact.request, asking)


def _tell_need(work: Work, fact: facts.NeedTold) -> Iterator[e.Effect]:
    incident = service.incident_of(work.session, fact.request)
    if incident is None or incident.drill or is_hidden(work.session, incident.id):
        return
    for role in assessment.ROLE_OF.values():
        for reviewer in people.list_holders(work.session, work.team_id, role)[:1]:
            yield from tell(reviewer, views_assessing.told_need(fact.request, incident))


def _withdrew(work: Work, fact: facts.RequestClosed) -> Iterator[e.Effect]:
    """Tell staff that somebody else withdrew, with the press that takes it back; a mail that does so is told as a mail."""
    request, actor = fact.request, service.contact_of(work.session, work.actor.person_id)
    if fact.move != lifecycle.Move.WITHDRAW.value or actor is None:
        return
    if not lifecycle.may_move(work, request, lifecycle.By.STAFF):
        words = withdrawing.withdrew(request, service.incident_of(work.session, request), actor.name.reveal())
        for person in assessment.holders_of(work, request):
            yield from tell(person, words)


def _call_with_a_no(work: Work, fact: facts.RequestFact) -> Iterator[e.Effect]:
    """Ask staff to call; what asked before for a call that is not to be made any more says so."""
    request, latest = fact.request, latest_of(work.session, fact.request.id)
    incident = service.incident_of(work.session, request)
    for person in assessment.holders_of(work, request):
        # Each no is a message of its own, since one that only changes rings nobody's phone.
        key = f"request-{request.id}-no-{lifecycle.count_noes(work.session, request)}-{person.id}"
        if request.status in lifecycle.NO and latest:
            yield from tell(person, views_assessing.call_with_a_no(request, incident, latest), key=key)
        elif receipts.find(work.session, key) is not None:
            yield from tell(person, views_assessing.no_call_now(request, incident), key=key)
