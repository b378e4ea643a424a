"""What staff press in the name of an SME without a Slack account; their messages show what became of it."""

from mvai_slackbot.incidents import service as incidents, watch
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, say
from mvai_slackbot.slack.text import escape
from mvai_slackbot.smes import service
from mvai_slackbot.smes.models import Assignment
from mvai_slackbot.smes.offers import recording, views_by_mail
from mvai_slackbot.work import Work

listeners = Listeners()


@listeners.button(views_by_mail.RecordAnswer, needs=May.STAFF)
def record_answer(work: Work, by: Invocation, said: views_by_mail.RecordAnswer) -> Answer:
    """Write down the yes or no that was given by mail or by phone."""
    incident = incidents.get_incident(work.session, service.get_assignment(work.session, said.assignment).incident_id)
    if said.yes:
        watch.check_unlocked(work, incident)
    answered = recording.record_answer(work, said.assignment, yes=said.yes)
    return _recorded(work, answered, "says yes" if said.yes else "says no")


@listeners.button(views_by_mail.Talked, needs=May.STAFF)
def talked(work: Work, by: Invocation, said: views_by_mail.Talked) -> Answer:
    """Write down the first contact."""
    return _recorded(work, recording.talked(work, said.assignment), "has talked with the leader")


@listeners.button(views_by_mail.DoneForThem, needs=May.STAFF)
def done(work: Work, by: Invocation, said: views_by_mail.DoneForThem) -> Answer:
    """Close their assignment."""
    return _recorded(work, recording.done(work, said.assignment), "is done")


@listeners.button(views_by_mail.StepsBack, needs=May.STAFF)
def steps_back(work: Work, by: Invocation, said: views_by_mail.StepsBack) -> Answer:
    """Let them leave."""
    return _recorded(work, recording.steps_back(work, said.assignment), "has stepped back")


def _recorded(work: Work, assignment: Assignment, what: str) -> Answer:
    incident = incidents.get_incident(work.session, assignment.incident_id)
    name = escape(people.get_person(work.session, assignment.person_id).name.reveal())
    return say(f"{title(incident)}, request {assignment.request_number}: recorded that {name} {what}.")
