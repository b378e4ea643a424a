"""What Slack is told while somebody helps, and of the calm message afterwards."""

from collections.abc import Iterator
from functools import partial

from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import moment, person
from mvai_slackbot.smes import facts
from mvai_slackbot.smes.assignments import facts as facts_work, views_care
from mvai_slackbot.smes.offers import views_staff
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.smes.telling import Handed, assignment_card, introduce, staff_of
from mvai_slackbot.work import Announcers, Work


def build(handed: Handed) -> Announcers:
    """Return the announcers; `handed` is what higher floors know."""
    announcers = Announcers()
    shown_on_it = (
        facts_work.FirstContactMade,
        facts_work.RoleChanged,
        facts_work.SharingChosen,
        facts_work.PartsChanged,
    )
    announcers.of(*shown_on_it)(partial(_card, handed))
    announcers.of(facts_work.RoleChanged, facts_work.SharingChosen)(_meet)
    announcers.of(facts_work.FirstContactLate)(_late)
    announcers.of(facts_work.SomebodyElseWanted)(_somebody_else)
    announcers.of(facts_work.CareDue)(partial(_care, handed))
    announcers.of(facts_work.CareAnswered)(_care_answered)
    return announcers


def _card(handed: Handed, work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    yield from assignment_card(handed, work, fact.incident, fact.assignment, fact.person)


def _meet(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    yield from introduce(work, fact.incident, fact.assignment, fact.person)


def _late(work: Work, fact: facts_work.FirstContactLate) -> Iterator[e.Effect]:
    terms = terms_of(work.session, fact.assignment)
    due = moment(terms.first_contact_due) if terms.first_contact_due else ""
    leader = leader_of(work, fact.incident.id) is not None
    words = views_staff.late_contact(fact.incident, fact.assignment, fact.person, leader=leader, due=due)
    for one in staff_of(work, fact.incident, fact.assignment):
        yield from tell(one, words)


def _somebody_else(work: Work, fact: facts_work.SomebodyElseWanted) -> Iterator[e.Effect]:
    """Tell staff only; to the SME nothing is said by the bot, a coordinator finds the words."""
    yield from introduce(work, fact.incident, fact.assignment, fact.person)
    leader, sme = (person(one.user_id, one.name.reveal()) for one in (fact.leader, fact.person))
    words = (
        f"{leader} asks for somebody else in place of {sme}, request {fact.assignment.request_number}. "
        f"Please call {leader}; do not ask why. {sme} was not told."
    )
    down = button(
        "Relieve them kindly",
        views_staff.StandDown(incident=fact.incident.id, assignment=fact.assignment.id),
        confirm="They read that a coordinator has relieved them, with thanks, and nothing of who asked.",
    )
    for one in staff_of(work, fact.incident, fact.assignment):
        yield from tell(one, views_staff.news(fact.incident, words, down, about="MVAI: a leader asks for something"))


def _care(handed: Handed, work: Work, fact: facts_work.CareDue) -> Iterator[e.Effect]:
    yield from tell(fact.person, views_care.care(fact.rest, handed.call(None)), views_care.care_key(fact.rest))


def _care_answered(work: Work, fact: facts_work.CareAnswered) -> Iterator[e.Effect]:
    words = views_care.care_answered(fact.rest, longer=fact.longer)
    yield from tell(fact.person, words, views_care.care_key(fact.rest))
