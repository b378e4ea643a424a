"""What ends somebody's help: said by the SME, or by staff, who see first what ends."""

from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.views import form_title, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.requests import service as requests
from mvai_slackbot.slack.arguments import Arguments, RequestNumber, Rest, UserId
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, say
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments import ends
from mvai_slackbot.smes.assignments.notes import checked
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import cards
from mvai_slackbot.smes.offers.forms import DoneForm, DoneForThemForm
from mvai_slackbot.work import Work

listeners = Listeners()


class Finishing(Arguments):
    """`done 7 [@ana] <note>`."""

    request: RequestNumber
    person: UserId | None = None
    note: Annotated[str | None, Rest(guarded=True, label="Note")] = None


@listeners.button(cards.MarkDone, needs=May.ADDRESSEE, repeatable=True)
def ask_done(work: Work, by: Invocation, said: cards.MarkDone) -> Answer:
    """Open the form that closes the assignment."""
    assignment = service.addressed(work, said.assignment)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    return Open(DoneForm.view(start={"assignment": assignment.id}, title=form_title(incident, DoneForm)))


@listeners.form(DoneForm, needs=May.ADDRESSEE)
def done_by_form(work: Work, by: Invocation, said: DoneForm) -> Answer:
    """Close the assignment."""
    service.addressed(work, said.assignment)
    return _done(work, ends.done(work, said.assignment, said.note))


@listeners.command("sme", "done", Finishing, needs=May.SME, usage="done 7 <note>",
                   help="close your assignment for a request; staff name whose: done 7 @name <note>")  # fmt: skip
def done(work: Work, by: Invocation, said: Finishing) -> Answer:
    """Close an assignment: one's own, or, for staff, the one that is named."""
    staff = may(work.session, work.actor.person_id, May.STAFF, None)
    request = requests.find_request(work.session, work.team_id, said.request)
    current = service.list_of_request(work.session, request.id, State.ACCEPTED) if request else []
    whose = people.reachable(work, said.person).id if staff and said.person else None
    mine = [one for one in current if one.person_id == (whose or work.actor.person_id)]
    if not mine and staff and whose is None and len(current) == 1:
        mine = current
    if not mine:
        raise Refused(_no_assignment(work, said.request, staff))
    if mine[0].person_id != work.actor.person_id:
        return _ask_for_them(work, mine[0], said.note)
    return _done(work, ends.done(work, mine[0].id, _note(work, said, staff)))


def _ask_for_them(work: Work, assignment: Assignment, words: str | None) -> Answer:
    """Show what ends, before staff end what somebody else does."""
    # Slack opens no form with more words than its box takes.
    start = {"assignment": assignment.id, "note": checked(words) if words else None}
    incident = incidents.get_incident(work.session, assignment.incident_id)
    whose = people.get_person(work.session, assignment.person_id)
    mention = f"{person(whose.user_id, whose.name.reveal())}, " if whose.user_id else ""
    what = (
        f"*{title(incident)}: the help with request {assignment.request_number} is done.* It was given by {mention}"
        f"{escape(whose.title)}. They are thanked, and the request's card says so; they can still leave a note."
    )
    return Open(
        DoneForThemForm.view(start=start, intro=[section(what)], title=form_title(incident, DoneForThemForm))
    )  # fmt: skip


@listeners.form(DoneForThemForm, needs=May.STAFF)
def done_for_them(work: Work, by: Invocation, said: DoneForThemForm) -> Answer:
    """Close somebody else's assignment."""
    return _done(work, ends.done(work, said.assignment, said.note))


def _note(work: Work, said: Finishing, staff: bool) -> str | None:
    """Return the note; a name that an SME typed first belongs to it."""
    if staff or said.person is None:
        return said.note
    return f"{people.reachable(work, said.person).name.reveal()} {said.note or ''}".strip()


def _no_assignment(work: Work, number: int, staff: bool) -> str:
    if staff:
        return f"No assignment for request {number} fits. Type who helps with it: `/mvai-sme done {number} @name &lt;note&gt;`"
    own = service.list_of_person(work.session, work.actor.person_id or 0, State.ACCEPTED)
    numbers = ", ".join(str(one.request_number) for one in own)
    more = f"You help with request {numbers}." if own else "You have no assignment now."
    return f"You have no assignment for request {number}. {more} Type it like this: `/mvai-sme done 7 &lt;note&gt;`"


def _done(work: Work, assignment: Assignment) -> Answer:
    incident = incidents.get_incident(work.session, assignment.incident_id)
    whose = people.get_person(work.session, assignment.person_id)
    helped = "help" if whose.id == work.actor.person_id else f"the help of {person(whose.user_id, whose.name.reveal())}"
    return say(f"{title(incident)}: {helped} with request {assignment.request_number} is done. Thank you.")
