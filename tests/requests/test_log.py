"""Logging a request, as staff do it."""

from concurrent.futures import ThreadPoolExecutor

from tests.conftest import Town
from tests.requests.world import CHANNEL, SECOND, TEXT, cards, opened


def test_logging_in_an_incident_channel_answers_at_once_and_posts_a_card(town: Town) -> None:
    """One command, one number, one card; the same command again changes nothing and gets the first answer."""
    opened(town)
    answer = town.ana.types(f"/mvai-request log {TEXT}", CHANNEL)
    assert "Logged as request 1." in answer.text
    assert CHANNEL in answer.text
    town.bot.settle()
    assert town.ana.sees(TEXT, CHANNEL).buttons == ["Assign", "Show", "Close"]
    again = town.ana.types(f"/mvai-request log {TEXT}", CHANNEL)
    assert "Logged as request 1." in again.words
    town.bot.settle()
    assert cards(town, TEXT) == 1
    assert "Logged as request 2." in again.presses("Make another").text
    town.bot.settle()
    assert cards(town, TEXT) == 2
    assert "Request 1 logged" in town.ana.types("/mvai-incident status", CHANNEL).words


def test_the_card_of_the_incident_opens_the_form_and_the_form_logs_everything(town: Town) -> None:
    """Areas, urgency, mode, source, requester and second contact come back in `show`; the card has no contacts."""
    opened(town)
    form = town.ana.presses("Log request", CHANNEL).form
    assert form is not None and CHANNEL in form.text and "Which incident" not in form.labels
    said = town.ana.submits(
        {
            "What is asked for": TEXT,
            "Areas": ["Victim and witness health and wellness", "Public information strategies"],
            "How soon": "Within a day",
            "Virtual or in person": "In person",
            "How it reached us": "Phone",
            "Requester's name": "Jo Park",
            "Requester's rank or title": "Captain",
            "Requester's phone": "+1 555 0100",
            "Preferred way": "Phone",
            "Preferred hours": "08:00-18:00",
            "Second contact, when they have a Slack account": "deputy",
        }
    )
    assert said.form is not None and "Logged as request 1." in said.form.text and CHANNEL in said.form.text
    town.bot.settle()
    card = town.ana.sees(TEXT, CHANNEL)
    assert "Public information strategies, Victim and witness health and wellness" in card
    assert "Within a day" in card and "In person" in card
    assert "Jo Park" not in card and "555" not in card and "Lee Brand" not in card
    shown = town.ana.types("/mvai-request show #1").words
    assert "Captain Jo Park" in shown and "+1 555 0100" in shown and "08:00-18:00" in shown
    assert "Lee Brand" in shown and "reached us by phone" in shown


def test_a_contact_needs_a_name(town: Town) -> None:
    """A phone number without a name stays in the form with a word beside the name; nothing is logged."""
    opened(town)
    town.ana.types("/mvai-request log", CHANNEL)
    said = town.ana.submits({"What is asked for": TEXT, "Requester's phone": "+1 555 0100"})
    assert "Please give the name too" in said.errors["Requester's name"]
    assert "no request 1" in town.ana.types("/mvai-request show 1").text


def test_elsewhere_the_form_asks_which_incident(town: Town) -> None:
    """In a direct message the words come along and the incident is chosen; the answer and the card are of that one."""
    opened(town, times=2)
    form = town.ana.types(f"/mvai-request log {TEXT}").form
    assert form is not None and form.values["What is asked for"] == TEXT
    assert form.values["Which incident"] == "None yet"
    choice = next(one for one in form.options("Which incident") if one.startswith(SECOND))
    said = town.ana.submits({"Which incident": choice})
    assert said.form is not None and SECOND in said.form.text
    town.bot.settle()
    assert town.ana.sees(TEXT, SECOND)
    assert cards(town, TEXT) == 0


def test_a_message_becomes_a_request_after_editing(town: Town) -> None:
    """The shortcut shows the words as they were typed; what is sent is logged for the incident of the channel."""
    opened(town)
    message = town.dana.writes("Help with press & families, see https://example.org/a", CHANNEL)
    form = town.dana.shortcut("Log as request", message).form
    assert form is not None
    assert form.values["What is asked for"] == "Help with press & families, see https://example.org/a"
    assert "no request 1" in town.ana.types("/mvai-request show 1").text
    town.dana.submits({"What is asked for": "Help with press & families"})
    town.bot.settle()
    assert town.ana.sees("Request 1", CHANNEL).words.count("Help with press & families") == 1


def test_two_who_log_at_once_get_two_numbers(town: Town) -> None:
    """Numbers are given one after another, also when two ask in the same instant; names of people are kept as words."""
    opened(town)
    with ThreadPoolExecutor(2) as both:
        said = [
            both.submit(one.types, f"/mvai-request log {TEXT} with @dana", CHANNEL) for one in (town.ana, town.dana)
        ]
        answers = {one.result().text for one in said}
    assert {answer.partition(".")[0] for answer in answers} == {"Logged as request 1", "Logged as request 2"}
    town.bot.settle()
    assert cards(town, f"{TEXT} with @dana") == 2


def test_a_drill_says_so_on_the_card_and_in_the_answer(town: Town) -> None:
    """DRILL stands first wherever the request is shown."""
    town.ana.types("/mvai-incident open --drill Rehearsal at the fairground")
    town.bot.settle()
    channel = "drill-mvai-2026-001"
    assert town.ana.types(f"/mvai-request log {TEXT}", channel).text.startswith("DRILL Logged as request 1.")
    town.bot.settle()
    assert town.ana.sees(TEXT, channel).text.startswith("DRILL Request 1")
    assert town.ana.types("/mvai-request close 1 completed").text.startswith("DRILL Request 1 of mvai-drill-2026-001:")
    assert town.ana.types("/mvai-request show 1").text.startswith("DRILL Request 1 of mvai-drill-2026-001:")
