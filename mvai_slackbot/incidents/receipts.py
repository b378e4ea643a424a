"""What came of the effects of an incident."""

from mvai_slackbot.incidents import service, set_up, watch
from mvai_slackbot.incidents.facts import PeopleMissed
from mvai_slackbot.outbox import effects as e, service as promises
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.work import Work

# What Slack answers in a channel that somebody archived: to a post, and to an update.
ARCHIVED = ("is_archived", "is_inactive")


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Take the channel's id, and know that the card stands."""
    if isinstance(effect, e.Invite) and (missed := outcome.read.get("missed")):
        _record_missed(work, effect, tuple(missed))
    if isinstance(effect, e.LookAtChannel):
        looked_at = service.find_by_channel(work.session, effect.channel)
        if looked_at is not None:
            watch.looked(work, looked_at, outcome.read)
    if isinstance(effect, e.Archive):
        closed = service.find_by_channel(work.session, effect.channel)
        if closed is not None:
            closed.archived = True
    if not outcome.after_trouble and not isinstance(effect, e.CreateChannel | e.Post):
        return
    told = set_up.incident_of_subject(work, effect.subject, "posts")
    if told is not None and outcome.after_trouble and not isinstance(effect, e.LookAtChannel):
        set_up.step_recovered(work, told, set_up.MESSAGES)
    incident = set_up.incident_of_subject(work, effect.subject)
    if incident is None:
        return
    if outcome.after_trouble and effect.step:
        set_up.step_recovered(work, incident, effect.step)
    if isinstance(effect, e.CreateChannel):
        set_up.channel_made(work, incident, outcome.channel, str(outcome.read.get("name") or effect.name))
    if isinstance(effect, e.Post) and effect.step == set_up.CARD:
        pinned = any(step.name == set_up.PIN for step in promises.list_steps(work.session, incident.subject))
        set_up.card_posted(work, incident, first=not pinned)


def _record_missed(work: Work, effect: e.Invite, missed: tuple[str, ...]) -> None:
    incident = service.find_by_channel(work.session, effect.channel)
    if incident is not None:
        work.record(PeopleMissed(incident, missed))


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Show a step that is being tried again, or that needs help; follow a channel that is archived or gone."""
    channel = str(getattr(effect, "channel", "") or getattr(effect, "to", ""))
    known = service.find_by_channel(work.session, channel) if final and code in ARCHIVED else None
    if known is not None:
        set_up.channel_changed(work, known, "archived by hand", archived=True)
    if final and isinstance(effect, e.LookAtChannel):
        looked_at = service.find_by_channel(work.session, effect.channel)
        if looked_at is not None and code not in ARCHIVED:
            watch.expose(work, looked_at, watch.UNSEEN)
    # Of set-up and of the incident's own invitations the steps tell; of all others nobody would hear.
    if final and isinstance(effect, e.Invite) and not effect.subject.startswith(("incident:", "posts:")):
        _record_missed(work, effect, effect.people)
    incident = set_up.incident_of_subject(work, effect.subject)
    if incident is not None and effect.step:
        set_up.step_failed(work, incident, effect.step, code, final=final)
    told = set_up.incident_of_subject(work, effect.subject, "posts") if final else None
    # Told once until it is repaired: what fails in one channel fails together.
    if told is not None and len(promises.list_dead(work.session, effect.subject)) == 1:
        set_up.step_failed(work, told, set_up.MESSAGES, code, final=True)
