"""Every free text that a form or a command takes passes the guard before anything of it is saved."""

from mvai_slackbot.features import listeners
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.asks import Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.listeners import Listener
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.requests.world import CHANNEL, opened

# What is read into something closed, or refused: none of it is kept as it was typed.
CLOSED = frozenset({
    "state", "county", "timezone", "home_state", "home_county", "absences", "home", "own_dates", "phone", "second_phone",
    "dispatch", "until", "number", "noun", "same", "span",
})  # fmt: skip
# Numbers, a kind of day, what is searched for; the words of two commands alone.
SEARCHED = frozenset({("command", "incident event"), ("command", "request list")})
# Those that look themselves: the incident opens at once and the words come back; a note never holds a wish for a call up.
LOOK_THEMSELVES = frozenset({
    ("command", "incident open"), ("form", "incident.open"), ("form", "checkin.answer.officer_micro"),
    ("form", "checkin.answer.officer_full"), ("form", "checkin.answer.community_full"),
})  # fmt: skip
# The second look itself: save, edit or drop.
SECOND_LOOKS = frozenset({
    ("form", "incident.look_again"), ("form", "checkin.note"), ("form", "mail.let_in"), ("form", "request.log_looked_at"),
})  # fmt: skip


def unguarded(one: Listener) -> list[str]:
    """Return the texts of a listener that no guard looks at."""
    if issubclass(one.said, Form):
        texts = {name: ask.guarded for name, ask in one.said.asks().items() if isinstance(ask, Words)}
    elif issubclass(one.said, Arguments):
        rests = {
            name: [mark for mark in f.metadata if isinstance(mark, Rest)] for name, f in one.said.model_fields.items()
        }
        texts = {name: marks[0].guarded for name, marks in rests.items() if marks}
    else:
        return []
    return [name for name, guarded in texts.items() if not (guarded and one.guarded) and name not in CLOSED]


def test_no_free_text_goes_round_the_guard() -> None:
    """A new text is guarded, or stands above with its reason."""
    heard = [one for part in listeners(Settings(_env_file=None)) for one in part.all]
    known = SEARCHED | LOOK_THEMSELVES | SECOND_LOOKS
    found = {(one.kind, one.name): texts for one in heard if (texts := unguarded(one))}
    assert {key: texts for key, texts in found.items() if key not in known} == {}
    assert set(found) == known, "what stands above is still there"
    looked_at = next(one for one in heard if one.name == "request.log_looked_at")
    assert looked_at.guarded and unguarded(looked_at) == ["text"], "only the words that were looked at"


@only_sqlite
def test_what_is_said_about_a_leader_or_beside_looked_at_words_is_held_back_too(town: Town) -> None:
    """In the form of the leader, and in the form that follows a second look."""
    opened(town)
    town.ana.types("/mvai-incident leader", CHANNEL)
    town.ana.submits({"Name": "Pat Quinn", "Agency": "Fairview PD, case no. 55123"})
    form = town.ana.form
    assert form is not None and "a case number" in form.text and form.values["Agency"].startswith("Fairview")
    town.ana.cancels(all_forms=True)
    assert "Leader\nnot set" in town.ana.sees("Event at a shopping street", CHANNEL).words.replace("*", "")
    town.ana.types("/mvai-request log Officer John Miller was shot")
    town.ana.submits()
    form = town.ana.form
    assert form is not None and form.values["What is asked for"] == "Officer John Miller was shot"
    town.ana.submits({"Where it happened": "12 Main Street", "Which incident": "None yet"})
    form = town.ana.form
    assert form is not None and "an address" in form.text
    town.ana.submits({"Where it happened": "Fairview"})
    town.ana.cancels(all_forms=True)
    assert "Fairview" in town.ana.types("/mvai-request show 1")
