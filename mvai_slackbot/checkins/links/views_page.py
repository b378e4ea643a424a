"""The form as a web page, for somebody without a Slack account: the same questions, and neither incident nor agency."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from mvai_slackbot import areas, crisis
from mvai_slackbot.checkins.answers.forms import NOTE_HINT, NOTE_MOST, OWN_HINT, scale
from mvai_slackbot.checkins.answers.service import Asked, read_back
from mvai_slackbot.checkins.answers.views import words_above
from mvai_slackbot.checkins.content import Content, Item
from mvai_slackbot.checkins.prompts.views import NOUN, minutes
from mvai_slackbot.checkins.views import RECORDS
from mvai_slackbot.clock import day_words, hour_words
from mvai_slackbot.web.inputs import Ask, Many, One, Words
from mvai_slackbot.web.page import Fields, Page, Part, Press

AREAS = frozenset(value for value, _ in areas.OPTIONS)
CALL = "call"
KEEP = "keep"
CALL_LABEL = "Is there an urgent safety concern about anyone in your agency or their family?"
AGAIN = Press("Send me a new link", "/again")
RIGHT_NOW = "In danger now: call 911. To talk to somebody now: call or text 988. All numbers are below."
NOTHING_KEPT = "This page keeps nothing on this device."
SENT = "This was answered already. Thank you. There is nothing more to do."
RESTS = "This check-in can rest: a newer one has come."
ENDED = "These messages have ended. Nothing is asked of you."
UNSEEN = "What you send now takes the place of what you answered. This page does not show that, whoever opens it."
SEEN = "Below is what you answered. What you send now takes its place; earlier versions are kept."


def _page(heading: str, *words: str, status: int = 200, mark: str = "", presses: Sequence[Press] = ()) -> Page:
    return Page(heading, words, contacts=contacts(), presses=presses, small=(RECORDS,), status=status, mark=mark)


def contacts() -> list[tuple[str, str, str]]:
    """Return every crisis contact on file."""
    return [(one.title, one.contact, one.who_for) for one in crisis.list_contacts()]


def form(
    asked: Sequence[Asked],
    content: Content,
    read_by: str,
    *,
    call: bool,
    filled: Fields | None = None,
    trouble: str = "",
    changes: str = "",
    calling: str = "",
) -> Page:
    """Return the form for everything that is asked; `filled` is what came back and could not be taken, or was answered.

    `changes` says so where an answer is to be changed; `calling`: what is true of a call that was asked for with it, which
    does not wait for the rest.
    """
    filled = filled or {}
    note = _note(filled, trouble)
    parts = [
        Part(NOUN[one.questions.subject], [_item(item, filled) for item in one.questions.items if item.key in one.keys])
        for one in asked
    ]
    if call:
        parts.append(Part("Ask for a call", [_call(filled)]))
    parts.append(Part("To finish", [*_rest(content, filled), *note]))
    return Page(
        "Check-in",
        _above(asked, content, read_by, changes),
        f"{calling} {RIGHT_NOW}".strip(),
        contacts=contacts(),
        parts=parts,
        submit="Send",
        small=(NOTHING_KEPT,),
        mark=asked[0].incident.mark,
        status=422 if trouble else 200,
    )


def _above(asked: Sequence[Asked], content: Content, read_by: str, changes: str) -> Sequence[str]:
    return (
        *([changes] if changes else []),
        words_above(asked[0], content),
        f"It takes about {minutes(sum(one.questions.minutes for one in asked))}.",
        f"Read by: {read_by}; other coordinators when they stand in. {RECORDS}",
    )


def _call(filled: Fields) -> One:
    choices = (("no", "No"), ("call", "Call me"), ("unsure", "I am unsure, call me"))
    hint = "The person on call is asked to phone you at the number on file."
    return One(CALL, CALL_LABEL, hint, options=choices, chosen=_one(filled, CALL))


def _item(item: Item, filled: Fields) -> One:
    means = f"1 {item.low} · 3 {item.middle} · 5 {item.high}"
    hint = f"{means}. {OWN_HINT}" if item.own_capacity else means
    label = f"{item.label}: {item.question}"
    return One(item.key, label, hint, options=scale(item), chosen=_one(filled, item.key), steps=5)


def _rest(content: Content, filled: Fields) -> list[Ask]:
    bases = [(one.key, one.label) for one in content.forms.bases]
    return [
        Many("helps", "What would help most now?", options=areas.OPTIONS, chosen=filled.get("helps", ())),
        Many("bases", "What do you base this on?", options=bases, chosen=filled.get("bases", ())),
    ]


def _note(filled: Fields, trouble: str) -> list[Ask]:
    found: list[Ask] = [Words("note", "Note", NOTE_HINT, trouble, limit=NOTE_MOST, value=_one(filled, "note"))]
    if trouble:
        found.append(Many(KEEP, "The note", options=[("yes", "I looked again. Save it as it is.")]))
    return found


def _one(filled: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(filled.get(name, ())), "")


def answers_of(asked: Sequence[Asked]) -> Fields:
    """Return what was answered, as the form holds it."""
    fields: dict[str, Sequence[str]] = {}
    for one in asked:
        said = read_back(one.before)
        fields |= {key: [value] for key, value in said.items.items()}
        fields.setdefault("bases", said.bases)
        if said.helps or said.note:
            fields |= {"helps": said.helps, "note": [said.note or ""]}
    return fields


def thanks(mark: str, calling: str, until: datetime) -> Page:
    """Return the page after the answer was saved; `calling` is what is true of a call that was asked for."""
    words = [
        "Your answer is saved. This link is used up now; you can close this window.",
        *([calling] if calling else []),
        f"To change it until {moment_words(until)}, or to pause or stop these messages, ask for a new link.",
    ]
    return _page("Thank you", *words, mark=mark, presses=[AGAIN])


def moment_words(at: datetime) -> str:
    """Return a moment in its own zone, as people say it."""
    return f"{day_words(at.date(), this_year=at.year)}, {hour_words(at.time())} your time"


def over(words: str, mark: str = "") -> Page:
    """Return the page of a link whose questions need no answer any more."""
    return _page("Nothing to do here", words, mark=mark)


def answered(mark: str, until: datetime | None, *, used: bool, again: bool) -> Page:
    """Return the page of a link that was used, or came before the answer: with `again` a new one can be had.

    `until` is how long the answer can still be changed, in the reader's zone. One that was not used changes the rest itself.
    """
    rest = "pause these messages, pick another hour, or stop them" if used else ""
    change = f"change your answer until {moment_words(until)}" if until is not None else ""
    can = ", or ".join(one for one in (change, rest) if one)
    if not again or not can:
        return over(SENT, mark)
    return _page("Nothing to do here", SENT, f"With a new link you can {can}.", mark=mark, presses=[AGAIN])


def expired(mark: str) -> Page:
    """Return the page of a link whose time is over."""
    return _page(
        "This link has expired",
        "Links work for three days. Nothing is lost, and you can have a new one.",
        status=410,
        mark=mark,
        presses=[AGAIN],
    )


def sent_again(mark: str, *, mailed: bool) -> Page:
    """Return the page after a new link was asked for: only what is true by now."""
    words = (
        "A new link is being sent to the e-mail address that the earlier one went to. This page cannot see whether it "
        "arrives. If nothing comes within ten minutes, please phone whoever you know in the program."
        if mailed
        else "The person who looks after this was asked for a new link. They pass it on themselves, so it may take a while."
    )
    return _page("Asked for", words, mark=mark)


def too_soon(mark: str) -> Page:
    """Return the page when a new link was made a moment ago."""
    return _page(
        "A moment, please",
        "A new link was asked for a few minutes ago. Please look for it, or phone whoever you know in the program.",
        mark=mark,
    )


def stopped(mark: str) -> Page:
    """Return the page after a stop."""
    return _page("These messages have ended", "Nothing more is asked of you. Thank you for what you shared.", mark=mark)


def unknown() -> Page:
    """Return the page of an address that is no link."""
    return _page("This link cannot be used", "Please open it once more from where you got it: all of it.", status=404)


TROUBLE = {
    403: "That did not come from here. Nothing was saved. Please open your link again and send it from there.",
    413: "That was more than this page can take. Nothing was saved. Please shorten the note.",
    429: "That was many times in a minute. Nothing was saved. Please wait a minute, then try again.",
    500: "Something went wrong on our side, and nothing was saved. Please go back, where your words still are, and try again.",
}


def trouble(status: int) -> Page:
    """Return the page when something could not be done."""
    return _page("Please try again", TROUBLE.get(status, TROUBLE[500]), status=status)
