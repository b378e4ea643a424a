"""The forms of check-ins, made from the data files: every question can be skipped, none asks for a name."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import create_model

from mvai_slackbot import areas
from mvai_slackbot.checkins.answers import roles
from mvai_slackbot.checkins.answers.service import Said
from mvai_slackbot.checkins.content import Content, Item, QuestionSet
from mvai_slackbot.checkins.models import AnswersAs
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.asks import Choice, Choices, Somebody, Tick, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.replies import View

UNKNOWN, SKIP = "unknown", "skip"
OWN_HINT = "Only the coordinator, the SME lead and the mental-health SME read this one."
CALL = Choice(
    "Ask for a call: is there an urgent safety concern about anyone in your agency or their family?",
    options=(("no", "No"), ("call", "Call me"), ("unsure", "I am unsure, call me")),
    radio=True,
)
HELPS = Choices("What would help most now?", options=areas.OPTIONS)
NOTE_MOST = 280
NOTE_HINT = "280 characters. Please name nobody and describe nobody's health."
NOTE = Words(
    "Note",
    NOTE_HINT,
    limit=NOTE_MOST,
    multiline=True,
    guarded=True,
)
WHO_HINT = (
    "About officers often the wellness coordinator, about the community the liaison. They are asked first and may say no. "
    "They never see what the leader answered."
)
WHO_THEY_ARE = Choice(
    "Their role",
    "Readers see it beside the name.",
    options=tuple((one.value, label) for one, label in roles.LABELS.items()),
)
WHEN = (("always", "In my place"), ("away", "Only while whoever answers for me is away"))
SUBJECTS = (("both", "Officers and community"), ("officer", "Officers"), ("community", "Community"))


def scale(item: Item) -> tuple[tuple[str, str], ...]:
    """Return the options of an item: 1 to 5 with their anchors, and the two ways not to answer."""
    anchors = {1: item.low, 3: item.middle, 5: item.high}
    steps = ((str(n), f"{n} · {anchors[n]}" if n in anchors else str(n)) for n in range(1, 6))
    return (*steps, (UNKNOWN, "Not enough information"), (SKIP, "Skip"))


class AnswerForm(Form):
    """One set of questions; its items are fields named by their keys."""

    title = "Check-in"
    submit = "Send"
    questions: ClassVar[QuestionSet]

    occurrence: int

    def said(self) -> Said:
        """Return what was filled in."""
        filled: dict[str, Any] = self.model_dump()
        items = {item.key: filled[item.key] for item in self.questions.items if filled[item.key]}
        return Said(items, list(filled["bases"]), list(filled["helps"]), filled["note"])

    def wants_call(self) -> bool:
        """Whether a call was asked for."""
        return self.model_dump()["call"] in ("call", "unsure")


def build_form(questions: QuestionSet, content: Content) -> type[AnswerForm]:
    """Return the form of a set: the short one with everything in sight, a longer one with menus."""
    fields: dict[str, Any] = {}
    for item in questions.items:
        hint = OWN_HINT if item.own_capacity else ""
        ask = Choice(f"{item.label}: {item.question}", hint, options=scale(item), radio=len(questions.items) <= 2)
        fields[item.key] = (Annotated[Literal["1", "2", "3", "4", "5", "unknown", "skip"] | None, ask], None)
    bases = tuple((one.key, one.label) for one in content.forms.bases)
    fields |= {
        "call": (Annotated[Literal["no", "call", "unsure"] | None, CALL], None),
        "bases": (Annotated[list[str], Choices("What do you base this on?", options=bases)], []),
        "helps": (Annotated[list[str], HELPS], []),
        "note": (Annotated[str | None, NOTE], None),
    }
    made = create_model(f"Form_{questions.key}", __base__=AnswerForm, __doc__=questions.title, **fields)
    made.callback = f"checkin.answer.{questions.key}"
    made.questions = questions
    return made


class NoteForm(Form):
    """The note that the guard held back while the answer was saved."""

    callback = "checkin.note"
    title = "Please look again"
    close = "Drop"

    answer: int
    note: Annotated[str | None, Words("Note", limit=NOTE_MOST, multiline=True)] = None


class OfferForm(Form):
    """Choose whom to offer check-ins to; it starts with the leader on record."""

    callback = "checkin.offer"
    title = "Offer check-ins"
    submit = "Go on"

    incident: int
    person: Annotated[str, Somebody("To whom", "Nothing is sent yet: you see once more whom it goes to.")]

    @classmethod
    def starting(cls, incident: Incident, leader: Person | None) -> View:
        """Return the form, with the leader on record chosen where they have an account."""
        start = {"incident": incident.id, "person": leader.user_id if leader is not None else None}
        return cls.view(start=start, title=f"{incident.mark}{cls.title}")


class DelegateForm(Form):
    """Choose who answers in the leader's place."""

    callback = "checkin.delegate"
    title = "Someone else answers"
    submit = "Ask them"

    plan: int
    person: Annotated[str, Somebody("Who", WHO_HINT)]
    answers_as: Annotated[AnswersAs, WHO_THEY_ARE]
    about: Annotated[Literal["both", "officer", "community"], Choice("About", options=SUBJECTS)]
    when: Annotated[Literal["always", "away"], Choice("When", options=WHEN, radio=True)] = "always"


class LinkForm(Form):
    """A link to the form for somebody without a Slack account; nothing is asked before their yes."""

    callback = "checkin.link"
    title = "Link to the form"
    submit = "Go on"

    incident: int
    person: Annotated[str, Choice("For whom")]
    agreed: Annotated[
        bool,
        Tick(
            "Their yes",
            "Voluntary: a no changes nothing in the help they get.",
            text="They agreed to check-ins, to me, by phone or in person",
        ),
    ] = False
