"""The forms around an offer and an assignment: a question, a team, what was done, what the leader may have."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import field_validator, model_validator

from mvai_slackbot.areas import OPTIONS
from mvai_slackbot.slack.asks import Choice, Choices, Day, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.smes.assignments.models import Hours, MilestoneKind
from mvai_slackbot.smes.models import Mode
from mvai_slackbot.smes.words import MODE_OPTIONS
from mvai_slackbot.smes.words_offers import HOURS_OPTIONS, MILESTONE_OPTIONS

WANTED = tuple((str(number), str(number)) for number in range(1, 7))
PACE = (
    ("all", "Ask all of them now; the first to say yes are the team"),
    ("wanted", "Ask as many as are wanted, then the next when somebody cannot"),
)
SHARES = (("phone", "My phone number"), ("email", "My e-mail"), ("experience", "What I lived through, the kind only"))


class QuestionForm(Form):
    """A question about an offer, before it is answered."""

    callback = "offer.question"
    title = "Ask a question"
    submit = "Send"

    assignment: int
    words: Annotated[
        str,
        Words(
            "Your question",
            "Staff read it and answer in your direct message. The offer waits for as long.",
            limit=600,
            multiline=True,
            guarded=True,
        ),
    ]


class AnswerForm(Form):
    """What staff answer to a question about an offer."""

    callback = "offer.answer"
    title = "Answer"
    submit = "Send"

    question: int
    words: Annotated[
        str, Words("Your answer", "They read it in their direct message.", limit=1000, multiline=True, guarded=True)
    ]


class TeamForm(Form):
    """Who is asked, and how many are wanted."""

    callback = "sme.team"
    title = "Ask several"
    submit = "Next"

    incident: int
    request: int
    areas: tuple[str, ...] = ()
    wanted: Annotated[int, Choice("How many are wanted", options=WANTED)]
    people: Annotated[list[int], Choices("Who, in this order", "The best fit comes first.")]
    pace: Annotated[Literal["all", "wanted"], Choice("How", options=PACE, radio=True)]
    lead: Annotated[int | None, Choice("Team lead", "Otherwise the first to say yes.")] = None
    mode: Annotated[Mode, Choice("Virtual or in person", options=MODE_OPTIONS, radio=True)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(self.people) < self.wanted:
            raise ValueError(f"{self.wanted} are wanted: please choose at least as many people.")
        if self.lead is not None and self.lead not in self.people:
            raise ValueError("The team lead is not among those you chose.")
        return self


class RecordForm(Form):
    """What was done, for the record."""

    callback = "assignment.record"
    title = "Record what was done"

    assignment: int
    kind: Annotated[MilestoneKind, Choice("What", options=MILESTONE_OPTIONS)]
    on: Annotated[date | None, Day("Day")] = None
    hours: Annotated[Hours | None, Choice("How long, roughly", options=HOURS_OPTIONS)] = None
    area: Annotated[str | None, Choice("Area", options=OPTIONS)] = None
    note: Annotated[
        str | None, Words("A few words", "For staff, this incident's SMEs and the record.", limit=300, guarded=True)
    ] = None


class ShareForm(Form):
    """What the SME lets the leader have."""

    callback = "assignment.share"
    title = "For the leader"

    assignment: int
    shares: Annotated[
        tuple[str, ...],
        Choices("The leader may have", "Only the leader reads it. Nothing checked is fine.", options=SHARES),
    ] = ()
    phone: Annotated[
        str | None,
        Words("Phone number", "Kept with you on the roster; shown only where you check it.", limit=40, guarded=True),
    ] = None

    @field_validator("phone")
    @classmethod
    def _looks_like_one(cls, value: str | None) -> str | None:
        if value is not None and sum(sign.isdigit() for sign in value) < 5:
            raise ValueError("Please type a phone number, for example 555 0100.")
        return value
