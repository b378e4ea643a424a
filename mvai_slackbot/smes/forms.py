"""The forms of the roster and of assignments."""

from datetime import date
from typing import Annotated

from pydantic import ValidationInfo, field_validator

from mvai_slackbot.areas import OPTIONS
from mvai_slackbot.incidents.forms import PLACES, check_state, check_zone
from mvai_slackbot.slack.asks import Choice, Choices, Day, Tick, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.smes.models import Kind, Mode, Travel
from mvai_slackbot.smes.models_offers import Role
from mvai_slackbot.smes.words import KIND_OPTIONS, MODE_OPTIONS, ROLE_OPTIONS, TRAVEL_OPTIONS

MOST = tuple((str(number), str(number)) for number in range(1, 6))
NOTE = Words("Note", "Read by staff and this incident's SMEs.", limit=2000, multiline=True, guarded=True)
REASON = Words("In your own words", "Staff read it. It counts against nobody.", limit=300, multiline=True, guarded=True)
LIVED = tuple(place for place in PLACES if place[0] != "other")


def check_until(value: date | None, info: ValidationInfo) -> date | None:
    """Return the last day; raise ValueError when it comes before the first."""
    first = info.data.get("starts_on")
    if value is not None and first is not None and value < first:
        raise ValueError("That day comes before the first one.")
    return value


class RosterForm(Form):
    """What the roster keeps of somebody."""

    callback = "sme.roster"
    title = "Roster"

    person: int
    kind: Annotated[Kind, Choice("Kind", options=KIND_OPTIONS)]
    areas: Annotated[list[str], Choices("Areas covered", options=OPTIONS)]
    experience: Annotated[
        tuple[str, ...], Choices("Lived through, coarse", "Kinds of places only, never an incident.", options=LIVED)
    ] = ()
    home_state: Annotated[str | None, Words("State or territory", "Two letters, for example OH.", limit=2)] = None
    timezone: Annotated[str | None, Words("Time zone", "For example America/Chicago.", limit=64)] = None
    travel: Annotated[Travel, Choice("Travel", options=TRAVEL_OPTIONS, radio=True)]
    most: Annotated[int, Choice("Assignments at the same time", "Their own limit; it protects them.", options=MOST)]
    talks: Annotated[
        str | None,
        Words("How and when they like to talk", "The leader reads this. No phone numbers.", limit=120, guarded=True),
    ] = None
    active: Annotated[bool, Tick("On the roster", text="May be asked")] = False

    _state = field_validator("home_state")(check_state)
    _zone = field_validator("timezone")(check_zone)


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
