"""Pause, go on, stop and start again, in whatever message the press stands: none of them is ever silent."""

from mvai_slackbot.checkins import again, service, views
from mvai_slackbot.checkins.facts import PromptChanged
from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.checkins.plans import calendars
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.checkins.values import GoOn, Paced, Pause, StartAgain, Stop
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_hidden
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.button(Pause, needs=May.ADDRESSEE, repeatable=True)
def pause(work: Work, by: Invocation, said: Pause) -> Answer:
    """Pause one's own check-ins."""
    return _turn(work, said, PlanState.PAUSED)


@listeners.button(GoOn, needs=May.ADDRESSEE, repeatable=True)
def go_on(work: Work, by: Invocation, said: GoOn) -> Answer:
    """End the pause."""
    return _turn(work, said, PlanState.ACTIVE)


@listeners.button(Stop, needs=May.ADDRESSEE, repeatable=True)
def stop(work: Work, by: Invocation, said: Stop) -> Answer:
    """End one's own check-ins."""
    return _turn(work, said, PlanState.STOPPED)


@listeners.button(StartAgain, needs=May.ADDRESSEE, repeatable=True)
def start_again(work: Work, by: Invocation, said: StartAgain) -> Answer:
    """Take one's own stop back."""
    return _told(work, said, service.get_own_plan(work, said.plan), changed=again.start_again(work, said.plan))


def _turn(work: Work, said: Paced, state: PlanState) -> Answer:
    plan = service.get_own_plan(work, said.plan)
    # Who presses where it ended long ago reads that it did, and how it begins again.
    changed = plan.state is not PlanState.STOPPED and service.set_state(work, plan, state)
    return _told(work, said, plan, changed=changed)


def _told(work: Work, said: Paced, plan: Plan, *, changed: bool) -> Answer:
    """Say what stands now, unless the message of the press shows it by itself; an older one loses what is over."""
    incident = get_incident(work.session, plan.incident_id)
    shows = changed and not said.apart
    if said.prompt:
        prompt = prompts.get_prompt(work, said.prompt)
        if prompt.plan_id == plan.id:
            work.record(PromptChanged(incident, prompt))
        shows = shows and prompts.is_latest(work.session, prompt)
    if shows:
        return None
    work.session.flush()
    me = people.get_person(work.session, plan.person_id)
    next_at = calendars.next_at(work.session, plan, incident, me, work.now)
    locked = is_hidden(work.session, incident.id)
    return Say(views.pressed(plan, incident, next_at, changed=changed, locked=locked))
