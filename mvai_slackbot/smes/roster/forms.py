"""The forms of the roster: what somebody brings, when and where, limits and care; each is saved by itself."""

from typing import Annotated, ClassVar

from pydantic import field_validator

from mvai_slackbot.areas import OPTIONS
from mvai_slackbot.incidents.forms import AGENCY_TYPES, PLACES, SWORN_BANDS, check_state, check_zone
from mvai_slackbot.incidents.forms_county import check_county
from mvai_slackbot.slack.asks import Choice, Choices, Email, Hour, Somebody, Tick, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.smes.models import Mode, Travel
from mvai_slackbot.smes.roster import dates
from mvai_slackbot.smes.roster.languages import LANGUAGE_OPTIONS
from mvai_slackbot.smes.words import ANYWAY_OPTIONS, DAY_OPTIONS, KIND_OPTIONS, MODE_OPTIONS, TRAVEL_OPTIONS

MOST = tuple((str(number), str(number)) for number in range(1, 6))
REST = (
    ("0", "None"),
    ("3", "3 days"),
    ("7", "1 week"),
    ("14", "2 weeks"),
    ("30", "30 days"),
    ("60", "60 days"),
    ("90", "90 days"),
)
LIVED = tuple(place for place in PLACES if place[0] != "other")
TYPES = tuple(kind for kind in AGENCY_TYPES if kind[0] != "other")
WITHIN = (
    ("100", "100 miles"),
    ("300", "300 miles"),
    ("600", "600 miles"),
    ("1000", "1,000 miles"),
    ("2000", "2,000 miles"),
)


class OwnForm(Form):
    """What somebody brings, as they may correct it themselves."""

    callback = "sme.own"
    title = "Your record"

    person: int
    areas: Annotated[list[str], Choices("Areas covered", options=OPTIONS)]
    experience: Annotated[
        tuple[str, ...], Choices("Lived through, coarse", "Kinds of places only, never an incident.", options=LIVED)
    ] = ()
    agency_type: Annotated[str | None, Choice("Kind of agency", options=TYPES)] = None
    agency_size: Annotated[str | None, Choice("Its sworn size", options=SWORN_BANDS)] = None
    languages: Annotated[tuple[str, ...], Choices("Languages besides English", options=LANGUAGE_OPTIONS)] = ()
    home_state: Annotated[str | None, Words("State or territory", "Two letters, for example OH.", limit=2)] = None
    home_county: Annotated[
        str | None,
        Words("Home county", "Nobody asks there and next door. Without it the whole state counts.", limit=80),
    ] = None
    timezone: Annotated[str | None, Words("Time zone", "For example America/Chicago.", limit=64)] = None
    travel: Annotated[Travel, Choice("Travel", options=TRAVEL_OPTIONS, radio=True)]
    most: Annotated[int, Choice("Assignments at the same time", "Their own limit; it protects them.", options=MOST)]
    rest_days: Annotated[int, Choice("Rest after each deployment", "Nobody is asked in that time.", options=REST)] = 0
    talks: Annotated[
        str | None,
        Words("How and when they like to talk", "The leader reads this. No phone numbers.", limit=120, guarded=True),
    ] = None
    support_name: Annotated[
        str | None,
        Words(
            "Support person",
            "Who is there for them while they help. Needed for family members of victims.",
            limit=80,
            guarded=True,
        ),
    ] = None
    support_contact: Annotated[
        str | None,
        Words("How to reach the support person", "Coordinators read this, nobody else.", limit=120, guarded=True),
    ] = None

    _state = field_validator("home_state")(check_state)
    _county = field_validator("home_county")(check_county)
    _zone = field_validator("timezone")(check_zone)


class RosterForm(OwnForm):
    """What somebody brings, as staff keep it."""

    callback = "sme.roster"
    title = "Roster"
    first: ClassVar[tuple[str, ...]] = ("kind",)

    kind: Annotated[str, Choice("Kind", options=KIND_OPTIONS)]
    active: Annotated[bool, Tick("On the roster", text="May be asked")] = False


class AwayForm(RosterForm):
    """What staff keep of somebody without a Slack account, with the ways to reach them."""

    callback = "sme.away"
    title = "Roster, by e-mail"
    first = ("name", "email", "phone", "account", "kind")

    # Nobody yet (0), or whose record is corrected.
    person: int = 0
    name: Annotated[str, Words("Name", "Leaders read it once they help.", limit=80, guarded=True)]
    email: Annotated[str, Email("E-mail", "Offers go there. They answer by e-mail or by phone, and you record it.")]
    phone: Annotated[str | None, Words("Phone number", limit=40, guarded=True)] = None
    account: Annotated[
        str | None, Somebody("Slack account, once they have one", "From then on they are asked there.")
    ] = None


class TimesForm(Form):
    """When somebody can be reached, when they are away, and where they are at home."""

    callback = "sme.times"
    title = "When and where"

    person: int
    days: Annotated[tuple[int, ...], Choices("Days that suit", "Nothing checked: any day.", options=DAY_OPTIONS)] = ()
    hours_from: Annotated[str | None, Hour("From, on their own clock")] = None
    hours_to: Annotated[str | None, Hour("To")] = None
    absences: Annotated[
        tuple[tuple[str, str], ...],
        Words(
            "Away",
            "One on each line: 12/20/2026 to 1/3/2027. With an open end: 12/20/2026 on. Nobody asks in that time.",
            limit=1000,
            multiline=True,
        ),
    ] = ()
    home: Annotated[
        tuple[float, float] | None,
        Words(
            "A point near home",
            "Latitude, longitude: 39.7, -105.0. Kept to a tenth of a degree, about seven miles. Without it, the middle of "
            "the county or state counts.",
            limit=30,
        ),
    ] = None

    @field_validator("absences", mode="before")
    @classmethod
    def _absences(cls, value: object) -> object:
        return [tuple(one) for one in dates.read_absences(value)] if isinstance(value, str) else value

    @field_validator("home", mode="before")
    @classmethod
    def _home(cls, value: object) -> object:
        return dates.read_point(value) if isinstance(value, str) else value


class CareForm(Form):
    """What keeps somebody from being asked, unless they want to be."""

    callback = "sme.care"
    title = "Limits and care"

    person: int
    ask_anyway: Annotated[
        tuple[str, ...],
        Choices(
            "Ask all the same",
            "Unless you check one, nobody asks in these cases. It can be changed at any time.",
            options=ANYWAY_OPTIONS,
        ),
    ] = ()
    agencies: Annotated[
        str | None,
        Words(
            "Ties to agencies",
            "One on each line: own agency, mutual aid, a conflict of interest.",
            limit=1000,
            multiline=True,
            guarded=True,
        ),
    ] = None
    conflicts: Annotated[
        str | None,
        Words(
            "Other conflicts of interest",
            "Coordinators read it before they ask.",
            limit=500,
            multiline=True,
            guarded=True,
        ),
    ] = None
    own_dates: Annotated[
        str | None,
        Words(
            "Dates that are hard",
            "Month and day, one on each line: April 20. Nobody asks two weeks before and after. Why is nobody's business.",
            limit=400,
            multiline=True,
        ),
    ] = None

    @field_validator("own_dates")
    @classmethod
    def _own_dates(cls, value: str | None) -> str | None:
        return "\n".join(dates.read_days_of_year(value)) if value else None


class FindForm(Form):
    """What is looked for, adjusted by the person who looks."""

    callback = "sme.find"
    title = "Who could help"
    submit = "Look"

    request: int
    areas: Annotated[tuple[str, ...], Choices("Areas", "Nothing checked: any area.", options=OPTIONS)] = ()
    mode: Annotated[Mode, Choice("How", options=MODE_OPTIONS, radio=True)]
    kind: Annotated[str | None, Choice("Only this kind", options=KIND_OPTIONS)] = None
    within: Annotated[int, Choice("Not farther than", "From the middle of their county or state.", options=WITHIN)] = 0
    languages: Annotated[tuple[str, ...], Choices("Speaks one of", options=LANGUAGE_OPTIONS)] = ()


class OptInForm(Form):
    """A family member of a victim chooses this one deployment, with somebody there for them."""

    callback = "offer.opt_in"
    title = "Before you say yes"
    submit = "I would like to"
    close = "Not now"

    assignment: int
    chosen: Annotated[bool, Tick("This time", text="I choose to take part in this one")]
    told: Annotated[bool, Tick("Your support person", text="They know, or I will tell them today")]

    @field_validator("chosen", "told")
    @classmethod
    def _ticked(cls, value: bool) -> bool:
        if not value:
            raise ValueError("Please check this, or press Not now. Both are fine.")
        return value
