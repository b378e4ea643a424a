"""The private channel stays private: who was in it, alarms, the lock."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from mvai_slackbot.clock import machine_now
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import ChannelExposed, IncidentLocked, IncidentUnlocked, LookDue
from mvai_slackbot.incidents.models import ChannelVisit, Incident, Watch, WrongEyes
from mvai_slackbot.incidents.service import hold
from mvai_slackbot.outbox.holding import hold_back, let_go_on
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden, is_staff
from mvai_slackbot.people.models import HiddenIncident, Part, PartHeld, Person
from mvai_slackbot.work import Work

# Slack sends no event when somebody makes a private channel public, so the state is read each minute, two channels a
# tick: fifty calls a minute are the most (docs.slack.dev, conversations.info), which forty channels need. Who is in it is
# read each hour, behind the events that say so at once.
LOOK_EVERY, AT_ONCE = timedelta(seconds=50), 2
COUNT_EVERY = timedelta(hours=1)
UNSEEN = "the bot cannot look at the channel anymore"
SEPARATOR = "; "
MOST_REASONS = 1000


def joined(work: Work, incident: Incident, user_id: str) -> None:
    """Keep who is in the channel; somebody without a role raises the alarm."""
    here = select(ChannelVisit.id).where(
        ChannelVisit.incident_id == incident.id, ChannelVisit.user_id == user_id, ChannelVisit.until.is_(None)
    )
    if work.session.scalar(here.limit(1)) is None:
        work.session.add(ChannelVisit(incident_id=incident.id, user_id=user_id, since=work.now))
    if not _belongs(work, incident, user_id):
        expose(work, incident, f"<@{user_id}> joined and has no role in it")


def left(work: Work, incident: Incident, user_id: str) -> None:
    """Keep who left the channel."""
    here = select(ChannelVisit).where(
        ChannelVisit.incident_id == incident.id, ChannelVisit.user_id == user_id, ChannelVisit.until.is_(None)
    )
    for visit in work.session.scalars(here):
        visit.until = work.now


def _belongs(work: Work, incident: Incident, user_id: str) -> bool:
    person = people.find_person(work.session, work.team_id, user_id)
    if person is None:
        return False
    # Whoever owns it belongs there as staff, and no longer than they are.
    if people.parts_of(work.session, incident.id, person.id) - {Part.OWNER}:
        return True
    staff = is_staff(work.session, person.id)
    # In a drill only who was named for it: also who handed it over since.
    return staff and (not incident.drill or people.had_part(work.session, incident.id, person.id))


def expose(work: Work, incident: Incident, reason: str) -> None:
    """Stop posts and alarm the owner; the bot removes nobody."""
    known = _reasons(incident)
    if reason in known:
        return
    incident.watch, incident.watch_reason = Watch.ALARMED, SEPARATOR.join([*known, reason])[-MOST_REASONS:]
    if incident.channel_id is not None:
        hold_back(work.session, incident.channel_id)
    work.record(ChannelExposed(incident, reason))


def _reasons(incident: Incident) -> list[str]:
    return [one for one in incident.watch_reason.split(SEPARATOR) if one] if incident.watch is Watch.ALARMED else []


def seen_again(work: Work, incident: Incident) -> None:
    """End the alarm that was raised because the bot could not look; any other stands."""
    left = [one for one in _reasons(incident) if one != UNSEEN]
    if incident.watch is Watch.ALARMED and not left:
        incident.watch, incident.watch_reason = Watch.PRIVATE, ""
        _go_on(work, incident)


def _go_on(work: Work, incident: Incident) -> None:
    # The next tick looks at once: posts go on because somebody said so, and stop again if that is not so.
    incident.looked_at = None
    if incident.channel_id is not None:
        let_go_on(work.session, incident.channel_id, now=machine_now())


def looked(work: Work, incident: Incident, channel: Mapping[str, Any]) -> None:
    """Compare the channel as Slack shows it with the record; `members`, when they were read, leave out the bot."""
    if not channel.get("is_private"):
        expose(work, incident, "the channel is no longer private")
    if channel.get("is_ext_shared") or channel.get("is_shared"):
        expose(work, incident, "the channel is shared with another organization")
    incident.archived = bool(channel.get("is_archived"))
    incident.channel_name = str(channel.get("name") or incident.channel_name)
    if "members" not in channel:
        return
    members: Sequence[str] = channel["members"]
    for user_id in members:
        joined(work, incident, user_id)
    stays = select(ChannelVisit.user_id).where(ChannelVisit.incident_id == incident.id, ChannelVisit.until.is_(None))
    for user_id in set(work.session.scalars(stays)) - set(members):
        left(work, incident, user_id)


def looks_due(work: Work) -> None:
    """Record the channels that nobody has looked at for longest, when a minute has passed."""
    due = (
        select(Incident)
        .where(
            # A closed incident's channel stands for a week with all that was said in it.
            Incident.channel_id.is_not(None),
            Incident.archived.is_(False),
            or_(Incident.looked_at.is_(None), Incident.looked_at <= work.now - LOOK_EVERY),
            Incident.opened_at <= work.now - LOOK_EVERY,
        )
        # Never looked at comes first on both databases: PostgreSQL would put it last, behind a line that never ends.
        .order_by(Incident.looked_at.asc().nulls_first(), Incident.id)
        .limit(AT_ONCE)
    )
    for incident in work.session.scalars(due):
        count = incident.counted_at is None or incident.counted_at <= work.now - COUNT_EVERY
        incident.looked_at = work.now
        incident.counted_at = work.now if count else incident.counted_at
        work.record(LookDue(incident, count))


def lock(work: Work, incident: Incident) -> datetime:
    """Hide the incident from all but coordinators; posts and invitations stop. Return since when: a lock that stands stays."""
    hold(work, incident)
    began = select(HiddenIncident.since).where(_standing(incident)).order_by(HiddenIncident.id).limit(1)
    if (since := work.session.scalar(began)) is not None:
        return since
    work.session.add(HiddenIncident(incident_id=incident.id, since=work.now, hidden_by=work.actor.person_id))
    if incident.channel_id is not None:
        hold_back(work.session, incident.channel_id)
    work.record(IncidentLocked(incident))
    return work.now


def _standing(incident: Incident) -> ColumnElement[bool]:
    return and_(HiddenIncident.incident_id == incident.id, HiddenIncident.until.is_(None))


def list_locks(work: Work, incident: Incident) -> list[tuple[datetime, datetime]]:
    """Return the locks that ended, from when to when."""
    rows = select(HiddenIncident).where(HiddenIncident.incident_id == incident.id).order_by(HiddenIncident.id)
    return [(one.since, one.until) for one in work.session.scalars(rows) if one.until is not None]


def check_unlocked(work: Work, incident: Incident) -> None:
    """Raise `Refused` while an incident is locked: nothing of it goes out to anybody, and nobody is brought in."""
    if is_hidden(work.session, incident.id):
        number = f"{incident.mark}{incident.number}"
        raise Refused(f"{number} is locked. `/mvai-incident unlock {incident.number}` ends that. Nothing was sent.")


def unlock(work: Work, incident: Incident) -> None:
    """End the lock and the alarm."""
    hold(work, incident)
    locks = work.session.scalars(select(HiddenIncident).where(_standing(incident))).all()
    if not locks and incident.watch is Watch.PRIVATE:
        raise Refused(f"{incident.mark}{incident.number} is not locked. Nothing was changed.")
    for one in locks:
        one.until = work.now
    incident.watch, incident.watch_reason = Watch.PRIVATE, ""
    _go_on(work, incident)
    work.record(IncidentUnlocked(incident))


def lock_that_ends(work: Work, incident: Incident) -> datetime | None:
    """Return since when the incident was locked, when this work ends that lock; None when it ends none."""
    ended = select(HiddenIncident.since).where(
        HiddenIncident.incident_id == incident.id, HiddenIncident.until == work.now
    )
    return work.session.scalar(ended.order_by(HiddenIncident.id.desc()).limit(1))


def list_stays(work: Work, incident: Incident) -> list[tuple[Person, Part, datetime, datetime | None]]:
    """Return who had which part, from when to when."""
    held = select(PartHeld).where(PartHeld.incident_id == incident.id).order_by(PartHeld.id)
    return [
        (people.get_person(work.session, one.person_id), one.part, one.since, one.until)
        for one in work.session.scalars(held)
    ]


def list_wrong_eyes(work: Work, incident: Incident) -> list[tuple[Person, WrongEyes]]:
    """Return whom something reached by mistake, with what it was."""
    rows = select(WrongEyes).where(WrongEyes.incident_id == incident.id).order_by(WrongEyes.id)
    return [(people.get_person(work.session, one.person_id), one) for one in work.session.scalars(rows)]


def list_visits(work: Work, incident: Incident) -> list[ChannelVisit]:
    """Return who was in the channel, from when to when."""
    visits = select(ChannelVisit).where(ChannelVisit.incident_id == incident.id).order_by(ChannelVisit.id)
    return list(work.session.scalars(visits))
