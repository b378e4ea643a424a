"""Finding who could help: a private list with reasons and points, who is left out and why, adjusted in a form."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from mvai_slackbot.db import Private
from mvai_slackbot.incidents.models import EarlierWords
from mvai_slackbot.people import service as people
from mvai_slackbot.simulator.people.views import Message
from mvai_slackbot.smes.models import Kind, Travel
from mvai_slackbot.smes.roster import service as roster
from tests.conftest import Town

from .story import asked, logged, on_roster, opened

STATE, LIMIT = "State or territory", "Assignments at the same time"
AREAS = "Areas wanted"


def wanted(town: Town, channel: str) -> None:
    """Say where the community is and what is asked for."""
    town.ana.presses("Add details", channel)
    town.ana.submits({
        "Requesting agency": "Springfield P.D.", STATE: "OH", "Kind of place": "School", "Sworn size": "51 to 250",
        "Kind of agency": "Municipal police",
    })  # fmt: skip
    town.ana.cancels(all_forms=True)
    town.bot.settle()


def listed(town: Town, command: str = "/mvai-sme find #1") -> Message:
    """Ask who could help, as Ana."""
    found = town.ana.types(command).message
    assert found is not None
    return found


def record(town: Town, who: str, part: str, **values: object) -> None:
    """Let an SME correct a part of their own record."""
    person = getattr(town, who)
    person.presses(part, message=person.types("/mvai-sme record").message)
    answer = person.submits(values)
    assert answer.status == "ok" and not answer.errors, answer.errors
    person.cancels(all_forms=True)
    town.bot.settle()


def test_the_list_says_why_and_the_points_add_up(town: Town) -> None:
    """Reasons in words with their points; the sum beside the name; the best fit first; an offer from the row."""
    on_roster(
        town, town.sam, **{STATE: "CO", LIMIT: "2", "Lived through, coarse": ["School"], "Its sworn size": "51 to 250"}
    )
    on_roster(town, town.sol, **{STATE: "OR"})
    wanted(town, opened(town))
    found = listed(town)
    words = found.words
    assert words.index("@sam") < words.index("@sol")
    for reason in ("has lived through the same kind of place: school", "51 to 250 sworn",
                   "no deployment in the last 90 days", "2 hours behind the community's"):  # fmt: skip
        assert reason in words, words
    row = next(str(block["text"]["text"]) for block in found.blocks if "1. <@" in str(block.get("text")))
    points = [int(part.split("`")[1]) for part in row.split("\n") if part.startswith("`")]
    assert f"*{sum(points)} points*" in row and len(points) >= 4
    town.ana.presses("Offer", message=found)
    assert "This goes to" in town.ana.sees("This goes to")
    town.ana.presses("Send")
    town.bot.settle()
    assert "Could you help?" in town.sol.sees("Could you help?")
    assert "@sol: was asked about this already and has not answered yet" in listed(town).words


def test_who_is_left_out_is_told_to_staff_with_the_reason(town: Town) -> None:
    """Limit, a no, the same state, a neighboring one, an agency that responds; nobody but staff may ask."""
    on_roster(town, town.sam, **{STATE: "CO"})
    on_roster(town, town.sol, **{STATE: "PA"})
    on_roster(town, town.deputy, **{STATE: "OH"})
    on_roster(town, town.otto, **{STATE: "TX"})
    channel = opened(town)
    wanted(town, channel)
    logged(town, text="a second thing")
    asked(town, town.sam, 2)
    town.sam.presses("Accept")
    town.bot.settle()
    record(
        town,
        "otto",
        "Limits and care",
        **{"Ties to agencies": "Shelby Sheriff's Office\nSpringfield Police Department"},
    )
    words = listed(town).words
    assert "@sam: already on 1 of 1" in words
    assert "@sol: lives in a neighboring state: PA" in words
    assert "@deputy: lives in the same state: OH" in words
    assert "@otto: is bound to an agency that responds: springfield police department" in words
    assert "can be asked about this now" in words
    question = town.ana.types("/mvai-sme assign 1 @otto").words
    assert "Please think first" in question and "is bound to an agency that responds" in question and "Send" in question
    for person in (town.sam, town.sol, town.chief):
        assert "That is for program staff" in person.types("/mvai-sme find 1")
    record(
        town, "sol", "Limits and care", **{"Ask all the same": ["In a neighboring state (if a county is not known)"]}
    )
    words = listed(town).words
    assert "lives in a neighboring state (PA) and wants to be asked all the same" in words and "@sol:" not in words


def test_counties_leave_out_home_and_next_door_and_let_the_rest_of_the_state_help(town: Town) -> None:
    """A county is typed as people say it; where one is not known the state counts, and the list says so."""
    on_roster(town, town.sam, **{STATE: "OH", "Home county": "franklin"})
    on_roster(town, town.sol, **{"Home county": "Licking"})
    on_roster(town, town.deputy, **{"Home county": "Lucas County, Ohio"})
    on_roster(town, town.otto, **{STATE: "OH"})
    wanted(town, opened(town))
    assert "The community's county is not known" in listed(town) and "same state: OH" in listed(town)
    town.ana.presses("Add details", "mvai-2026-001")
    assert "Did you mean Franklin County" in town.ana.submits({"County": "Frankln"}).errors["County"]
    assert town.ana.submits({"County": "Franklin County"}).errors == {}
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    found = listed(town).words
    for words in (
        "@sam: lives in the same county: Franklin County, OH",
        "@sol: lives in a neighboring county: Licking County, OH",
        "@otto: lives in the same state: OH, their county is not known",
    ):
        assert words in found, found
    assert "1. @deputy" in found and "Lucas County, OH" in found and "The community's county" not in found
    assert "Franklin County, OH" in town.ana.sees("Event at a shopping street", channel="mvai-2026-001")
    record(town, "sam", "Limits and care", **{"Ask all the same": ["In the home county"]})
    assert "lives in the same county (Franklin County, OH) and wants to be asked all the same" in listed(town)
    town.ana.presses("Add details", "mvai-2026-001")
    town.ana.submits({STATE: "IN", "County": None})
    town.ana.cancels(all_forms=True)
    assert "The community's county is not known" in listed(town)
    with town.bot.bot.works.read() as work:
        earlier = {one.field: one.words for one in work.session.scalars(select(EarlierWords))}
        assert earlier["county"] == Private("Franklin County, OH")


def test_rest_absence_and_hard_dates_are_kept_and_a_no_counts_for_this_request_only(town: Town) -> None:
    """Each ends by itself when its time is over."""
    on_roster(town, town.sam, **{"Rest after each deployment": "1 week", LIMIT: "2"})
    on_roster(town, town.sol)
    channel = opened(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    town.sam.types("/mvai-sme done 1 all is said")
    asked(town, town.sol)
    town.sol.presses("Decline")
    town.bot.settle()
    logged(town, channel, "a second thing")
    assert "@sol: declined this request" in listed(town, "/mvai-sme find 1").words
    second = listed(town, "/mvai-sme find 2").words
    assert "@sam: resting until" in second and "@sol:" not in second and "@sol" in second
    day = town.sim.clock.now().astimezone(ZoneInfo("America/Los_Angeles")).date()
    record(town, "sol", "When and where", Away=f"{day.isoformat()} on")
    assert "@sol: away until they say otherwise" in listed(town, "/mvai-sme find 2").words
    record(town, "sol", "When and where", Away=None)
    record(town, "sol", "Limits and care", **{"Dates that are hard": f"{day:%m-%d}"})
    hard = listed(town, "/mvai-sme find 2").words
    assert "@sol: close to a date that is hard for them" in hard and f"{day:%m-%d}" not in hard
    town.sim.clock.advance(timedelta(days=20))
    later = listed(town, "/mvai-sme find 2").words
    assert "Left out" not in later and "helped once in the last year" in later


def test_what_is_looked_for_is_adjusted_in_a_form(town: Town) -> None:
    """The form comes filled with what is looked for; its answer is the list anew, and a row can be offered from there."""
    on_roster(town, town.sam, **{STATE: "CO", "Languages besides English": ["Spanish"]})
    on_roster(town, town.sol, **{STATE: "CA", "Kind": "Victim services", "Travel": "Helps virtually only"})
    wanted(town, opened(town))
    town.ana.presses("Adjust", message=listed(town))
    form = town.ana.form
    assert form is not None and form.values["How"] == "Virtual" and form.values["Areas"] == []
    town.ana.submits({
        "Areas": ["Public information strategies"], "How": "In person", "Speaks one of": ["Spanish", "Vietnamese"],
        "Not farther than": "2,000 miles",
    })  # fmt: skip
    shown = town.ana.form
    assert shown is not None
    for words in (
        "covers Public information strategies",
        "speaks Spanish",
        "miles away",
        "travels anywhere",
        "within 2,000 miles",
    ):
        assert words in shown, shown.text
    assert "1 speak none of the languages" in shown and "Sol" not in shown
    shown.presses("Adjust")
    again = town.ana.form
    assert again is not None and again.values["Speaks one of"] == ["Spanish", "Vietnamese"]
    town.ana.submits({"Only this kind": "Victim services", "Speaks one of": [], "How": "In person"})
    none = town.ana.form
    assert none is not None and "helps virtually only" in none and "1 are of another kind" in none
    none.presses("Adjust")
    town.ana.submits({"Only this kind": None})
    last = town.ana.form
    assert last is not None
    last.presses("Offer")
    before = town.ana.form
    assert before is not None and "in person: Public information strategies. No words" in before.text
    before.presses("Send")
    town.bot.settle()
    assert "*Area:* Public information strategies" in town.sam.sees("Could you help?").words, "what was looked for"


def test_the_leader_of_the_incident_and_who_stepped_back_are_left_in_peace(town: Town) -> None:
    """Neither is shown as somebody to ask."""
    on_roster(town, town.chief)
    on_roster(town, town.sam)
    channel = opened(town)
    town.ana.types("/mvai-incident leader @chief", channel)
    town.ana.presses("Send")
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    assert "@sam: helps with this request already" in listed(town).words
    town.sam.presses("Step back")
    town.bot.settle()
    words = listed(town).words
    assert "@chief: leads this incident" in words and "@sam: stepped back from this incident" in words


def test_the_card_asks_about_which_request_when_there_are_several(town: Town) -> None:
    """One open request is looked at at once; with none, the words say what to do."""
    on_roster(town, town.sam)
    channel = opened(town, drill=True)
    shown = town.ana.presses("Find help", channel).message
    assert shown is not None and "request 1: who could help" in shown and shown.text.startswith("DRILL")
    logged(town, channel, "a second thing")
    which = town.ana.presses("Find help", channel).message
    assert which is not None and which.buttons == ["Find", "Find"] and "About which request?" in which
    town.ana.presses("Find", message=which)
    assert "request 2: who could help" in town.ana.sees("request 2: who could help")
    for number in (1, 2):
        town.ana.types(f"/mvai-request close {number} completed")
    assert "No request is open" in town.ana.presses("Find help", channel)
    assert "Request 1 is closed" in town.ana.types("/mvai-sme find 1")


def test_wrong_numbers_and_requests_without_an_incident_are_answered_plainly(town: Town) -> None:
    """What was typed comes back with what to type; without an incident nobody can be offered anything yet."""
    on_roster(town, town.sam)
    on_roster(town, town.sol, **{"Home county": "Licking"})
    assert "There is no request 7" in town.ana.types("/mvai-sme find #7")
    answer = town.ana.types("/mvai-sme find the best one").text
    assert "You typed: `the best one`" in answer and "/mvai-sme find 7" in answer
    town.ana.types("/mvai-request log a call with a peer")
    town.ana.submits({"County": "Franklin, OH"})
    town.ana.cancels(all_forms=True)
    found = listed(town)
    assert "It belongs to no incident yet" in found and "Offer" not in found.buttons and "@sam" in found
    assert "@sol: lives in a neighboring county: Licking County, OH" in found


def test_a_long_list_turns_over_and_stays_within_slacks_limits(town: Town) -> None:
    """Eighty SMEs with long reasons: a part at a time, forth and back, and all who are left out as well."""
    with town.bot.bot.works.begin() as work:
        for number in range(80):
            person = people.meet(
                work, town.sim.person(f"sme{number}", real_name=f"Sme {number:02} " + "Long name " * 4).id
            )
            roster.save_sme(work, person, entry(home_state="OH" if number % 2 else "CO"))
    town.bot.settle()
    wanted(town, opened(town))
    first = listed(town)
    assert "1 to 6 of 40" in first and [*dict.fromkeys(first.buttons)] == [
        "Adjust",
        "Ask several",
        "Offer",
        "More",
        "All left out (40)",
    ]
    town.ana.presses("More", message=first)
    second = town.ana.sees("7 to 12 of 40")
    town.ana.presses("Earlier", message=second)
    town.ana.presses("All left out (40)", message=town.ana.sees("1 to 6 of 40"))
    out = town.ana.sees("1 to 30 of 40.")
    assert out.words.count("lives in the same state: OH") == 30
    town.ana.presses("More", message=out)
    town.ana.presses("Back", message=town.ana.sees("31 to 40 of 40."))
    assert "1 to 6 of 40" in town.ana.sees("who could help")


def entry(**more: object) -> roster.Entry:
    """Return what the roster says of somebody ordinary."""
    values: dict[str, object] = {
        "kind": Kind.EXECUTIVE, "areas": ["public_information"], "experience": [], "home_state": "CO",
        "timezone": "America/Denver", "travel": Travel.ANYWHERE, "most": 1, "talks": None, "active": True,
    }  # fmt: skip
    return roster.Entry(**values | more)  # type: ignore[arg-type]  # a test's own values


@pytest.mark.parametrize("many", [5, 60])
def test_the_number_of_questions_to_the_database_does_not_grow_with_the_roster(town: Town, many: int) -> None:
    """Ten questions at most, for five people as for sixty."""
    with town.bot.bot.works.begin() as work:
        for number in range(many):
            roster.save_sme(work, people.meet(work, f"U0SME{number}"), entry())
    opened(town)
    asked_for: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked_for.append(statement)

    engine = town.bot.bot.works.database.engine
    event.listen(engine, "before_cursor_execute", heard)
    listed(town)
    event.remove(engine, "before_cursor_execute", heard)
    about_smes = [one for one in asked_for if " sme" in one or "assignment" in one or "absence" in one]
    assert len(about_smes) <= 5 and len(asked_for) < 30, asked_for
