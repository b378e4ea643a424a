"""The forms of a request: nothing in them asks for a victim, a case number, or anything clinical."""

from datetime import date
from typing import Annotated, Literal

from pydantic import field_validator

from mvai_slackbot.areas import OPTIONS as AREAS, Area
from mvai_slackbot.incidents.forms import COUNTY
from mvai_slackbot.incidents.forms_county import check_county
from mvai_slackbot.requests import words
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.models import Asker, Body, Mode, RequestOutcome, Source, Urgency, Verdict
from mvai_slackbot.slack.asks import Choice, Choices, Day, Email, Somebody, Tick, Words
from mvai_slackbot.slack.forms import Form

NONE_YET = "none"
NO_NAMES = "No names of victims, witnesses, suspects or juveniles."
REASON_HINT = "Internal: it never appears in the channel. Needed for a no, and for what is missing."
REFER_HINT = "Who can help instead. Staff say so when they call; nobody else reads it here."
REFER = Words("Refer to whom", REFER_HINT, limit=500, guarded=True)
REASON = Words("Reason", REASON_HINT, limit=1000, multiline=True, guarded=True)
PLACE = "Town or county; no address."
# Of a need inside an incident the incident says it.
OUTSIDE = ("asker", "place", "state", "county", "occurred_on")
CALLED_FIRST = "Please call first: a no is told by a person. Check this after the call."
HELP_HINT = "When we are not able to send a team: the requester hears and reads this."
HELP = Words("Who can help instead", HELP_HINT, limit=500, multiline=True, guarded=True)
HOURS = Words("Preferred hours", "For example 8 AM to 6 PM Central.", limit=100, guarded=True)


class LogForm(Form):
    """Log a request; in an incident's channel `incident` is carried, elsewhere `where` asks for it."""

    callback = "request.log"
    title = "Log a request"
    submit = "Log"

    incident: int | None = None
    where: Annotated[str | None, Choice("Which incident", "A request may come before its incident.")] = None
    text: Annotated[str, Words("What is asked for", NO_NAMES, limit=3000, multiline=True, guarded=True)]
    asker: Annotated[Asker, Choice("Who asks", options=words.ASKERS)] = Asker.AGENCY
    place: Annotated[str | None, Words("Where it happened", PLACE, limit=80, guarded=True)] = None
    state: Annotated[str | None, Words("State", "Two letters, for example OH.", limit=2)] = None
    county: Annotated[str | None, COUNTY] = None
    occurred_on: Annotated[date | None, Day("Day it happened")] = None
    areas: Annotated[tuple[Area, ...], Choices("Areas", options=AREAS)] = ()
    urgency: Annotated[Urgency | None, Choice("How soon", options=words.URGENCIES)] = None
    mode: Annotated[Mode | None, Choice("Virtual or in person", options=words.MODES)] = None
    source: Annotated[Source, Choice("How it reached us", options=words.SOURCES)] = Source.SLACK
    requester_account: Annotated[str | None, Somebody("Requester, when they have a Slack account")] = None
    requester_name: Annotated[str | None, Words("Requester's name", limit=80, guarded=True)] = None
    requester_rank: Annotated[str | None, Words("Requester's rank or title", limit=60, guarded=True)] = None
    requester_agency: Annotated[str | None, Words("Requester's agency", limit=100, guarded=True)] = None
    requester_phone: Annotated[str | None, Words("Requester's phone", limit=40, guarded=True)] = None
    requester_email: Annotated[str | None, Email("Requester's official e-mail")] = None
    contact_way: Annotated[Literal["phone", "email", "slack"] | None, Choice("Preferred way", options=words.WAYS)] = (
        None
    )
    contact_hours: Annotated[str | None, HOURS] = None
    second_account: Annotated[str | None, Somebody("Second contact, when they have a Slack account")] = None
    second_name: Annotated[str | None, Words("Second contact's name", limit=80, guarded=True)] = None
    second_rank: Annotated[str | None, Words("Second contact's rank or title", limit=60, guarded=True)] = None
    second_phone: Annotated[str | None, Words("Second contact's phone", limit=40, guarded=True)] = None
    second_email: Annotated[str | None, Email("Second contact's official e-mail")] = None

    @property
    def requester(self) -> Contact:
        """Return who asks."""
        return Contact(
            self.requester_account,
            {
                "name": self.requester_name,
                "rank": self.requester_rank,
                "agency": self.requester_agency,
                "phone": self.requester_phone,
                "email": self.requester_email,
            },
        )

    @property
    def second_contact(self) -> Contact:
        """Return the second person to call."""
        details = {"name": self.second_name, "rank": self.second_rank}
        return Contact(self.second_account, {**details, "phone": self.second_phone, "email": self.second_email})

    @field_validator("state")
    @classmethod
    def _two_letters(cls, words_: str | None) -> str | None:
        if words_ and not (len(words_) == 2 and words_.isascii() and words_.isalpha()):
            raise ValueError("Please type two letters, for example OH.")
        return words_.upper() if words_ else None

    _county = field_validator("county")(check_county)

    def nameless(self) -> dict[str, str]:
        """Return words for each contact of whom something is said but not who it is."""
        found = {}
        for prefix, contact in (("requester", self.requester), ("second", self.second_contact)):
            if contact.given and not contact.user_id and "name" not in contact.given:
                found[f"{prefix}_name"] = "Please give the name too, or choose the Slack account."
        return found


class LookedAtForm(LogForm):
    """The same for words that the guard held back a moment ago and the person kept: of them it does not ask twice."""

    callback = "request.log_looked_at"

    text: Annotated[str, Words("What is asked for", NO_NAMES, limit=3000, multiline=True)]


class CorrectForm(LogForm):
    """Correct a request; what it said before stays on record."""

    callback = "request.correct"
    title = "Correct a request"
    submit = "Save"

    request: int


class CloseForm(Form):
    """Close a request with its outcome."""

    callback = "request.close"
    title = "Close a request"
    submit = "Close"

    request: int
    outcome: Annotated[RequestOutcome, Choice("How it ended", options=words.OUTCOMES, radio=True)]
    who_can_help: Annotated[str | None, HELP] = None
    called: Annotated[bool, Tick("The call", text="I called and told them who can help instead")] = False


class AttachForm(Form):
    """Give a request the incident it belongs to."""

    callback = "request.attach"
    title = "Choose the incident"

    request: int
    where: Annotated[str, Choice("Which incident")]


class OwnViewForm(Form):
    """A reviewer's own view: whose it is, and how it reached staff, is known."""

    callback = "request.own_view"
    title = "Your view"

    request: int
    verdict: Annotated[Verdict, Choice("Decision", options=words.VERDICTS)]
    refer_to: Annotated[str | None, REFER] = None
    reason: Annotated[str | None, REASON] = None


class DecideForm(Form):
    """Record the view of IACP or BJA: a reviewer's own, one that reached staff, or one that staff decide on its behalf."""

    callback = "request.decide"
    title = "Record a decision"

    request: int
    body: Annotated[Body, Choice("Whose decision", options=words.BODIES, radio=True)]
    verdict: Annotated[Verdict, Choice("Decision", options=words.VERDICTS)]
    refer_to: Annotated[str | None, REFER] = None
    reason: Annotated[str | None, REASON] = None
    decided_by: Annotated[str | None, Somebody("Who decided", "Leave empty when they have no Slack account.")] = None
    how: Annotated[
        Literal["slack", "phone", "email", "meeting", "on-behalf"], Choice("How it reached us", options=words.HOWS)
    ]
    decided_on: Annotated[date | None, Day("Day of the decision", "When it was not today.")] = None
