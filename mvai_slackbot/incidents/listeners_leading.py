"""What staff say about the leader, the deputy and contacts of an incident."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import field_validator

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import leadership, service, service_calendar, views, watch
from mvai_slackbot.incidents.forms import check_zone
from mvai_slackbot.incidents.listeners import incident_meant, went_out
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people import linking, service as people
from mvai_slackbot.people.access import May, is_hidden
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.slack.arguments import Arguments, Flag, UserId
from mvai_slackbot.slack.asks import Choice, Email, Somebody, Tick, Words
from mvai_slackbot.slack.buttons import Value
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Work

listeners = Listeners()
PARTS = (("leader", "Leader"), ("deputy", "Deputy"), ("contact", "Contact"))
WAYS = (("call", "Phone call"), ("text", "Text message"), ("email", "E-mail"), ("slack", "Slack"))


class Leading(Arguments):
    """`leader @chief [@deputy] [--outside]`, or `leader @chief affected`."""

    outside: Annotated[bool, Flag("outside")] = False
    leader: UserId | None = None
    deputy: UserId | None = None
    affected: Literal["affected"] | None = None


class LeaderForm(Form):
    """Somebody who leads or speaks for the agency, with or without a Slack account."""

    callback = "incident.leader"
    title = "Leader or contact"

    incident: int
    person: int | None = None
    part: Annotated[str, Choice("Part", options=PARTS, radio=True)] = "leader"
    account: Annotated[str | None, Somebody("Slack account", "Leave empty when there is none.")] = None
    name: Annotated[str | None, Words("Name", limit=80, guarded=True)] = None
    rank: Annotated[str | None, Words("Rank or title", limit=80, guarded=True)] = None
    agency: Annotated[str | None, Words("Agency", limit=120, guarded=True)] = None
    email: Annotated[str | None, Email("Official e-mail")] = None
    phone: Annotated[str | None, Words("Official phone", limit=40, guarded=True)] = None
    prefers: Annotated[str | None, Choice("Preferred way", options=WAYS)] = None
    timezone: Annotated[str | None, Words("Time zone", "For example America/Chicago.", limit=64)] = None
    invite: Annotated[bool, Tick("Channel", text="Invite to the incident channel")] = False

    _zone = field_validator("timezone")(check_zone)


class SendLeader(Value):
    """Name these people and write to them."""

    action = "incident.send_leader"
    incident: int
    people: dict[str, int]
    invite: bool
    # Their account was linked for this: they are on record already, and were told nothing yet.
    linked: bool = False


class TakeBackLeader(Value):
    """Take it back from the wrong people."""

    action = "incident.take_back_leader"
    incident: int
    people: dict[str, int]
    since: datetime
    linked: bool = False


@listeners.command("incident", "leader", Leading, needs=May.STAFF, usage="leader @chief [@deputy] [--outside|affected]",
                   help="name the leader and deputy; affected: ask nothing of them for now, a person calls")  # fmt: skip
def name_leader(work: Work, by: Invocation, said: Leading) -> Answer:
    """Show who it goes to, before it goes."""
    incident = incident_meant(work, by)
    if said.leader is None:
        return _form(work, incident)
    if said.affected:
        return _spare(work, incident, said.deputy or said.leader)
    named = {Part.LEADER.value: people.reachable(work, said.leader)}
    if said.deputy:
        named[Part.DEPUTY.value] = people.reachable(work, said.deputy)
    return _ask(work, incident, named, invite=not said.outside)


def _spare(work: Work, incident: Incident, user_id: str) -> Answer:
    """Ask nothing of a leader whom it hit; no reason is asked or kept."""
    person = people.meet(work, user_id)
    if not people.parts_of(work.session, incident.id, person.id) & {Part.LEADER, Part.DEPUTY}:
        raise Refused(
            f"<@{user_id}> is not on record as leader or deputy of {views.title(incident)}. Nothing was changed."
        )
    service_calendar.spare(work, incident, person)
    return say(
        f"{views.title(incident)}: nothing is asked of <@{user_id}> for now, and a person is asked to call them. No reason is "
        "kept. The deputy is asked only if you offer it and they agree."
    )


@listeners.button(views.SetLeader, needs=May.STAFF, repeatable=True)
def ask_leader(work: Work, by: Invocation, said: views.SetLeader) -> Answer:
    """Open the form, filled with the leader on record."""
    return _form(work, service.get_incident(work.session, said.incident))


def _form(work: Work, incident: Incident) -> Answer:
    leader = leadership.leader_of(work, incident.id)
    start: dict[str, object] = {"incident": incident.id, "part": "leader", "invite": True}
    if leader is not None:
        start |= {
            "person": leader.id,
            "account": leader.user_id,
            "prefers": leader.prefers,
            "timezone": leader.timezone,
        }
        for field in linking.DETAILS:
            kept = getattr(leader, field)
            start[field] = kept.reveal() if kept else None
    return Open(LeaderForm.view(start=start, title=views.form_title(incident, LeaderForm)))


@listeners.form(LeaderForm, needs=May.STAFF)
def save_leader(work: Work, by: Invocation, said: LeaderForm) -> Answer:
    """Save the person; somebody with an account is shown once more before anything reaches them."""
    incident = service.get_incident(work.session, said.incident)
    # Also what is corrected goes out, to those who help: they are told whom to meet.
    watch.check_unlocked(work, incident)
    details = said.model_dump(include={*linking.DETAILS, "prefers", "timezone"})
    no_account = said.person is not None and people.get_person(work.session, said.person).user_id is None
    person, details = _person(work, said, details)
    linking.change_person(work, person, **details)
    part, linked = Part(said.part), no_account and person.id == said.person
    if not person.user_id:
        leadership.set_part(work, incident, person, part, invite=False)
    elif linked or leadership.is_new(work, incident, person, part, invite=said.invite):
        return _ask(work, incident, {said.part: person}, invite=said.invite, linked=linked)
    leadership.correct(work, incident, person, part)
    return _stands(incident, {said.part: person})


def _stands(incident: Incident, named: dict[str, Person], *, replace: bool = False) -> Say:
    who = " and ".join(f"{escape(person.title)} is on record as {part}" for part, person in named.items())
    return say(f"{views.title(incident)}: {who}. Nothing was sent to them.", replace=replace)


def _person(work: Work, said: LeaderForm, details: dict[str, object]) -> tuple[Person, dict[str, object]]:
    """Return who is meant, and what is said of them: the form came filled with whoever leads now."""
    known = people.get_person(work.session, said.person) if said.person else None
    if known is not None:
        same_name = said.name in (None, known.name.reveal())
        if said.account == known.user_id and (same_name or known.user_id is not None):
            return known, details
        if known.user_id is None and said.account and same_name:
            return linking.link_account(work, known, said.account), details
        # Somebody else: what the form still says of the one before them is not theirs.
        details = {name: value for name, value in details.items() if value != _on_record(known, name)}
    if said.account:
        return people.reachable(work, said.account), details
    return linking.write_down(work, **details), details


def _on_record(person: Person, name: str) -> object:
    kept = getattr(person, name)
    return kept.reveal() if isinstance(kept, Private) else kept


def _ask(work: Work, incident: Incident, named: dict[str, Person], *, invite: bool, linked: bool = False) -> Answer:
    new = {
        part: person
        for part, person in named.items()
        if linked or leadership.is_new(work, incident, person, Part(part), invite=invite)
    }
    if not new:
        return _stands(incident, named)
    watch.check_unlocked(work, incident)
    return Say(_question(incident, new, invite=invite, linked=linked))


def _question(incident: Incident, named: dict[str, Person], *, invite: bool, linked: bool) -> Message:
    parts = " and ".join(f"{part}: {escape(person.title)}" for part, person in named.items())
    channel = (
        "They are invited to the incident channel and can read everything in it."
        if invite
        else ("They are not invited to the channel.")
    )
    what = f"*What happens:* named as {parts}. They get a short message from the bot. {channel}"
    ids = {part: person.id for part, person in named.items()}
    go = SendLeader(incident=incident.id, people=ids, invite=invite, linked=linked)
    first, *besides = named.values()
    return views.before_reaching(incident, first, what, go, *besides)


@listeners.button(SendLeader, needs=May.STAFF)
def send_leader(work: Work, by: Invocation, said: SendLeader) -> Answer:
    """Name them, invite them, write to them."""
    incident = service.get_incident(work.session, said.incident)
    watch.check_unlocked(work, incident)
    named = {Part(part): people.get_person(work.session, one) for part, one in said.people.items()}
    given = {
        part: person
        for part, person in named.items()
        if leadership.set_part(work, incident, person, part, invite=said.invite, anew=said.linked)
    }
    if not given:
        return _stands(incident, {part.value: person for part, person in named.items()}, replace=True)
    first, *besides = given.values()
    ids = {part.value: person.id for part, person in given.items()}
    take_back = TakeBackLeader(incident=incident.id, people=ids, since=work.now, linked=said.linked)
    done = f"{incident.number}: {views.titles(first, *besides)} {'were' if besides else 'was'} told."
    return went_out(work, by, views.after_reaching(incident, first, done, take_back, *besides))


@listeners.button(TakeBackLeader, needs=May.STAFF)
def take_back_leader(work: Work, by: Invocation, said: TakeBackLeader) -> Answer:
    """Take it back, and record what they could see."""
    incident = service.get_incident(work.session, said.incident)
    wrong = {Part(part): people.get_person(work.session, one) for part, one in said.people.items()}
    relieved = leadership.take_back_parts(work, incident, wrong, said.since, linked=said.linked)
    locked = is_hidden(work.session, incident.id)
    after = "".join(_after(part, person, locked=locked) for part, person in relieved.items())
    done = f"{views.title(incident)}: taken back. What they could see until now is on record.{after}"
    return say(done, replace=True)


def _after(part: Part, person: Person, *, locked: bool) -> str:
    who = escape(person.title)
    if locked:
        paused = " If they had check-ins, those stay paused until they press “Go on”." if part is Part.LEADER else ""
        return f" {who} was {part.value} before: please name them again once it is unlocked.{paused}"
    return f" {who} is {part.value} again{', and is told so' if person.user_id else ''}."
