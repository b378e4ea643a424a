"""Asking an SME, as staff do it, and what the SME and the leader see of it."""

from mvai_slackbot.simulator.people.views import Message
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, on_roster, opened, words_of


def test_an_offer_goes_out_after_one_press_and_says_first_what_it_is_about(town: Town) -> None:
    """Nothing reaches the SME before Send; the message names neither incident nor agency nor anybody's words."""
    on_roster(town, town.sam)
    opened(town)
    question = town.ana.types("/mvai-sme assign 1 @sam")
    assert "Sam Reed" in question and "Help now, decide after" in question
    assert "No agency is on record" in question
    town.bot.settle()
    assert town.sam.reads() == []
    town.ana.presses("Send")
    assert "Take back" in town.ana.sees("Sam Reed was asked about request 1").buttons
    town.bot.settle()
    offer = town.sam.reads()[-1]
    assert offer.text == "MVAI: a short message for you"
    assert offer.buttons == ["Accept", "Decline", "Ask a question", "Show the kind of place"]
    assert "about an act of mass violence" in offer.words.splitlines()[1]
    assert "2 hours ahead of yours" in offer
    for private in ("mvai-2026", "press briefing", "shopping street", "Pat Quinn"):
        assert private not in offer
    assert CHANNEL not in town.sam.channels()
    shown = town.ana.types("/mvai-request show 1", CHANNEL)
    assert "one SME was asked" in shown and "Sam Reed" not in shown and "@sam" not in shown
    status = town.ana.types("/mvai-incident status", CHANNEL)
    assert "An SME was asked about request 1" in status and "help now, decide after" in status


def test_only_acceptance_opens_the_channel_and_introduces_chief_and_sme(town: Town) -> None:
    """After Accept: channel, parts, card, introductions both ways, one line, the request card, word to staff."""
    on_roster(town, town.sam, **{"How and when they like to talk": "By phone, mornings", "State or territory": "co"})
    opened(town)
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    assert CHANNEL in town.sam.channels()
    card = town.sam.sees("Please meet")
    assert card.buttons == [
        "First contact made", "Record what was done", "Note", "Done",
        "What the leader may have", "Ask for a call", "Step back",
    ]  # fmt: skip
    assert "Pat Quinn" in card and "SME lead" in card and "988" in card
    met = town.chief.sees("Please meet")
    assert met.text == "MVAI: a short message for you"
    for known in ("Sam Reed", "By phone, mornings", "from CO", "Denver time"):
        assert known in met
    assert "sam@" not in met.words
    assert "helps with request 1" in town.chief.sees("helps with request 1", CHANNEL)
    assert "@sam (virtual)" in _request_card(town)
    assert town.ana.sees("helps with request 1.")
    assert "Sam Reed helps with request 1 (virtual)" in town.ana.types("/mvai-incident status", CHANNEL)
    assert not [one for one in town.sam.reads() if "Accept" in one.buttons]
    assert "you help with request 1" in town.sam.types("/mvai")


def _request_card(town: Town) -> Message:
    return [one for one in town.ana.reads(CHANNEL) if "press briefing" in one and not one.ephemeral][-1]


def test_a_no_needs_no_reason_and_the_leader_never_sees_who(town: Town) -> None:
    """Decline in one press, a reason in one more, for staff alone; the person can be asked again later."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    town.sam.presses("Decline")
    town.bot.settle()
    thanks = town.sam.sees("counts against nobody")
    assert thanks.buttons == ["Not now", "Too close to home", "Own words"]
    assert CHANNEL not in town.sam.channels()
    assert "cannot help with request 1" in town.ana.sees("this time")
    town.sam.presses("Too close to home")
    town.bot.settle()
    assert "They chose to say: too close to home" in town.ana.sees("They chose to say")
    status = town.ana.types("/mvai-incident status", CHANNEL)
    assert "was declined" in status and "Sam Reed" not in status and "too close" not in status
    assert "too close" not in "".join(one.words for one in town.ana.reads(CHANNEL) if not one.ephemeral)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    assert CHANNEL in town.sam.channels()


def test_a_reason_in_own_words_passes_the_guard(town: Town) -> None:
    """Words that may describe a person are held back before they are saved."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    town.sam.presses("Decline")
    town.bot.settle()
    town.sam.presses("Own words")
    town.sam.submits({"In your own words": "one of my officers has PTSD"})
    form = town.sam.form
    assert form is not None and form.title == "Please look again"
    town.sam.submits({"In your own words": "a hard month"})
    town.bot.settle()
    assert "a hard month" in town.ana.sees("They chose to say")
    assert "PTSD" not in words_of(town.ana)


def test_help_is_found_with_plain_reasons_and_assigned_from_the_list(town: Town) -> None:
    """The card's button lists who fits, privately; Assign leads to the same question; the form does as well."""
    on_roster(town, town.sam)
    on_roster(town, town.sol, **{"Areas covered": ["Long-term community wellness"]})
    channel = opened(town)
    listed = town.ana.presses("Find help", channel)
    assert "@sam" in listed and "@sol" in listed
    assert "0 of 1 assignments" in listed and "2 hours behind the community's" in listed
    assert "Dana" not in listed and not [one for one in town.dana.reads(channel) if "who could help" in one]
    town.ana.presses("Offer", message=listed.message)
    assert "This goes to" in town.ana.sees("This goes to")
    town.ana.presses("Assign", channel, message=_request_card(town))
    form = town.ana.form
    assert form is not None and "Sam Reed · Law enforcement executive" in form.options("Who")
    town.ana.submits({"Who": "Sol Marsh · Law enforcement executive", "How": "In person"})
    asked_form = town.ana.form
    assert asked_form is not None and "Sol Marsh" in asked_form and "in person" in asked_form
    asked_form.presses("Send")
    town.bot.settle()
    assert "in person" in town.sol.sees("Could you help?")
    # The form is gone; the way back stands in the direct message.
    town.ana.cancels()
    town.ana.presses("Take back", message=town.ana.sees("Sol Marsh was asked"))
    town.bot.settle()
    assert "took it back" in town.sol.sees("Nothing is asked of you")


def test_a_drill_says_so_first_everywhere(town: Town) -> None:
    """Offer, card, introduction and line begin with DRILL."""
    on_roster(town, town.sam)
    channel = opened(town, drill=True)
    town.ana.types("/mvai-incident leader @chief", channel)
    town.ana.presses("Send")
    asked(town, town.sam)
    offer = town.sam.sees("Could you help?")
    assert offer.text == "DRILL. This is a drill. Nothing has happened." and "about an act of" not in offer.words
    assert "DRILL *This message" in _sections(offer)[0]
    town.sam.presses("Accept")
    town.bot.settle()
    for message in (*town.sam.reads(), town.chief.sees("Please meet")):
        assert message.text.startswith("DRILL") and _sections(message)[0].startswith("DRILL ")
    assert town.sam.sees("helps with request 1", channel).text.startswith("DRILL ")


def _sections(message: Message) -> list[str]:
    return [str(block["text"]["text"]) for block in message.blocks if block["type"] == "section" and "text" in block]
