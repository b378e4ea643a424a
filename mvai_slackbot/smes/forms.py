"""The forms of assignments."""

from typing import Annotated

from mvai_slackbot.slack.asks import Choice, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.smes.models import Mode
from mvai_slackbot.smes.words import MODE_OPTIONS

NOTE = Words("Note", "Read by staff and this incident's SMEs.", limit=2000, multiline=True, guarded=True)
REASON = Words("In your own words", "Staff read it. It counts against nobody.", limit=300, multiline=True, guarded=True)


class AssignForm(Form):
    """Who is asked about a request, and how they would help."""

    callback = "sme.assign"
    title = "Assign an SME"
    submit = "Next"

    incident: int
    request: int
    person: Annotated[int, Choice("Who")]
    mode: Annotated[Mode, Choice("How", options=MODE_OPTIONS, radio=True)]


class ReasonForm(Form):
    """Why not, in own words."""

    callback = "offer.reason"
    title = "If you want to say why"
    submit = "Send"
    close = "Rather not"

    assignment: int
    reason: Annotated[
        str,
        Words(
            "In your own words",
            "Only staff read it. It counts against nobody.",
            limit=300,
            multiline=True,
            guarded=True,
        ),
    ]


class DoneForm(Form):
    """Close an assignment."""

    callback = "assignment.done"
    title = "Done"
    submit = "Done"

    assignment: int
    note: Annotated[
        str | None, Words("Note", "Read by staff and this incident's SMEs.", limit=1000, multiline=True, guarded=True)
    ] = None


class NoteForm(Form):
    """A note for staff and the SMEs of an incident."""

    callback = "assignment.note"
    title = "Note"

    assignment: int
    words: Annotated[str, NOTE]


class WhichNoteForm(Form):
    """A note of somebody who helps in several places: about which is chosen."""

    callback = "assignment.which_note"
    title = "Note"

    assignment: Annotated[int, Choice("About")]
    words: Annotated[str, NOTE]
