"""The list of what is due next and the clock agree: half a minute before, nothing; at the moment named, it happens."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from mvai_slackbot.intake.models import MailState, ReceivedMail, Why
from mvai_slackbot.people.models import Part
from mvai_slackbot.scenarios import list_due
from mvai_slackbot.simulator.due import Due, upcoming
from tests.calls.ways import PLEASE, ask, on_call, told as tells
from tests.checkins.test_answer import name_part
from tests.checkins.ways import agree, local_now, open_incident, press, turn_to
from tests.conftest import Town
from tests.reports.ways import answered, town_with_lead
from tests.requests.test_drafts import comes_in
from tests.smes.story import asked, logged, on_roster, opened
from tests.smes.ways import NEXT, asks_several, many, opened_urgently

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
JUST_BEFORE = timedelta(seconds=30)


def comes(town: Town, what: str) -> Due:
    """Return the next thing of this name on the list."""
    found = upcoming(partial(list_due, town.bot.bot.works), town.sim.clock.now(), 100)
    named = [one for one in found if one.what == what]
    assert named, f"{what!r} is not among {[one.what for one in found]}"
    return named[0]


def happens(town: Town, what: str, seen: Callable[[], object]) -> Due:
    """Turn the clock to just before, then to the moment; return what the list said."""
    due = comes(town, what)
    town.sim.clock.to(due.at - JUST_BEFORE)
    town.bot.tick()
    assert not seen(), f"before its time: {due}"
    town.sim.clock.to(due.at)
    town.bot.tick()
    assert seen(), f"not at its time: {due}"
    return due


def reads_of(town: Town, words: str) -> bool:
    """Whether the list of requests says something to staff."""
    return words in town.ana.types("/mvai-request list").words


def test_an_offer_is_reminded_of_and_ends_and_the_next_is_asked(town: Town) -> None:
    """The list names who is asked; after the time to answer the next one has it."""
    sam, sol = many(town, 2)
    opened_urgently(town)
    asks_several(town, [sam, sol], wanted=1, pace=NEXT)
    due = happens(town, "Offer: the one reminder", lambda: tells(sam, "This is the only reminder"))
    assert due.whom == "Sam Reed · request 1"
    happens(town, "Offer: the time to answer is over, the next is asked", lambda: tells(sol, "Accept"))
    assert comes(town, "Offer: the one reminder").whom == "Sol Marsh · request 1"


def test_a_single_offer_ends_and_a_question_about_it_waits_for_staff(town: Town) -> None:
    """Whoever asked something is not reminded: staff are."""
    on_roster(town, town.sam)
    on_roster(town, town.sol)
    opened_urgently(town)
    asked(town, town.sam)
    happens(town, "Offer: the time to answer is over", lambda: tells(town.ana, "has not answered in time"))
    asked(town, town.sol)
    town.sol.presses("Ask a question")
    town.sol.submits({"Your question": "Is there somewhere to stay?"})
    town.bot.settle()
    happens(
        town, "Offer: staff hear that its question still waits", lambda: tells(town.ana, "still waits for an answer")
    )


def test_a_first_contact_is_late_and_a_word_comes_after_the_help(town: Town) -> None:
    """Staff hear of the one; the helper reads the other, in their own daytime."""
    open_incident(town)
    on_roster(town, town.sam)
    logged(town)
    town.ana.types("/mvai-incident leader @chief", "mvai-2026-001").presses("Send")
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    happens(town, "First contact: staff hear that it is late", lambda: tells(town.ana, "first contact"))
    town.sam.types("/mvai-sme done 1 The press briefings are in local hands")
    town.bot.settle()
    due = happens(town, "A word after their help ended", lambda: tells(town.sam, "What you carried there"))
    assert due.whom == "Sam Reed · mvai-2026-001"


def test_a_request_nobody_has_is_told_and_its_steps_run_late(town: Town) -> None:
    """What the list says runs late stands on the request from that moment on."""
    number = comes_in(town)
    happens(
        town, "Nobody has a request: all of staff hear it", lambda: tells(town.dana, "nobody has it yet. Could you")
    )
    for step in ("acknowledgement", "assessment call", "team"):
        happens(town, f"Request: the {step} runs late", partial(reads_of, town, f"{step} was due"))
    assert number == 1


def test_a_view_that_is_missing_is_asked_of_somebody_else(town: Town) -> None:
    """The list says who did not say anything; then staff are asked, and nobody after them."""
    opened(town)
    due = happens(town, "No view of IACP: somebody else is asked", lambda: tells(town.ana, "IACP"))
    assert due.whom == "Ira Lund · Request 1 · mvai-2026-001"


def test_a_held_mail_waits(town: Town) -> None:
    """Half an hour, then who is on call hears of it."""
    on_call(town, town.dana)
    with town.bot.bot.works.begin() as work:
        mail = ReceivedMail(
            team_id=work.team_id, mailbox="a", uid_validity=1, uid=1, name="b", says="c", writer="d", size=1,
            arrived_at=work.now, state=MailState.HELD, why=Why.UNVERIFIED,
        )  # fmt: skip
        work.session.add(mail)
    happens(town, "A held mail waits: who is on call hears it", lambda: tells(town.dana, "waited for half an hour"))


def test_an_answer_asks_for_a_look_is_told_and_comes_again(town: Town) -> None:
    """By night it waits for the morning; without a word on what came of it, it comes again."""
    town_with_lead(town)
    turn_to(town, 23, days=1)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 4, "OM2": 1})
    due = happens(town, "An answer needs a look: told", lambda: tells(town.sam, "needs a look"))
    assert due.whom == "Sam Reed, Ana Torres · mvai-2026-001"
    again = "Have you looked into these answers?"
    happens(town, "How it went with answers: asked again", lambda: tells(town.sam, again))
    happens(town, "How it went with answers: asked again", lambda: tells(town.ana, "is in a newer message below"))


def test_trends_are_brought_on_their_day(town: Town) -> None:
    """Once a week at first, at noon where the community is."""
    town_with_lead(town)
    turn_to(town, 17, days=1)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 4, "OM2": 4})
    due = happens(town, "How answers went: brought", lambda: tells(town.sam, "How answers to check-ins went"))
    assert "Sam Reed" in due.whom
    assert comes(town, "How answers went: brought").at - due.at == timedelta(days=7)


def test_silence_leads_to_a_phone_call(town: Town) -> None:
    """Two check-ins without an answer: the SME lead is asked to phone; a third: the coordinator."""
    agree(town)
    name_part(town, town.sam, Part.SME_LEAD)
    for _ in range(2):
        turn_to(town, 16, 1, days=1)
    happens(town, "No answer so far: the SME lead is asked to phone", lambda: tells(town.sam, "please phone Pat Quinn"))
    happens(
        town,
        "No answer so far: the coordinator is asked to phone",
        lambda: tells(town.ana, "please make sure somebody reaches Pat Quinn"),
    )


def test_a_check_in_waits_for_the_end_of_a_scheduled_do_not_disturb(town: Town) -> None:
    """The list names the moment at which it is over, and so does the clock."""
    rest = (local_now(town) + timedelta(days=1)).replace(hour=15, minute=0, second=0, microsecond=0)
    town.chief.sets_dnd(rest, rest + timedelta(hours=3, minutes=20))
    agree(town)
    due = happens(town, "Check-in", lambda: tells(town.chief, "A short check-in"))
    assert f"{due.at.astimezone(rest.tzinfo):%H:%M}" == "18:30"


def test_a_call_without_an_outcome_goes_back(town: Town) -> None:
    """Whoever has it is asked what came of it; then people on call are asked again."""
    on_call(town, town.dana)
    open_incident(town)
    ask(town, town.chief)
    press(town, town.dana, "I will call")
    happens(town, "How a call went: asked", lambda: tells(town.dana, "In ten minutes it goes back"))
    before = len(tells(town.dana, PLEASE))
    happens(
        town,
        "A call without an outcome goes back to who is on call",
        lambda: len(tells(town.dana, PLEASE)) > before,
    )
