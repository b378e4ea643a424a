"""SMEs without a Slack account: letters stand in the place of their direct messages, and staff record their answer."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot import areas
from mvai_slackbot.clock import date_words, moment_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.letters import service as letters, words_smes as words
from mvai_slackbot.letters.facts import LetterSettled, LetterToHand
from mvai_slackbot.letters.models import Letter, LetterKind, LetterState
from mvai_slackbot.letters.words import Words, marked
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.words import URGENCIES, label
from mvai_slackbot.smes import facts, service, zones
from mvai_slackbot.smes.assignments import facts as facts_work
from mvai_slackbot.smes.models import Assignment, Kind, Mode, State
from mvai_slackbot.smes.offers import answered, facts as facts_offers
from mvai_slackbot.smes.offers.models import SmeLetter
from mvai_slackbot.smes.offers.terms import set_deadline, terms_of, zone_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.smes.words_offers import ROLE_WORDS, days
from mvai_slackbot.work import Fact, Work

EXPECTED = {
    Mode.VIRTUAL: "a first call, then advice to the community's leader by phone and video",
    Mode.IN_PERSON: "a first call, then travel to the community, arranged with a coordinator",
}
# A letter that fails in any other way has not reached anybody.
OUR_SIDE = ("no_mail_server", "smtp_login")
SOMEBODY = "a coordinator"


def is_by_mail(person: Person) -> bool:
    """Whether somebody is asked by letter: no account, and an address."""
    return not person.user_id and person.email is not None


def check_reach(person: Person) -> None:
    """Raise `Refused` for somebody who can be reached neither in Slack nor by mail."""
    if person.deactivated or not (person.user_id or is_by_mail(person)):
        name = person.name.reveal()
        raise Refused(f"{name} has no active Slack account now. Choose somebody else: `/mvai-sme list`")


def find_assignment(session: Session, letter: Letter) -> Assignment | None:
    """Return what a letter to an SME is about; None for any other letter."""
    row = session.get(SmeLetter, letter.id)
    return service.get_assignment(session, row.assignment_id) if row is not None else None


def list_letters(session: Session, assignment_id: int) -> list[Letter]:
    """Return the letters about an offer or assignment, earliest first."""
    rows = select(Letter).join(SmeLetter, SmeLetter.letter_id == Letter.id)
    return list(session.scalars(rows.where(SmeLetter.assignment_id == assignment_id).order_by(Letter.id)))


def never_left(session: Session, assignment_id: int) -> list[Letter]:
    """Return the letters that a coordinator was to send by hand, when none about this offer went out at all."""
    found = list_letters(session, assignment_id)
    waits = [one for one in found if one.state is LetterState.BY_HAND]
    return waits if len(waits) == len(found) else []


def follow(work: Work, fact: Fact) -> None:
    """Write what somebody without an account would be told in Slack; follow what becomes of it."""
    if isinstance(fact, facts_work.CareDue):
        _care(work, fact)
    elif isinstance(fact, LetterToHand | LetterSettled):
        _of_letter(work, fact)
    elif isinstance(fact, facts.AssignmentFact) and is_by_mail(fact.person):
        asked_still = isinstance(fact, facts.OfferMade) or fact.assignment.state is State.ACCEPTED
        unsent = [] if asked_still else never_left(work.session, fact.assignment.id)
        said = _said(work, fact)
        if unsent and said is not None:
            # Who never read the question is not told how it ended.
            _settle(work, unsent, reminds=isinstance(fact, facts_offers.OfferReminded))
        elif said is not None:
            write(work, fact.assignment, fact.incident, fact.person, said)


def write(work: Work, assignment: Assignment, incident: Incident, person: Person, said: Words) -> None:
    """Write to an SME; the answer finds its way to whoever holds the incident."""
    if person.email is None:
        return
    letter = letters.write(
        work,
        person.email.reveal(),
        LetterKind.OFFER,
        marked(said, incident.mark),
        request_id=assignment.request_id,
        incident_id=incident.id,
    )
    work.session.add(SmeLetter(letter_id=letter.id, assignment_id=assignment.id))
    work.session.flush()


def _settle(work: Work, unsent: list[Letter], *, reminds: bool) -> None:
    """Take a question that was never sent off the coordinators' list once it is asked no more."""
    if not reminds:
        for one in unsent:
            letters.settle(work, letters.get_letter(work, one.id), LetterState.LET_GO)


def _said(work: Work, fact: facts.AssignmentFact) -> Words | None:
    """Return what they are told of a fact, None when nothing is."""
    match fact:
        case facts.OfferMade():
            return words.offer(_asked(work, fact))
        case facts_offers.OfferReminded():
            return words.reminder(_answer_by(work, fact), *_asker(work, fact.assignment))
        case facts.OfferAccepted():
            return words.accepted(*_asker(work, fact.assignment))
        case facts.SteppedBack():
            return words.word(answered.STEPPED_BACK, care=True)
        case facts.AssignmentEnded(answered=True):
            return words.word(answered.why_over(work, fact), care=True)
        case facts_work.HandedOver():
            name = fact.to.name.reveal()
            return words.word(
                f"{name} has taken this over from you. Nothing more is asked of you. Thank you for what you gave."
            )
        case _:
            return _ended(work, fact)


def _ended(work: Work, fact: facts.AssignmentFact) -> Words | None:
    """Return the kind word that nothing is asked any more, None for any other fact."""
    match fact:
        case facts_offers.OfferExpired():
            return words.word(
                answered.EXPIRED, "If you would still like to help, answer this message. If a place is free, it counts."
            )
        case facts_offers.OfferFilled():
            return words.word(answered.FILLED)
        case facts_offers.LateYes():
            return words.word(answered.LATE_YES)
        case facts.OfferTakenBack():
            return words.word(answered.TAKEN_BACK if fact.accepted else answered.TOO_EARLY)
        case facts.AssignmentEnded():
            return words.word(answered.why_not(work, fact))
        case _:
            return None


def _asked(work: Work, fact: facts.AssignmentFact) -> words.Asked:
    assignment, incident = fact.assignment, fact.incident
    request, terms = requests.get_by_id(work.session, assignment.request_id), terms_of(work.session, assignment)
    sme = roster.get_sme(work.session, fact.person.id)
    soon = f", {label(URGENCIES, request.urgency).lower()}" if request.urgency else ""
    role = f", as {ROLE_WORDS[terms.role]}" if terms.role in ROLE_WORDS else ""
    clock = zones.in_words(zones.apart(work.now, sme.timezone or fact.person.timezone, incident.timezone), "yours")
    when = days(terms.starts_on, terms.ends_on)
    who, phone = _asker(work, assignment)
    lines = [
        f"How: {MODES[assignment.mode]}{role}{soon}",
        f"What is expected: {EXPECTED[assignment.mode]}",
        f"Area: {areas.in_words(request.areas) or 'agreed in the first call'}",
        f"When: {when}" if when else "",
        f"The community's clock: {clock}" if clock else "",
        f"Who asks: {who}" if who != SOMEBODY else "",
        "Please think first of who will be there for you while you help." if sme.kind == Kind.FAMILY_MEMBER else "",
    ]
    return words.Asked([line for line in lines if line], _answer_by(work, fact), who, phone)


def _asker(work: Work, assignment: Assignment) -> tuple[str, str]:
    asker = service.offerer_of(work.session, assignment)
    if asker is None:
        return SOMEBODY, ""
    return asker.name.reveal(), asker.phone.reveal() if asker.phone else ""


def _answer_by(work: Work, fact: facts.AssignmentFact) -> str:
    by = terms_of(work.session, fact.assignment).answer_by
    sme = roster.get_sme(work.session, fact.person.id)
    return local(by, zone_of(sme, fact.person, fact.incident)) if by is not None else ""


def local(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment on somebody's own clock: "Wed, Nov 25, 2026, 4:30 PM, Denver time"."""
    return moment_words(at, zone)


def _care(work: Work, fact: facts_work.CareDue) -> None:
    if not is_by_mail(fact.person):
        return
    theirs = [
        one for one in service.list_assignments(work.session, fact.rest.incident_id) if one.person_id == fact.person.id
    ]
    incident = incidents.get_incident(work.session, fact.rest.incident_id)
    write(work, theirs[-1], incident, fact.person, words.after_help(date_words(fact.rest.rest_until)))


def _of_letter(work: Work, fact: LetterToHand | LetterSettled) -> None:
    """Give the whole time to answer from when a coordinator sent it; let the next have their turn when it cannot arrive."""
    assignment = find_assignment(work.session, fact.letter)
    if assignment is None or assignment.state is not State.OFFERED:
        return
    person = people.get_person(work.session, assignment.person_id)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    terms = terms_of(work.session, assignment)
    if isinstance(fact, LetterToHand):
        if fact.letter.error not in OUR_SIDE and terms.unreached_at is None:
            work.record(facts.OfferUndelivered(assignment, incident, person, fact.letter.error))
    elif fact.letter.state is LetterState.SENT_BY_HAND and terms.reminded_at is None:
        request = requests.get_by_id(work.session, assignment.request_id)
        set_deadline(work, terms, request, zone_of(roster.get_sme(work.session, person.id), person, incident))
