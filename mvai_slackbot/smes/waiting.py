"""What of offers and assignments waits for somebody, for the page that `/mvai` shows."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import STAFF, is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.slack.blocks import actions, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import moment
from mvai_slackbot.smes import service
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import cards
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.roster.views import ShowRecord
from mvai_slackbot.smes.words import MODES, kind_words
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return a line for each offer that waits for this person's answer, and for each assignment they have."""
    blocks: list[SlackBlock] = []
    # A locked incident is hidden from everybody outside staff, those who help with it included.
    offered = _shown(work, person, service.waiting_offers(work.session, person.id))
    for place, one in enumerate(offered):
        incident = incidents.get_incident(work.session, one.incident_id)
        asked_for = areas.in_words(requests.get_by_id(work.session, one.request_id).areas)
        about = f": {asked_for}" if asked_for else ""
        terms = terms_of(work.session, one)
        until = f" Please answer by {moment(terms.answer_by)}." if terms.answer_by is not None else ""
        blocks.append(section(f"{incident.mark}Somebody asks whether you could help, {MODES[one.mode]}{about}.{until}"))
        accept = button("Accept", cards.AcceptOffer(assignment=one.id), nth=place)
        blocks.append(actions(accept, button("Decline", cards.DeclineOffer(assignment=one.id), nth=place)))
    helping = _shown(work, person, service.list_of_person(work.session, person.id, State.ACCEPTED))
    for place, one in enumerate(helping):
        incident = incidents.get_incident(work.session, one.incident_id)
        done = button("Done", cards.MarkDone(assignment=one.id), nth=place)
        blocks.append(section(f"{title(incident)}: you help with request {one.request_number}.", done))
    return blocks


def _shown(work: Work, person: Person, found: Sequence[Assignment]) -> list[Assignment]:
    if people.roles_of(work.session, person.id) & STAFF:
        return list(found)
    return [one for one in found if not is_hidden(work.session, one.incident_id)]


def own_record(work: Work, person: Person) -> list[SlackBlock]:
    """Return the way to somebody's own record on the roster; nothing for who is not on it."""
    sme = roster.find_sme(work.session, person.id)
    if sme is None or not sme.active:
        return []
    see = button("My record", ShowRecord(person=person.id))
    return [section(f"*The roster of SMEs*\nYou are on it: {kind_words(sme.kind)}.", see)]
