"""What SMEs say: accept, decline, note, step back; each a button in their direct message, one also a command."""

from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.listeners import incident_meant
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import form_title, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_hidden, may, require
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, View, say
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments import notes, stepping_back
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import cards, service as offers, views
from mvai_slackbot.smes.offers.forms import NoteForm, ReasonForm, WhichNoteForm
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.roster.forms import OptInForm
from mvai_slackbot.work import Work

listeners = Listeners()
MOST_OPTIONS = 100


class Noting(Arguments):
    """`note <text>`."""

    words: Annotated[str, Rest(guarded=True, label="Note")]


@listeners.button(cards.AcceptOffer, needs=May.ADDRESSEE)
def accept(work: Work, by: Invocation, said: cards.AcceptOffer) -> Answer:
    """Accept; the conversation itself shows what follows."""
    known = _acceptable(work, said.assignment)
    if known.state in (State.OFFERED, State.ENDED) and roster.chooses_each_time(work.session, known.person_id):
        return Open(_form(work, known, OptInForm))
    offers.accept(work, said.assignment)
    return None


@listeners.form(OptInForm, needs=May.ADDRESSEE)
def opt_in(work: Work, by: Invocation, said: OptInForm) -> Answer:
    """Accept, as a family member of a victim who chose this one deployment."""
    _acceptable(work, said.assignment)
    offers.accept(work, said.assignment)
    return say("Thank you. The rest is in this conversation. You can step back at any time, without a reason.")


def _acceptable(work: Work, assignment_id: int) -> Assignment:
    known = service.addressed(work, assignment_id)
    if known.state in (State.OFFERED, State.ENDED) and is_hidden(work.session, known.incident_id):
        raise Refused("This is on hold for the moment, and nothing is asked of you until a coordinator writes to you.")
    return known


@listeners.button(cards.DeclineOffer, needs=May.ADDRESSEE)
def decline(work: Work, by: Invocation, said: cards.DeclineOffer) -> Answer:
    """Decline, without a reason."""
    offers.decline(work, said.assignment)
    return None


@listeners.button(cards.GiveReason, needs=May.ADDRESSEE)
def give_reason(work: Work, by: Invocation, said: cards.GiveReason) -> Answer:
    """Keep why not, in one press."""
    offers.give_reason(work, said.assignment, said.reason)
    return None


@listeners.button(cards.OwnReason, needs=May.ADDRESSEE, repeatable=True)
def ask_reason(work: Work, by: Invocation, said: cards.OwnReason) -> Answer:
    """Open the form for own words."""
    return Open(_form(work, service.addressed(work, said.assignment), ReasonForm))


def _form(work: Work, assignment: Assignment, form: type[Form]) -> View:
    incident = incidents.get_incident(work.session, assignment.incident_id)
    return form.view(start={"assignment": assignment.id}, title=form_title(incident, form))


@listeners.form(ReasonForm, needs=May.ADDRESSEE)
def own_reason(work: Work, by: Invocation, said: ReasonForm) -> Answer:
    """Keep why not, in own words."""
    offers.give_reason(work, said.assignment, said.reason)
    return say("Thank you. It needs nothing more.")


@listeners.button(cards.WriteNote, needs=May.ADDRESSEE, repeatable=True)
def ask_note(work: Work, by: Invocation, said: cards.WriteNote) -> Answer:
    """Open the form for a note."""
    assignment = service.addressed(work, said.assignment)
    require(work, May.HELP_INCIDENT, assignment.incident_id)
    return Open(_form(work, assignment, NoteForm))


@listeners.form(NoteForm, needs=May.ADDRESSEE)
def note_by_form(work: Work, by: Invocation, said: NoteForm) -> Answer:
    """Keep the note."""
    return _keep(work, service.addressed(work, said.assignment), said.words)


@listeners.form(WhichNoteForm, needs=May.ADDRESSEE)
def which_note(work: Work, by: Invocation, said: WhichNoteForm) -> Answer:
    """Keep the note with the assignment that was chosen."""
    return _keep(work, service.addressed(work, said.assignment), said.words)


@listeners.command("sme", "note", Noting, needs=May.ANYONE, usage="note <text>",
                   help="a note for staff and the SMEs of the incident")  # fmt: skip
def note(work: Work, by: Invocation, said: Noting) -> Answer:
    """Keep a note with the incident of the channel, else with the only assignment there is; ask when there are several."""
    own = _own(work)
    here = incidents.find_by_channel(work.session, by.channel_id)
    if here is not None:
        fitting = [one.id for one in own if one.incident_id == here.id]
        return _write(work, here, said.words, fitting[0] if len(fitting) == 1 else None)
    if not own and may(work.session, work.actor.person_id, May.STAFF, None):
        return _write(work, incident_meant(work, by), said.words, None)
    if not own:
        raise Refused("A note belongs to an incident. Type `/mvai-sme note &lt;text&gt;` in its channel.")
    if len(own) == 1:
        return _keep(work, own[0], said.words)
    options = [(str(one.id), _name(work, one)) for one in own[:MOST_OPTIONS]]
    return Open(WhichNoteForm.view(start={"words": said.words}, choices={"assignment": options}))


def _own(work: Work) -> list[Assignment]:
    found = service.list_of_person(work.session, work.actor.person_id or 0, State.ACCEPTED, State.DONE)
    return [one for one in found if may(work.session, work.actor.person_id, May.HELP_INCIDENT, one.incident_id)]


def _name(work: Work, assignment: Assignment) -> str:
    incident = incidents.get_incident(work.session, assignment.incident_id)
    return f"{title(incident)}, request {assignment.request_number}"


def _keep(work: Work, assignment: Assignment, words: str) -> Answer:
    return _write(work, incidents.get_incident(work.session, assignment.incident_id), words, assignment.id)


def _write(work: Work, incident: Incident, words: str, assignment_id: int | None) -> Answer:
    require(work, May.HELP_INCIDENT, incident.id)
    notes.write_note(work, incident, words, assignment_id)
    return say(f"{title(incident)}: your note is kept, for staff and its SMEs.")


@listeners.command("sme", "notes", Arguments, needs=May.ADDRESSEE, usage="notes",
                   help="read the notes of this incident", reads=True)  # fmt: skip
def show_notes(work: Work, by: Invocation, said: Arguments) -> Answer:
    """Show the notes of an incident, only to who asks."""
    incident = incident_meant(work, by, needs=May.HELP_INCIDENT)
    require(work, May.HELP_INCIDENT, incident.id)
    rows = notes.list_notes(work.session, incident.id)
    return Say(views.notes(incident, [(one, people.get_person(work.session, one.person_id)) for one in rows]))


@listeners.button(cards.StepBack, needs=May.ADDRESSEE)
def step_back(work: Work, by: Invocation, said: cards.StepBack) -> Answer:
    """Leave the incident; the card shows what became of it."""
    service.addressed(work, said.assignment)
    stepping_back.step_back(work, said.assignment)
    return None
