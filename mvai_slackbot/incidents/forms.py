"""The forms of an incident: nothing in them asks for a person's name, a case number, or anything clinical."""

from datetime import date
from typing import Annotated, Literal

from pydantic import field_validator

from mvai_slackbot.clock import zone_names
from mvai_slackbot.incidents.forms_county import check_county
from mvai_slackbot.incidents.models import Outcome
from mvai_slackbot.slack.asks import Choice, Choices, Day, Hour, Somebody, Tick, Words
from mvai_slackbot.slack.forms import Form

AGENCY_TYPES = (
    ("municipal", "Municipal police"),
    ("sheriff", "Sheriff's office"),
    ("state", "State police"),
    ("tribal", "Tribal police"),
    ("campus", "Campus police"),
    ("other", "Other"),
)
SWORN_BANDS = (("1-10", "10 or fewer"), ("11-50", "11 to 50"), ("51-250", "51 to 250"), ("251+", "More than 250"))
PLACES = (
    ("school", "School"),
    ("worship", "Place of worship"),
    ("retail", "Shop or mall"),
    ("venue", "Venue"),
    ("workplace", "Workplace"),
    ("public_event", "Public event"),
    ("home", "Home"),
    ("multiple_sites", "Multiple sites"),
    ("other", "Other"),
)
COUNTY = Words("County", "Or parish, borough, independent city. SMEs from there and next door are not asked.", limit=80)
SITUATIONS = (("active", "Active"), ("contained", "Contained"), ("secured", "Secured"))
PARTNERS = (
    ("fbi", "FBI"),
    ("atf", "ATF"),
    ("state", "State agencies"),
    ("red_cross", "Red Cross"),
    ("victim_services", "Victim services"),
    ("fire_ems", "Fire and EMS"),
    ("other", "Others"),
)
OUTCOMES = (
    (Outcome.COMPLETED.value, "Completed: the help was given"),
    (Outcome.WITHDRAWN.value, "Withdrawn: the community wants no more help"),
    (Outcome.REFERRED.value, "Referred: somebody else helps"),
    (Outcome.NOT_THIS_KIND.value, "Not this kind of incident"),
    (Outcome.BY_MISTAKE.value, "Opened by mistake"),
    (Outcome.SAME_AS.value, "Same as another incident"),
)
# The 50 states, the district and the territories, by the letters of the postal service.
STATES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI
SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP
""".split()  # noqa: SIM905 - 56 quoted words read worse


def check_state(value: str | None) -> str | None:
    """Return a state's two letters in capitals; raise ValueError with what to type."""
    if value is None:
        return None
    letters = value.strip().upper()
    if letters not in STATES:
        raise ValueError("Please type the two letters of the state or territory, for example OH.")
    return letters


def check_zone(value: str | None) -> str | None:
    """Return an IANA zone; raise ValueError with what to type."""
    if value is not None and value not in zone_names():
        raise ValueError("Please type a zone such as America/Chicago.")
    return value


class Details(Form):
    """What may be known of an incident; none of it about a person."""

    agency: Annotated[str | None, Words("Requesting agency", limit=120, guarded=True)] = None
    agency_type: Annotated[str | None, Choice("Kind of agency", options=AGENCY_TYPES)] = None
    state: Annotated[str | None, Words("State or territory", "Two letters, for example OH.", limit=2)] = None
    county: Annotated[str | None, COUNTY] = None
    sworn_band: Annotated[str | None, Choice("Sworn size", options=SWORN_BANDS)] = None
    occurred_on: Annotated[date | None, Day("Day of the incident")] = None
    occurred_time: Annotated[str | None, Hour("Start time, local")] = None
    timezone: Annotated[str | None, Words("Time zone", "For example America/Chicago.", limit=64)] = None
    place_type: Annotated[str | None, Choice("Kind of place", options=PLACES)] = None
    situation: Annotated[str | None, Choice("Situation", options=SITUATIONS)] = None
    released_counts: Annotated[
        str | None,
        Words(
            "Publicly released counts",
            "Numbers already public, dead and injured. Never names.",
            limit=100,
            guarded=True,
        ),
    ] = None
    responders_affected: Annotated[
        Literal["yes", "no", "unknown"] | None,
        Choice("Responders among them", options=(("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))),
    ] = None
    lead_agency: Annotated[str | None, Words("Lead investigative agency", limit=120, guarded=True)] = None
    partners: Annotated[tuple[str, ...], Choices("Partners present", options=PARTNERS)] = ()
    considerations: Annotated[
        str | None,
        Words("Language, cultural, tribal or hate-crime considerations", limit=300, multiline=True, guarded=True),
    ] = None

    _state = field_validator("state")(check_state)
    _county = field_validator("county")(check_county)
    _zone = field_validator("timezone")(check_zone)


class OpenForm(Details):
    """Open an incident: a description, and whatever else is known already."""

    callback = "incident.open"
    title = "Open an incident"
    submit = "Open"
    first = ("description", "drill")

    answer_url: str = ""
    description: Annotated[
        str, Words("Short description", "A neutral line. No names of people.", limit=300, multiline=True, guarded=True)
    ]
    drill: Annotated[
        bool, Tick("Drill", "A rehearsal: own numbers, nobody else is called in.", text="This is a drill")
    ] = False


class DetailsForm(Details):
    """Add or correct details."""

    callback = "incident.details"
    title = "Details"
    first = ("description",)

    incident: int
    # Names of the texts that stood in the form when it opened: only those can have been emptied on purpose.
    stood: str = ""
    description: Annotated[str | None, Words("Short description", limit=300, multiline=True, guarded=True)] = None

    def emptied(self) -> list[str]:
        """Return which details were taken out; without its zone an incident cannot be, so that one stays."""
        return [name for name in self.stood.split() if getattr(self, name) is None and name != "timezone"]


class LookAgainForm(Form):
    """Words that the guard held back while the incident opened; only those that it held back are shown."""

    callback = "incident.look_again"
    title = "Please look again"
    submit = "Save"
    close = "Drop"

    incident: int
    description: Annotated[str | None, Words("Short description", limit=3000, multiline=True)] = None
    agency: Annotated[str | None, Words("Requesting agency", limit=120)] = None
    lead_agency: Annotated[str | None, Words("Lead investigative agency", limit=120)] = None
    released_counts: Annotated[str | None, Words("Publicly released counts", limit=100)] = None
    considerations: Annotated[
        str | None, Words("Language, cultural, tribal or hate-crime considerations", limit=300, multiline=True)
    ] = None


class HowClosedForm(Form):
    """How an incident ended; what ends with it is shown before it is closed."""

    callback = "incident.how_closed"
    title = "Close the incident"
    submit = "Show what ends"

    incident: int
    outcome: Annotated[Outcome, Choice("How did it end?", options=OUTCOMES, radio=True)]
    same: Annotated[
        str | None, Words("Same as", "Only then: the number of the other one, for example mvai-2026-013.", limit=40)
    ] = None


class HandOverForm(Form):
    """Hand an incident over."""

    callback = "incident.handover"
    title = "Hand over"
    submit = "Hand over"

    incident: int
    to: Annotated[str, Somebody("To whom")]
    note: Annotated[str | None, Words("Note", limit=500, multiline=True, guarded=True)] = None
