"""Links to the form for somebody without a Slack account: a random secret of which only a hash is kept.

Why no signature: a link works once and can be taken back, so it needs a row anyway; with the row a signature adds
nothing, and no key can be lost or has to be rotated. Whoever reads the database finds no link that works.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import func, select

from mvai_slackbot import crisis
from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.answers import service as answering
from mvai_slackbot.checkins.facts import CheckinsOffered, LinkWanted, PromptShown
from mvai_slackbot.checkins.models import Offer, OfferState, Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.prompts import asking, service as prompts
from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import watch
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.letters import service as letters, words
from mvai_slackbot.letters.models import LetterKind
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Fact, Work

LASTS = timedelta(hours=72)
# Between two new links for the same questions, and how many in all.
APART, MOST = timedelta(minutes=10), 6
NO_ADDRESS = (
    "A link needs a public address: an operator sets MVAI_PUBLIC_URL and runs `mvai-slackbot web`. "
    "Until then, please phone."
)


@dataclass(frozen=True)
class Way:
    """How links reach people: the public address, and whether mail goes out."""

    public_url: str = ""
    mails: bool = False

    def url(self, secret: str) -> str:
        """Return the link of a secret."""
        return f"{self.public_url.rstrip('/')}/form/{secret}"


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; 256 random bits need no salt."""
    return sha256(secret.encode()).hexdigest()


def list_without_account(work: Work, incident: Incident) -> list[Person]:
    """Return leader and deputies of an incident who have no Slack account."""
    found = people.list_in_part(work.session, incident.id, Part.LEADER, Part.DEPUTY)
    return [one for one in found if not one.user_id]


def make(work: Work, prompt: Prompt, *, sent_to: str | None = None) -> tuple[FormLink, str]:
    """Make a link for what a prompt asks; the secret is returned once and kept nowhere."""
    secret = token_urlsafe(32)
    link = FormLink(
        prompt_id=prompt.id,
        person_id=prompt.person_id,
        secret_hash=hash_of(secret),
        made_at=work.now,
        made_by=None if sent_to else work.actor.person_id,
        expires_at=work.now + LASTS,
        sent_to=Private.of(sent_to),
        reopens=not list_open(work, prompt),
    )
    work.session.add(link)
    work.session.flush()
    return link, secret


def find(work: Work, secret: str, *, hold: bool) -> FormLink | None:
    """Return the link of a secret; with `hold`, until this work ends, so that two sendings at once do not both count."""
    rows = select(FormLink).where(FormLink.secret_hash == hash_of(secret))
    return work.session.scalar(rows.with_for_update() if hold else rows)


def follow(way: Way) -> Callable[[Work, Fact], None]:
    """Return the reader that writes a letter with every prompt to somebody without an account, or asks a person."""

    def read(work: Work, fact: Fact) -> None:
        if isinstance(fact, PromptShown):
            _shown(work, way, fact)

    return read


def _shown(work: Work, way: Way, fact: PromptShown) -> None:
    person, first = people.get_person(work.session, fact.prompt.person_id), fact.prompt.shown == 1
    if person.user_id:
        return
    # Whoever asks in this moment is shown it anyway; a reminder is no second task for a person.
    alone = first and fact.prompt.asked_by is None
    sent = (way.mails or alone) and send(work, way, fact.incident, fact.prompt)
    if not sent and alone:
        work.record(LinkWanted(fact.incident, fact.prompt))


def send(work: Work, way: Way, incident: Incident, prompt: Prompt) -> bool:
    """Write a letter with a link to the address on record; False when there is no way to."""
    person = people.get_person(work.session, prompt.person_id)
    if not (way.public_url and person.email):
        return False
    link, secret = make(work, prompt, sent_to=person.email.reveal())
    said = words.marked(words.checkin(reminder=prompt.reminders > 0, again=link.reopens), incident.mark)
    letter = letters.write(
        work, person.email.reveal(), LetterKind.CHECKIN, said, incident_id=incident.id, link=way.url(secret)
    )
    link.letter_id = letter.id
    return True


def begin(work: Work, incident: Incident, person: Person, *, agreed: bool) -> tuple[Prompt, bool]:
    """Return what waits for the person's answer, asking today's if nothing does, and whether it was asked just now.

    Before their yes nothing is asked: `agreed` says that they gave it to the actor, by phone or in person.
    """
    if person.user_id:
        raise Refused(f"{person.name.reveal()} has a Slack account. Type `/mvai-checkin offer` to ask them there.")
    if incident.status is not Status.OPEN:
        raise Refused(f"{incident.mark}{incident.number} is closed. Reopen it first.")
    watch.check_unlocked(work, incident)
    plan = service.find_plan(work.session, incident.id, person.id)
    if plan is None:
        if not agreed:
            raise Refused(
                f"{person.name.reveal()} has not said yes yet. Please ask them by phone, then tick that they agreed."
            )
        plan = _agree(work, incident, person)
    if plan.state is PlanState.PAUSED:
        raise Refused(f"{person.name.reveal()}'s check-ins are paused. Nothing is sent until they go on.")
    waiting = [one for one in prompts.list_unanswered_prompts(work.session, plan.id) if one.person_id == person.id]
    if waiting:
        return waiting[-1], False
    return asking.ask_now(work, service.get_plan(work, plan.id))[0], True


def _agree(work: Work, incident: Incident, person: Person) -> Plan:
    """Write down a yes that was given to a member of staff."""
    if not crisis.has_line_for_law_enforcement():
        raise Refused(service.NO_LINE)
    me = work.actor.person_id or 0
    made = Offer(
        incident_id=incident.id, person_id=person.id, offered_by=me, offered_at=work.now, state=OfferState.YES,
        answered_at=work.now,
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    today = times.local_date(work.now, service.zone_of(incident, person))
    plan = Plan(
        incident_id=incident.id, person_id=person.id, offer_id=made.id, consent_at=work.now, since=work.now,
        settled_through=today - timedelta(days=1), set_by=me,
    )  # fmt: skip
    work.session.add(plan)
    work.session.flush()
    work.record(CheckinsOffered(incident, made, person))
    return plan


def get_for_staff(work: Work, prompt_id: int) -> tuple[Prompt, Incident]:
    """Return a prompt that a link is made for; `Refused` when its person has an account or is asked nothing any more."""
    prompt = prompts.get_prompt(work, prompt_id)
    plan = work.session.get_one(Plan, prompt.plan_id)
    incident = get_incident(work.session, plan.incident_id)
    if people.get_person(work.session, prompt.person_id).user_id:
        raise Refused("This person has a Slack account now and finds the check-in there.")
    if plan.state is PlanState.PAUSED:
        raise Refused("These check-ins are paused. Nothing is sent until they go on, so no link is needed.")
    # With nothing left to answer a link still serves whoever would pause, change the hour or change an answer.
    if not (is_wanted(work, prompt) or (plan.state in service.LIVE and _answered_by_link(work, prompt))):
        raise Refused("Nothing waits for an answer here anymore, so no link is needed.")
    return prompt, incident


def is_wanted(work: Work, prompt: Prompt) -> bool:
    """Whether somebody still waits for an answer to what a prompt asks."""
    stands = prompt.state is not PromptState.WITHDRAWN
    active = stands and work.session.get_one(Plan, prompt.plan_id).state is PlanState.ACTIVE
    return active and bool(list_open(work, prompt))


def _answered_by_link(work: Work, prompt: Prompt) -> bool:
    rows = select(FormLink.id).where(FormLink.prompt_id == prompt.id, FormLink.used_at.is_not(None))
    return work.session.scalar(rows.limit(1)) is not None


def list_open(work: Work, prompt: Prompt) -> list[int]:
    """Return the ids of what a prompt asks that can still be answered."""
    left = prompts.list_unanswered(work.session, prompt.id)
    return [one.id for one in left if prompts.find_newer(work.session, one) is None]


def list_changeable(work: Work, prompt: Prompt) -> list[int]:
    """Return the ids of what somebody answered within the last day and may answer otherwise."""
    found = []
    for one in prompts.list_occurrences(work.session, prompt.id):
        latest = prompts.latest_answer(work.session, one.id)
        if latest is None or latest.person_id != prompt.person_id:
            continue
        still = work.now <= answering.changeable_until(work.session, one.id)
        if still and prompts.find_newer(work.session, one) is None:
            found.append(one.id)
    return found


def send_again(work: Work, way: Way, link: FormLink) -> bool:
    """Send a new link in the place of an expired or used one, to the same address if it still stands; else ask staff to.

    False when one that was not used yet was made a few minutes ago, or too many were.
    """
    prompt = work.session.get_one(Prompt, link.prompt_id)
    plan = work.session.get_one(Plan, prompt.plan_id)
    incident = get_incident(work.session, plan.incident_id)
    fresh = select(func.count(), func.max(FormLink.made_at)).where(FormLink.prompt_id == prompt.id)
    count, _ = work.session.execute(fresh).one()
    _, latest = work.session.execute(fresh.where(FormLink.used_at.is_(None))).one()
    if count >= MOST or (latest is not None and work.now - latest < APART):
        return False
    person = people.get_person(work.session, link.person_id)
    same = link.sent_to is not None and person.email == link.sent_to
    if not (same and way.mails and send(work, way, incident, prompt)):
        work.record(LinkWanted(incident, prompt, again=link))
    return True
