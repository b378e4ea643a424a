"""The channel's own story: what came of each step of the set-up, and its repair."""

from collections.abc import Sequence

from sqlalchemy import select

from mvai_slackbot.clock import machine_now
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import CardPosted, ChannelChanged, ChannelOpened, SetUpChanged
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.outbox import service as promises
from mvai_slackbot.outbox.service import Step
from mvai_slackbot.work import Work

CHANNEL, PEOPLE, CARD, TOPIC, BOOKMARK, PIN = "private channel", "people", "card", "topic", "bookmark", "pin"
# Everything that is told or done later, in the channel or to people.
MESSAGES = "messages and invitations"


def card_key(incident: Incident) -> str:
    """Return the key of the incident's card."""
    return f"incident-{incident.id}"


def incident_of_subject(work: Work, subject: str, kind: str = "incident") -> Incident | None:
    """Return the incident an effect belongs to, None when it belongs to something else."""
    found, _, ident = subject.partition(":")
    return get_incident(work.session, int(ident)) if found == kind and ident.isdigit() else None


def messages_subject(incident: Incident) -> str:
    """Return what the incident's messages, invitations and removals belong to in the outbox."""
    return f"posts:{incident.id}"


def channel_made(work: Work, incident: Incident, channel_id: str, name: str) -> None:
    """Save the channel that Slack made, once."""
    if incident.channel_id is not None:
        return
    taken = work.session.scalar(select(Incident.id).where(Incident.channel_id == channel_id))
    if taken is not None:
        raise Refused(f"{channel_id} belongs to another incident")
    incident.channel_id, incident.channel_name = channel_id, name
    answer_url = incident.answer_url.reveal() if incident.answer_url else ""
    incident.answer_url = None
    work.record(ChannelOpened(incident, answer_url))


def card_posted(work: Work, incident: Incident, *, first: bool) -> None:
    """Record that the card stands in the channel, the first time."""
    if first:
        work.record(CardPosted(incident))


def step_failed(work: Work, incident: Incident, step: str, reason: str, *, final: bool) -> None:
    """Record that a step is being tried again, or needs help."""
    work.record(SetUpChanged(incident, step, "needs help" if final else "being tried again", reason))


def step_recovered(work: Work, incident: Incident, step: str) -> None:
    """Record that a step that had failed is done."""
    work.record(SetUpChanged(incident, step, "done"))


def list_steps(work: Work, incident: Incident) -> list[Step]:
    """Return the steps of the set-up with their state, and what could not be delivered since."""
    dead = promises.list_dead(work.session, messages_subject(incident))
    undelivered = [Step(MESSAGES, "dead", dead[-1])] if dead else []
    return [*promises.list_steps(work.session, incident.subject), *undelivered]


def repair(work: Work, incident: Incident, others: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Try again what is missing and nothing else; return the names of those steps.

    `others` are what other features told people: a name in a person's words, and a subject in the outbox.
    """
    missing = [step.name for step in list_steps(work, incident) if step.state in ("dead", "retried")]
    _revive(work, incident)
    for name, subject in others:
        # What stands there in newer words already is not tried again, and not named.
        if promises.list_dead(work.session, subject) and promises.revive(work.session, subject, now=machine_now()):
            missing.append(name)
    return list(dict.fromkeys(missing))


def channel_changed(work: Work, incident: Incident, what: str, *, archived: bool | None = None, name: str = "") -> None:
    """Follow what somebody did to the channel by hand."""
    if archived is not None:
        if incident.archived == archived:
            return
        incident.archived = archived
    if name:
        if incident.channel_name == name:
            return
        incident.channel_name = name
    work.record(ChannelChanged(incident, what))
    if archived is False:
        _revive(work, incident)


def came_back(work: Work, incident: Incident) -> None:
    """Go on after somebody added the bot to the channel again: archiving a channel puts a bot out of it."""
    incident.archived = False
    work.record(ChannelChanged(incident, "has the bot again"))
    _revive(work, incident)


def _revive(work: Work, incident: Incident) -> None:
    for subject in (incident.subject, messages_subject(incident)):
        promises.revive(work.session, subject, now=machine_now())
