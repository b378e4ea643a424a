"""What staff see of an SME without a Slack account: how to record the answer, whom to bring together, what to press later."""

from slackblocks import Button as SlackButton

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, moment, person
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.models import AssignmentTerms

ABOUT = "MVAI: an offer by e-mail"
HELPS = "MVAI: somebody to bring together"


class RecordAnswer(Value):
    """Write down the yes or no that was given by mail or by phone."""

    action = "offer.record"
    assignment: int
    yes: bool


class Talked(Value):
    """They and the leader have talked."""

    action = "assignment.talked"
    assignment: int


class DoneForThem(Value):
    """Their assignment is done."""

    action = "assignment.done_for"
    assignment: int


class StepsBack(Value):
    """They step back."""

    action = "assignment.steps_back"
    assignment: int


def answer_buttons(assignment: Assignment, *, chooses: bool, nth: int = 0) -> list[SlackButton]:
    """Return the buttons that record an answer; `chooses`: they choose each time, with somebody there for them."""
    told = " They chose this one time, and their support person knows of it." if chooses else ""
    yes, no = (RecordAnswer(assignment=assignment.id, yes=yes) for yes in (True, False))
    return [
        button("They say yes", yes, style="primary", confirm=f"They said so by e-mail or by phone.{told}", nth=2 * nth),
        button("They say no", no, nth=2 * nth + 1),
    ]


def asked(incident: Incident, assignment: Assignment, who: Person, until: AssignmentTerms, *, chooses: bool) -> Message:
    """Return the word that an offer goes by mail; how to reach them stands below what locked screens show."""
    by = f" Their time to answer ends {moment(until.answer_by)}." if until.answer_by else ""
    return message(
        f"{incident.mark}{ABOUT}",
        section(
            f"{title(incident)}: {escape(who.name.reveal())} has no Slack account. The offer about request "
            f"{assignment.request_number} goes to them by e-mail.{by}"
        ),
        section(f"Please record their answer here when it comes, by e-mail or by phone.\n{reach(who)}"),
        actions(*answer_buttons(assignment, chooses=chooses)),
        context("A no needs no reason. Please do not ask for one."),
    )


def over(incident: Incident, assignment: Assignment, who: Person, by: Person | None) -> Message:
    """Return what takes its place: what was recorded, or that nothing waits any more."""
    name, number = escape(who.name.reveal()), assignment.request_number
    if assignment.state in (State.ACCEPTED, State.DECLINED):
        said = "yes" if assignment.state is State.ACCEPTED else "no"
        recorded = f" Recorded by {person(by.user_id, by.name.reveal())}." if by is not None else ""
        words = f"{name} says {said} to request {number}.{recorded}"
        return message(f"{incident.mark}{ABOUT}", section(f"{title(incident)}: {words}"))
    words = f"nothing waits for an answer of {name} about request {number} anymore."
    return message(f"{incident.mark}{ABOUT}", section(f"{title(incident)}: {words}"))


def expired(incident: Incident, assignment: Assignment, who: Person, *, chooses: bool) -> Message:
    """Return what takes its place when the time to answer has passed: a yes can still be recorded."""
    words = f"the time of {escape(who.name.reveal())} to answer about request {assignment.request_number} has passed."
    yes = answer_buttons(assignment, chooses=chooses)[0]
    return message(
        f"{incident.mark}{ABOUT}",
        section(f"{title(incident)}: {words}"),
        actions(yes),
        context("If they say yes after all, it counts while a place is free."),
    )


def helping(
    incident: Incident, assignment: Assignment, who: Person, terms: AssignmentTerms, leader: Person | None
) -> Message:
    """Return the task to bring them together, and afterwards what staff press in their name."""
    name, number = escape(who.name.reveal()), assignment.request_number
    talked = terms.first_contact_at is not None
    first = f"{name} helps with request {number} and has no Slack account."
    first += (
        " First contact is made." if talked else f" Please call them, and bring them together with {_leader(leader)}."
    )
    pairs = [reach(who), _reach_leader(leader)]
    press = [] if talked else [button("They have talked", Talked(assignment=assignment.id), style="primary")]
    return message(
        f"{incident.mark}{HELPS}",
        section(f"{title(incident)}: {first}"),
        section("\n".join(line for line in pairs if line)),
        actions(
            *press,
            button("Done", DoneForThem(assignment=assignment.id), confirm="Their help with this request is done."),
            button("They step back", StepsBack(assignment=assignment.id), confirm="They leave. Please do not ask why."),
        ),
        context(f"What was done: `/mvai-sme log {number} kickoff 1-2 &lt;a few words&gt;`"),
    )


def helped(incident: Incident, assignment: Assignment, who: Person) -> Message:
    """Return what takes the task's place when they help no more."""
    words = f"{escape(who.name.reveal())} does not help with request {assignment.request_number} anymore."
    if assignment.state is State.DONE:
        words = f"the help of {escape(who.name.reveal())} with request {assignment.request_number} is done."
    return message(f"{incident.mark}{HELPS}", section(f"{title(incident)}: {words}"))


def reach(who: Person) -> str:
    """Return how staff reach them."""
    ways = [
        f"phone {escape(who.phone.reveal())}" if who.phone else "",
        f"e-mail {escape(who.email.reveal())}" if who.email else "",
    ]
    return f"*{escape(who.name.reveal())}:* {', '.join(way for way in ways if way)}"


def _leader(leader: Person | None) -> str:
    return person(leader.user_id, leader.name.reveal()) if leader is not None else "the leader, once one is named"


def _reach_leader(leader: Person | None) -> str:
    if leader is None:
        return ""
    ways = [
        f"phone {escape(leader.phone.reveal())}" if leader.phone else "",
        f"e-mail {escape(leader.email.reveal())}" if leader.email else "",
        person(leader.user_id, "") if leader.user_id else "",
    ]
    return f"*{escape(leader.title)}:* {', '.join(way for way in ways if way) or 'no way to reach them is on record'}"
