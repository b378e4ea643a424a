"""What staff are told of mail: direct messages only, and nothing of a mail in their first block."""

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.intake import facts, views
from mvai_slackbot.intake.models import MailState, ReceivedMail
from mvai_slackbot.letters.service import on_duty
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_staff, list_staff_on_call
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.service import incident_of
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.terms import is_late
from mvai_slackbot.smes.offers.views_by_mail import answer_buttons
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.telling import staff_of
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.MailHeld)
def _held(work: Work, fact: facts.MailHeld) -> Iterator[e.Effect]:
    for person in on_duty(work):
        yield from tell(person, views.held(fact.mail), key=views.key(fact.mail, person), apart="mail")


@announcers.of(facts.ManyHeld)
def _many(work: Work, fact: facts.ManyHeld) -> Iterator[e.Effect]:
    yield from _all(on_duty(work), views.many_held())


@announcers.of(facts.MailSettled)
def _settled(work: Work, fact: facts.MailSettled) -> Iterator[e.Effect]:
    mail = fact.mail
    by = people.get_person(work.session, mail.settled_by) if mail.settled_by else None
    words = views.settled(mail, by, dropped=mail.state is MailState.DROPPED)
    found = {one.id: one for one in [*on_duty(work), *([by] if by else [])]}
    for person in found.values():
        yield from tell(person, words, key=views.key(mail, person), apart="mail")


@announcers.of(facts.MailAnswered)
def _answered(work: Work, fact: facts.MailAnswered) -> Iterator[e.Effect]:
    if fact.offer is not None:
        yield from _of_sme(work, fact, fact.offer)
        return
    yield from _all(
        _holders(work, fact.request), views.answered(fact.mail, fact.request, other=fact.other, withdrew=fact.withdrew)
    )


def _of_sme(work: Work, fact: facts.MailAnswered, offer: Assignment) -> Iterator[e.Effect]:
    """Show an SME's mail to whoever asked them and whoever holds the incident, with the buttons that record an answer."""
    incident = incidents.get_incident(work.session, offer.incident_id)
    who = people.get_person(work.session, offer.person_id)
    waits = offer.state is State.OFFERED or is_late(work.session, offer)
    chooses = roster.chooses_each_time(work.session, who.id)
    press = answer_buttons(offer, chooses=chooses) if waits and not who.user_id else []
    yield from _all(
        staff_of(work, incident, offer), views.of_sme(fact.mail, incident, who, fact.request, press, other=fact.other)
    )


@announcers.of(facts.MailBecameRequest)
def _more(work: Work, fact: facts.MailBecameRequest) -> Iterator[e.Effect]:
    if fact.more:
        yield from _all(on_duty(work), views.more(fact.mail, fact.request))


def _holders(work: Work, request: AssistanceRequest) -> list[Person]:
    """Return who takes what comes in about a request: who has it, who has its incident, or whoever is on duty."""
    incident = incident_of(work.session, request)
    if incident is not None:
        return incidents.holder_of(work, incident)
    owner = people.get_person(work.session, request.owner_id) if request.owner_id is not None else None
    there = owner is not None and not owner.deactivated and not people.is_absent(work.session, owner.id, work.now)
    return [owner] if owner is not None and there and is_staff(work.session, owner.id) else on_duty(work)


@announcers.of(facts.MailWaits)
def _waits(work: Work, fact: facts.MailWaits) -> Iterator[e.Effect]:
    told = select(func.count(ReceivedMail.id)).where(
        ReceivedMail.team_id == work.team_id,
        ReceivedMail.state == MailState.HELD,
        ReceivedMail.alarmed_at == fact.mail.alarmed_at,
    )
    yield from _all(_on_call(work, everybody=False), views.waits(work.session.scalar(told) or 1))


@announcers.of(facts.MailboxUnread)
def _unread(work: Work, fact: facts.MailboxUnread) -> Iterator[e.Effect]:
    yield from _all(_on_call(work, everybody=fact.everybody), views.unread(fact.mailbox))


@announcers.of(facts.MailboxReadAgain)
def _again(work: Work, fact: facts.MailboxReadAgain) -> Iterator[e.Effect]:
    yield from _all(_on_call(work, everybody=True), views.read_again())


def _on_call(work: Work, *, everybody: bool) -> list[Person]:
    """Return who of staff is on call; nobody on call, every coordinator: an alarm is never lost."""
    found = list_staff_on_call(work)
    return (found if everybody else found[:1]) or people.list_holders(work.session, work.team_id, Role.COORDINATOR)


def _all(found: Iterable[Person], words: Message) -> Iterator[e.Effect]:
    for person in found:
        yield from tell(person, words, apart="mail")
