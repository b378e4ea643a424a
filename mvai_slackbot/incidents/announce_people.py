"""What people are told when parts, ownership, or the privacy of an incident change."""

from collections.abc import Callable, Iterator
from functools import partial

from slackblocks import Button as SlackButton

from mvai_slackbot.incidents import facts, service, views
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import may_post, tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden, is_staff
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.slack.blocks import actions, message, quiet_message, section
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()
# The button that asks for a call, handed in from above; None while nobody is on call.
FindAsk = Callable[[Work, Incident, Person], SlackButton | None]
LEADING = {Part.LEADER: "leader", Part.DEPUTY: "deputy leader", Part.CONTACT: "contact"}


def _welcome_key(incident: Incident, person: Person) -> str:
    return f"welcome-{incident.id}-{person.id}"


def build(find_ask: FindAsk) -> Announcers:
    """Return the announcers; `find_ask` is how whoever is named asks for a call from the word that says so."""
    built = Announcers()
    built.include(announcers)
    built.of(facts.PartTaken)(partial(_welcome, find_ask))
    return built


def _welcome(find_ask: FindAsk, work: Work, fact: facts.PartTaken) -> Iterator[e.Effect]:
    incident, person = fact.incident, fact.person
    if fact.part not in LEADING or not person.user_id:
        return
    invited = fact.invited and may_post(work, incident)
    if invited and incident.channel_id:
        yield e.Invite(channel=incident.channel_id, people=(person.user_id,), subject=f"posts:{incident.id}")
    where = (
        f"\nYou were added to the private channel {views.link(incident)}.\n"
        "Everybody in that channel reads it. Please write no names of victims, witnesses, suspects or juveniles there."
    )
    named = f"{incident.mark}You are named as {LEADING[fact.part]} for *{incident.number}*"
    what = (
        " with the Mass Violence Advisory Initiative. The help is at no cost, and you decide how much of it you want."
    )
    if incident.drill:
        what = ", which rehearses how the Mass Violence Advisory Initiative helps. You decide how much of it you take part in."
    text = f"{named}{what}{where if invited else ''}"
    ask = find_ask(work, incident, person)
    words = quiet_message(section(text), *([actions(ask)] if ask else []), drill=incident.drill)
    yield from tell(person, words, _welcome_key(incident, person))


def _stays(work: Work, incident: Incident, person: Person) -> bool:
    """Whether somebody belongs in the channel by another part that brings them there, or as staff."""
    staff = is_staff(work.session, person.id) and not incident.drill
    return staff or person in people.list_invited(work.session, incident.id, *Part)


@announcers.of(facts.PartEnded)
def _farewell(work: Work, fact: facts.PartEnded) -> Iterator[e.Effect]:
    incident, person = fact.incident, fact.person
    if fact.part not in LEADING or not person.user_id:
        return
    if incident.channel_id and not incident.archived and not _stays(work, incident, person):
        yield e.Remove(channel=incident.channel_id, person=person.user_id, subject=f"posts:{incident.id}")
    words = (
        _mistake(work, incident, person)
        if fact.wrong
        else (f"{incident.mark}You are no longer {LEADING[fact.part]} for {incident.number}. Thank you.")
    )
    yield from tell(person, quiet_message(section(words), drill=incident.drill), _welcome_key(incident, person))


def _mistake(work: Work, incident: Incident, person: Person) -> str:
    left = people.parts_of(work.session, incident.id, person.id)
    parts = [words for part, words in LEADING.items() if part in left]
    if parts and not is_hidden(work.session, incident.id):
        still = " and ".join(parts)
        return (
            f"{incident.mark}The last message came to you by mistake. You are {still} for {incident.number} as before."
        )
    return "This message came to you by mistake and was taken back. There is nothing for you to do."


@announcers.of(facts.OwnerChanged)
def _tell_owner(work: Work, fact: facts.OwnerChanged) -> Iterator[e.Effect]:
    first = views.drill_first(fact.incident)
    text = f"{first}You own *{fact.incident.number}* now. Its alerts and tasks go to you."
    # What somebody typed never stands in the first block: locked screens show it.
    note = [section(f"*Note*\n{escape(fact.note)}")] if fact.note else []
    yield from tell(fact.owner, message(f"{first}MVAI: an incident was handed over to you", section(text), *note))
    if fact.incident.channel_id and may_post(work, fact.incident) and fact.owner.user_id:
        yield e.Invite(
            channel=fact.incident.channel_id, people=(fact.owner.user_id,), subject=f"posts:{fact.incident.id}"
        )


@announcers.of(facts.ChannelExposed)
def _alarm(work: Work, fact: facts.ChannelExposed) -> Iterator[e.Effect]:
    text = (
        f"*{views.title(fact.incident)}*: {fact.reason}. The bot writes nothing there until somebody has looked. "
        f"It removes nobody.\nIf it is as it should be, type `/mvai-incident unlock {fact.incident.number}`. "
        f"If not, type `/mvai-incident lock {fact.incident.number}` to hide it and see who could read what."
    )
    for holder in service.holder_of(work, fact.incident):
        yield from tell(holder, message(f"{fact.incident.mark}MVAI: please look at a channel", section(text)))


@announcers.of(facts.PeopleMissed)
def _missed(work: Work, fact: facts.PeopleMissed) -> Iterator[e.Effect]:
    who = ", ".join(f"<@{one}>" for one in fact.people)
    text = (
        f"*{views.title(fact.incident)}*: Slack did not let the bot invite {who} to the channel. Please invite them by hand, "
        "or phone them."
    )
    for holder in service.holder_of(work, fact.incident):
        yield from tell(holder, message(f"{fact.incident.mark}MVAI: somebody could not be invited", section(text)))


@announcers.of(facts.ChannelChanged)
def _channel_changed(work: Work, fact: facts.ChannelChanged) -> Iterator[e.Effect]:
    text = f"*{views.title(fact.incident)}*: somebody changed its channel: {escape(fact.what)}."
    for holder in service.holder_of(work, fact.incident):
        yield from tell(holder, message(f"{fact.incident.mark}MVAI: a channel was changed by hand", section(text)))
