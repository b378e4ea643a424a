"""The words after a sub-command, read as people type them."""

from typing import Annotated, Literal

import pytest
from hypothesis import given, strategies as st

from mvai_slackbot.errors import Refused
from mvai_slackbot.slack.arguments import Arguments, Flag, RequestNumber, Rest, UserId

USAGE = "/mvai-sme assign 7 @name [virtual|in-person] <note>"


class Assign(Arguments):
    """A number, somebody, perhaps a mode, the rest."""

    drill: Annotated[bool, Flag("drill")] = False
    number: RequestNumber
    person: UserId
    mode: Literal["virtual", "in-person"] | None = None
    note: Annotated[str | None, Rest()] = None


@pytest.mark.parametrize(
    "words",
    [
        "7 <@U1ANA|ana> in-person come soon",
        "#7 <@U1ANA> in person come soon",
        "  7   <@U1ANA>, In-Person come soon ",
        "7 <@U1ANA> in_person come soon",
    ],
)
def test_numbers_mentions_and_choices_are_taken_as_people_type_them(words: str) -> None:
    """With or without #, a comma, capitals, a hyphen."""
    said = Assign.read(words, USAGE)
    assert (said.number, said.person, said.mode, said.note) == (7, "U1ANA", "in-person", "come soon")


@pytest.mark.parametrize("words", ["7 <@U1> --drill go", "--drill 7 <@U1> go", "7 —drill <@U1> go"])
def test_a_flag_may_stand_anywhere_and_a_phone_may_have_made_a_dash_of_it(words: str) -> None:
    """Phones turn -- into a long dash."""
    said = Assign.read(words, USAGE)
    assert said.drill and said.note == "go"


def test_what_is_missing_is_answered_with_the_usage_and_what_was_typed() -> None:
    """Nothing typed is lost, and the usage survives Slack's angle brackets."""
    with pytest.raises(Refused) as refused:
        Assign.read("seven <@U1ANA> please", USAGE)
    assert "seven" in refused.value.text
    assert "&lt;note&gt;" in refused.value.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("7 @nobody", "`@nobody` is not a name in this workspace. A name begins with @"),
        (
            "7 Pat Quinn",
            "Type it like this: `/mvai-sme assign 7 @name [virtual|in-person] &lt;note&gt;`\nA name begins with @",
        ),
        ("<@U1ANA|ana> 7", "You typed: `@ana 7`"),
        (
            "<#C1ABC|mvai-2026-001> <@U1>",
            "Slack made a channel of that #. A request's number is typed without it: `7`.",
        ),
    ],
)
def test_a_name_that_is_nobodys_is_told_and_one_comes_back_as_it_was_typed(words: str, said: str) -> None:
    """Somebody may forget the @, misspell a name, or turn the words around."""
    with pytest.raises(Refused) as refused:
        Assign.read(words, USAGE)
    assert said in refused.value.text
    assert ("begins with @" in refused.value.text) is (words[0] == "7")


class Close(Arguments):
    """A number, and perhaps one of several words."""

    number: RequestNumber
    outcome: Literal["completed", "logged-by-mistake"] | None = None


def test_a_word_that_is_none_of_those_taken_is_named_and_the_nearest_is_offered() -> None:
    """Also in two words, and where nothing is near; a number that is missing is no such word."""
    told = {
        "7 complet now": "\n`complet` is not known here. Did you mean `completed`?",
        "7 loged by mistake": "\n`loged by mistake` is not known here. Did you mean `logged-by-mistake`?",
        "7 done": "\n`done` is not known here.",
        "complet 7": "`close 7 completed|logged-by-mistake`",
    }
    for words, said in told.items():
        with pytest.raises(Refused) as refused:
            Close.read(words, "close 7 completed|logged-by-mistake")
        assert refused.value.text.endswith(said), words


@pytest.mark.parametrize("words", ["7 <@U1> --dril go", "--drll 7 <@U1> go", "—dirll 7 <@U1> go", "7 <@U1> -drill go"])
def test_a_mistyped_flag_is_asked_about_and_never_taken_for_words(words: str) -> None:
    """A drill mistyped would be real; a dash before any other word is a dash."""
    with pytest.raises(Refused, match=r"Did you mean `--drill`\? Nothing was done"):
        Assign.read(words, USAGE)
    assert Assign.read("7 <@U1> a street —scene secured", USAGE).note == "a street —scene secured"


def test_words_come_as_they_were_typed() -> None:
    """Slack escapes &, < and >, and turns names and links into tokens."""
    said = Assign.read("7 <@U1> a &lt;b&gt; &amp; c <https://x.example|x> <@U2|sol>", USAGE)
    assert said.note == "a <b> & c x (https://x.example) @sol"


@given(st.text(max_size=300))
def test_no_words_break_the_reader(words: str) -> None:
    """Either they are read, or they are refused with words."""
    try:
        Assign.read(words, USAGE)
    except Refused as refused:
        assert "Type it like this" in refused.text
