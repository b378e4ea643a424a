"""The forms of assignments."""

from datetime import date
from typing import Annotated

from pydantic import ValidationInfo, field_validator

from mvai_slackbot.slack.asks import Choice, Day, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.smes.models import Mode
from mvai_slackbot.smes.offers.models import Role
from mvai_slackbot.smes.words import MODE_OPTIONS
from mvai_slackbot.smes.words_offers import ROLE_OPTIONS

NOTE = Words("Note", "Read by staff and this incident's SMEs.", limit=2500, multiline=True, guarded=True)
REASON = Words("In your own words", "Staff read it. It counts against nobody.", limit=300, multiline=True, guarded=True)


def check_until(value: date | None, info: ValidationInfo) -> date | None:
    """Return the last day; raise ValueError when it comes before the first."""
    first = info.data.get("starts_on")
    if value is not None and first is not None and value < first:
        raise ValueError("That day comes before the first one.")
    return value


class AssignForm(Form):
    """Who is asked about a request, and how they would help."""

    callback = "sme.assign"
    title = "Assign an SME"
    submit = "Next"

    incident: int
    request: int
    person: Annotated[int, Choice("Who")]
    mode: Annotated[Mode, Choice("How", options=MODE_OPTIONS, radio=True)]
    role: Annotated[Role, Choice("As what", options=ROLE_OPTIONS)] = Role.HELPER
    starts_on: Annotated[date | None, Day("From", "In person: the day they would arrive.")] = None
    ends_on: Annotated[date | None, Day("Until")] = None

    _days = field_validator("ends_on")(check_until)


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


class DoneForThemForm(Form):
    """Close somebody else's assignment: what ends is shown, and asked once."""

    callback = "assignment.done_for_them"
    title = "Close their help"
    submit = "It is done"

    assignment: int
    note: Annotated[str | None, NOTE] = None


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
