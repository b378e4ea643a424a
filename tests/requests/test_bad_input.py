"""What people type by mistake, and what others type on purpose."""

import re
from itertools import product

from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.requests.world import CHANNEL, TEXT, cards, logged, opened


def test_numbers_that_are_not_there_and_words_that_are_no_numbers(town: Town) -> None:
    """Each refusal says what to type next, and nothing changes."""
    opened(town)
    logged(town)
    for words in ("show 99", "close 99 completed", "decide 99 virtual Because"):
        assert "There is no request 99 here. Type `/mvai-request list`" in town.ana.types(f"/mvai-request {words}").text
    assert "Request 1" in town.ana.types("/mvai-request show #1").words
    for words in ("show", "show seven", "show 1 please", "close", "show 99999999999", "close 1 somehow"):
        answer = town.ana.types(f"/mvai-request {words}")
        assert "Type it like this" in answer.text, words
    assert "A decision is virtual, in-person" in town.ira.types("/mvai-request decide 1 maybe").text
    assert "under assessment" in town.ana.types("/mvai-request show 1").words
    slip = town.ana.types("/mvai-request lgo a lead for @dana").text
    assert (
        "Did you mean this?" in slip and "`/mvai-request log a lead for @dana`" in slip and "log &lt;text&gt;" in slip
    )
    assert "Here is what you can type" in town.ana.types("/mvai-request please a lead").text
    anywhere = town.otto.types("/mvai frobnicate the lead").text
    assert "`frobnicate the lead`" in anywhere and "`/mvai help`" in anywhere and "open [--drill]" not in anywhere
    assert "no request 2" in town.ana.types("/mvai-request show 2").text


@only_sqlite
def test_a_number_of_another_incident_is_noticed_before_anything_is_done(town: Town) -> None:
    """Between a drill and what is real it is refused, else asked; from a direct message any number is meant.

    Words too long for a button come back, with where to type them."""
    opened(town)
    logged(town)
    drill, other = "drill-mvai-2026-001", "mvai-2026-002"
    for words, channel in (("--drill A rehearsal", drill), ("Event at a school", other)):
        town.ana.types(f"/mvai-incident open {words}")
        town.bot.settle()
        town.ana.types("/mvai-request log A lead", channel)
        town.bot.settle()
    town.ana.types("/mvai-sme add @sol")
    town.ana.submits({"Kind": "Law enforcement executive", "Areas covered": ["Public information strategies"]})
    town.ana.cancels(all_forms=True)
    doing = ("sme assign 1 @sol virtual", "sme find 1", "sme team 1", "sme stand-down 1 @sol", "request decide 1 virtual",
             "request close 1 completed", "request withdraw 1")  # fmt: skip
    for words in doing:
        said = town.ana.types(f"/mvai-{words}", drill).text
        assert (
            "DRILL This is the channel of a drill, and request 1 belongs to mvai-2026-001, a real incident." in said
        ), words
        assert "Nothing was done" in said and "direct message" in said, words
        asked = town.ana.types(f"/mvai-{words}", other)
        assert "Request 1 belongs to mvai-2026-001 and not to this channel" in asked.text, words
        assert asked.message is not None and asked.message.buttons == ["mvai-2026-001"], words
    assert (
        town.ana.form is None
        and "request 1 belongs to mvai-2026-001" in town.ana.types("/mvai-request show 1", drill).words
    )
    long = town.ana.types(f"/mvai-sme note {'because ' * 200}")
    assert "too many for a button: please type them there" in long.text and long.message is not None
    assert long.message.buttons == []
    assert "DRILL mvai-drill-2026-001 and not" in town.ana.types("/mvai-request close 2 completed", other).text
    assert "What they get" in town.ana.types("/mvai-sme assign 1 @sol virtual").words
    town.ana.types("/mvai-request close 1 completed", other)
    assert "under assessment" in town.ana.types("/mvai-request show 1", CHANNEL).words, "nothing was done of all this"
    assert "Request 1 of mvai-2026-001: closed" in town.ana.presses("mvai-2026-001").text


def test_words_that_would_break_a_message_are_shown_as_words(town: Town) -> None:
    """Broadcasts, links, formatting, emoji and right-to-left text come out as they went in, and do nothing."""
    opened(town)
    for text in (
        "<!channel> & <@U1> now <https://example.org|a link>",
        "🕯️ help 👮🏽‍♀️",
        "نحتاج إلى مساعدة",
        "& < > &amp;",
    ):
        logged(town, text)
        shown = town.ana.reads(CHANNEL)[-1]
        assert "<!channel>" not in str(shown.blocks) and "<https" not in str(shown.blocks)
        assert text in town.ana.types("/mvai-request list", CHANNEL).words


def test_ten_thousand_characters_are_refused_kindly_and_three_thousand_are_kept_whole(town: Town) -> None:
    """Too long: nothing is saved and all of it comes back. At the limit: the card cuts, `show` does not."""
    opened(town)
    long = " ".join(f"<help>&{place}" for place in range(800)) + "x" * 4000
    for command in ("/mvai-request log ", "/mvai-request lgo ", "/mvai-request log Call 312-555-0199 "):
        answer = town.ana.types(command + long, CHANNEL)
        assert long in re.sub(r"```(\n?```)?", "", answer.words).replace("\n", ""), answer.words[-300:]
    answer = town.ana.types("/mvai-request log " + "help " * 2000, CHANNEL)
    assert "9,999 characters; 3,000 are taken" in answer.text and answer.words.count("help") == 2000
    assert "no request 1" in town.ana.types("/mvai-request show 1").text
    town.ana.types("/mvai-request log " + "<>&" * 990 + "the end", CHANNEL)
    town.bot.settle()
    assert "Request 1" in town.ana.sees("Request 1", CHANNEL)
    assert "the end" in town.ana.types("/mvai-request show 1").words
    assert "1,000 are taken" in town.ira.types("/mvai-request decide 1 virtual " + "because " * 200).text


@only_sqlite
def test_a_refusal_gives_back_what_was_typed(town: Town) -> None:
    """Slack keeps nothing of a command: the words come back to whoever typed them, and to nobody else."""
    opened(town)
    words = "Could somebody talk with the command staff about the first week, <the> fairs and leave?"
    shown = words.replace("<", "&lt;").replace(">", "&gt;")
    said = town.otto.types(f"/mvai-request log {words}").text
    assert "You typed: `" in said and shown in said
    town.ana.types("/mvai-incident close completed", CHANNEL)
    town.ana.presses("Close it")
    refused = town.ana.types(f"/mvai-request log {words}", CHANNEL).text
    assert "is closed" in refused and "the first week" in refused
    assert "You typed" not in town.otto.types("/mvai-request log short").text


def test_words_that_may_name_a_person_are_held_until_somebody_looks_again(town: Town) -> None:
    """Nothing is stored before Save; the edited words are logged; dropping leaves nothing; elsewhere it asks once."""
    opened(town)
    form = town.ana.types("/mvai-request log Call the mother Mary Smith", CHANNEL).form
    assert form is not None and "may name or describe a person" in form.text
    town.bot.settle()
    assert cards(town, "Mary Smith") == 0
    said = town.ana.submits({"What is asked for": "Call a family member"})
    assert said.form is not None and "Logged as request 1." in said.form.text
    town.bot.settle()
    assert cards(town, "Call a family member") == 1
    town.ana.types("/mvai-request log Call the father John Smith", CHANNEL)
    town.ana.cancels()
    assert "no request 2" in town.ana.types("/mvai-request show 2").text
    town.dana.types("/mvai-request log The plate: ABC 1234 is known")
    form = town.dana.submits().form
    assert form is not None and form.title == "Log a request"
    said = town.dana.submits()
    assert said.form is not None and "Logged as request 2." in said.form.text


def test_somebody_outside_is_refused_and_nothing_changes(town: Town) -> None:
    """Neither a leader nor somebody without a role logs, closes or decides; who asks for help reads where it is asked for."""
    opened(town)
    logged(town)
    said = ("close 1 completed", "decide 1 virtual Because")
    asked = town.otto.types(f"/mvai-request log {TEXT}").text
    assert "nothing was logged" in asked and "MVAI@theIACP.org" in asked and f"You typed: `{TEXT}`" in asked
    for person, words in product((town.otto, town.chief), said):
        answer = person.types(f"/mvai-request {words}")
        assert "That is for" in answer.text and "Type `/mvai`" in answer.text
        assert answer.form is None
    town.bot.settle()
    assert cards(town, TEXT) == 1
    assert "under assessment" in town.ana.sees(TEXT, CHANNEL)


def test_a_form_with_a_field_missing_or_a_person_who_left_stays_open(town: Town) -> None:
    """Each says what is at fault; nothing is logged, and the same form can be sent after that."""
    opened(town)
    town.bea.deactivate()
    town.ana.types("/mvai-request log", CHANNEL)
    said = town.ana.submits({"Requester's name": "Jo Park"}, anyway=True)
    assert said.errors["What is asked for"] == "Please fill this in."
    said = town.ana.submits({"What is asked for": TEXT, "Requester, when they have a Slack account": "bea"})
    assert "account is deactivated. Choose somebody else" in str(said.errors)
    assert "no request 1" in town.ana.types("/mvai-request show 1").text
    town.ana.submits({"Requester, when they have a Slack account": None})
    town.bot.settle()
    assert cards(town, TEXT) == 1
