"""What one person is shown of a request: gathered here, so that the view only draws."""

from collections.abc import Callable

from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service, sight, words
from mvai_slackbot.requests.deciding.service import latest_of, list_decisions
from mvai_slackbot.requests.deciding.targets import list_late
from mvai_slackbot.requests.deciding.views import where_it_stands
from mvai_slackbot.requests.drafts import merging
from mvai_slackbot.requests.drafts.views import verified_line
from mvai_slackbot.requests.ending.closing import can_take_back
from mvai_slackbot.requests.following.views import Shown, StaffSees
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Work


def shown_of(work: Work, request: AssistanceRequest, seen: sight.Sight, helpers_of: service.HelpersOf) -> Shown:
    """Return what the actor is shown; what they may not see is not in it."""

    def name(person_id: int | None) -> str:
        person = service.contact_of(work.session, person_id)
        return person.name.reveal() if person else ""

    # Whoever may not read reasons reads a yes here, and hears a no from a person.
    decisions = [one for one in list_decisions(work.session, request.id) if seen.reasons or one.verdict in words.YES]
    latest = latest_of(work.session, request.id)
    return Shown(
        request=request,
        incident=service.incident_of(work.session, request),
        decided=words.decided(request, latest),
        decisions=[(decision, name(decision.decided_by)) for decision in decisions],
        reasons=seen.reasons,
        contacts=_contacts(work, request, seen),
        helpers=helpers_of(work.session, request.id),
        logged_by=name(request.logged_by),
        change=seen.change,
        decide=seen.decide,
        withdraw=seen.withdraw,
        views=where_it_stands(request, latest) if seen.reasons and latest else "",
        staff=_for_staff(work, request, name) if seen.change else StaffSees(),
    )


def _contacts(work: Work, request: AssistanceRequest, seen: sight.Sight) -> list[tuple[str, Person, bool]]:
    """Return both contacts of the request, and of those that were merged into it."""
    people: list[tuple[str, Person, bool]] = []
    # Whoever asked for another one is nobody's business but those who answer for both.
    for one in (request, *(merging.list_merged(work.session, request.id) if seen.contacts else ())):
        of = "" if one is request else f" ({one.name.lower()})"
        for kind, person_id in ((f"Requester{of}", one.requester_id), (f"Second contact{of}", one.second_contact_id)):
            person = service.contact_of(work.session, person_id)
            if person is not None:
                people.append((kind, person, seen.contacts or person.id == seen.person_id))
    return people


def _for_staff(work: Work, request: AssistanceRequest, name: Callable[[int | None], str]) -> StaffSees:
    into = service.get_by_id(work.session, request.merged_into_id) if request.merged_into_id else None
    return StaffSees(
        late=list_late(request, work.now),
        verified=verified_line(request, name(request.verified_by)),
        owner=name(request.owner_id),
        merged=[one.name for one in merging.list_merged(work.session, request.id)],
        goes_on_as=into.name if into is not None else "",
        can_take_back=can_take_back(request, work.now),
    )
