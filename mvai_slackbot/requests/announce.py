"""What Slack is told of requests: the card in the channel, and messages to staff."""

from collections.abc import Iterator

from mvai_slackbot.incidents import facts as incident_facts, service as incidents
from mvai_slackbot.incidents.telling import post_in_channel, tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import facts, lifecycle, views
from mvai_slackbot.requests.deciding.assessment import holders_of
from mvai_slackbot.requests.deciding.service import body_of, latest_of
from mvai_slackbot.requests.deciding.views import where_it_stands
from mvai_slackbot.requests.deciding.views_standing_in import line, named
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.service import HelpersOf, contact_of, incident_of, list_of_incident
from mvai_slackbot.work import Announcers, Work


def card_effects(work: Work, request: AssistanceRequest, helpers_of: HelpersOf) -> Iterator[e.Effect]:
    """Yield the request's card as it should stand now; nothing while it has no incident or posts are stopped."""
    incident = incident_of(work.session, request)
    if incident is not None:
        decisions = latest_of(work.session, request.id)
        words = views.card(request, incident, decisions, helpers_of(work.session, request.id))
        yield from post_in_channel(work, incident, words, key=views.card_key(request))


def build(helpers_of: HelpersOf) -> Announcers:
    """Return the announcers; `helpers_of` returns the lines of who helps with a request."""
    announcers = Announcers()

    @announcers.of(
        facts.RequestLogged, facts.RequestAttached, facts.RequestCorrected, facts.RequestDecided,
        facts.HelpBeganBeforeDecision, facts.RequestStatusChanged, facts.RequestClosed, facts.RequestMergedInto,
    )  # fmt: skip
    def _card(work: Work, fact: facts.RequestFact) -> Iterator[e.Effect]:
        yield from card_effects(work, fact.request, helpers_of)

    # What could not be posted before can be posted now.
    @announcers.of(incident_facts.ChannelOpened, incident_facts.IncidentUnlocked, incident_facts.ChannelChanged)
    def _cards(work: Work, fact: incident_facts.IncidentFact) -> Iterator[e.Effect]:
        for request in list_of_incident(work.session, fact.incident.id):
            if request.open:
                yield from card_effects(work, request, helpers_of)

    announcers.of(facts.RequestLogged)(_pending)
    announcers.of(facts.RequestAttached, facts.RequestClosed)(_no_longer_pending)
    announcers.of(facts.RequestDecided)(_tell_staff)
    announcers.of(facts.StandInNamed)(_stands_in)
    return announcers


def _pending(work: Work, fact: facts.RequestLogged) -> Iterator[e.Effect]:
    if fact.request.incident_id is None:
        logger = contact_of(work.session, fact.request.logged_by)
        yield from tell(logger, views.pending(fact.request), key=views.pending_key(fact.request))


def _no_longer_pending(work: Work, fact: facts.RequestFact) -> Iterator[e.Effect]:
    request = fact.request
    if lifecycle.was_received(work.session, request):
        return
    if isinstance(fact, facts.RequestAttached) or request.incident_id is None:
        words = views.no_longer_pending(request, incident_of(work.session, request))
        yield from tell(contact_of(work.session, request.logged_by), words, key=views.pending_key(request))


def _tell_staff(work: Work, fact: facts.RequestDecided) -> Iterator[e.Effect]:
    decider = contact_of(work.session, fact.decision.decided_by)
    incident, who = incident_of(work.session, fact.request), decider.name.reveal() if decider else ""
    stands = where_it_stands(fact.request, latest_of(work.session, fact.request.id))
    words = views.decided(fact.request, incident, fact.decision, who, stands)
    for holder in _holders(work, fact.request):
        if holder.id != work.actor.person_id:
            yield from tell(holder, words)


def _stands_in(work: Work, fact: facts.StandInNamed) -> Iterator[e.Effect]:
    body = body_of(work.session, fact.reviewer.id)
    since = fact.since if fact.since > work.now else None
    words = line(fact.reviewer, fact.person, body.value.upper() if body else "", since, fact.until)
    for person in (fact.person, fact.reviewer):
        if person.id != work.actor.person_id:
            yield from tell(person, named(words))


def _holders(work: Work, request: AssistanceRequest) -> list[Person]:
    # Of an incident, whoever holds that: alarms and tasks follow one person.
    incident = incident_of(work.session, request)
    return incidents.holder_of(work, incident) if incident is not None else holders_of(work, request)
