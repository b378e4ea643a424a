"""Where the bot may write about an incident, and to whom."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.incidents.models import Incident, Watch
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work


def is_exposed(session: Session, incident_id: int) -> bool:
    """Whether others than its people may read the channel, as far as anybody has said yet."""
    alarmed = select(Incident.id).where(Incident.id == incident_id, Incident.watch == Watch.ALARMED)
    return session.scalar(alarmed) is not None


def may_post(work: Work, incident: Incident) -> bool:
    """Whether the bot may write in the channel now: it stands, is private, is not archived, and is not locked."""
    stopped = incident.archived or incident.watch is Watch.ALARMED or is_hidden(work.session, incident.id)
    return incident.channel_id is not None and not stopped


def post_in_channel(work: Work, incident: Incident, words: Message, key: str = "") -> Iterator[e.Effect]:
    """Yield a post to the incident's channel, or nothing while the bot may not write there."""
    if may_post(work, incident) and incident.channel_id:
        yield e.Post(to=incident.channel_id, message=words, name=key, subject=f"posts:{incident.id}")


def post_or_tell(work: Work, incident: Incident, words: Message) -> Iterator[e.Effect]:
    """Yield a post to the channel, or, once that is archived, a direct message to whoever holds the incident."""
    if not incident.archived:
        yield from post_in_channel(work, incident, words)
        return
    for holder in holder_of(work, incident):
        yield from tell(holder, words)


def tell(
    person: Person | None, words: Message, key: str = "", subject: str = "", *, apart: str = ""
) -> Iterator[e.Effect]:
    """Yield a direct message, or nothing to somebody without an account; `apart` names a lane of its own."""
    if person is not None and person.user_id and not person.deactivated:
        yield e.Post(to=person.user_id, message=words, name=key, subject=subject, apart=apart)
