"""What of check-ins waits for somebody, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock
from sqlalchemy import select

from mvai_slackbot.checkins import values
from mvai_slackbot.checkins.models import Offer, Plan, PlanState, Prompt
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.checkins.service import WAITING
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.work import Work

# What can still be answered is among the latest; what is older has a newer one in its place.
MOST = 10


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return a line for each offer and each check-in that this person can answer; none has to be answered."""
    blocks: list[SlackBlock] = []
    for made in work.session.scalars(select(Offer).where(Offer.person_id == person.id, Offer.state.in_(WAITING))):
        mark = get_incident(work.session, made.incident_id).mark
        yes = button("Yes", values.SayYes(offer=made.id))
        blocks.append(section(f"{mark}You were asked whether you would like short check-ins. It can wait.", yes))
    states = (*prompts.UNANSWERED, *prompts.CLOSED)
    open_prompts = select(Prompt).where(Prompt.person_id == person.id, Prompt.state.in_(states))
    for prompt in reversed(work.session.scalars(open_prompts.order_by(Prompt.id.desc()).limit(MOST)).all()):
        plan = work.session.get_one(Plan, prompt.plan_id)
        if plan.state is not PlanState.ACTIVE:
            continue
        mark = get_incident(work.session, plan.incident_id).mark
        for one in prompts.list_unanswered(work.session, prompt.id):
            if prompts.find_newer(work.session, one) is not None:
                continue
            answer = button("Answer", values.AnswerNow(occurrence=one.id))
            blocks.append(section(f"{mark}A short check-in. It can wait.", answer))
    return blocks
