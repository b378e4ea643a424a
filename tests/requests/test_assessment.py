"""IACP and BJA are asked; each has a view; a difference is shown; silence goes to a substitute and then to staff."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from mvai_slackbot.requests import clock
from mvai_slackbot.requests.models import RequestAsking
from tests.conftest import Town
from tests.requests.test_drafts import comes_in
from tests.requests.world import CHANNEL, TEXT, led, logged, opened


def asked(town: Town) -> list[tuple[str, bool]]:
    """Return whose view was asked for and whether staff were asked, in order."""
    with town.bot.bot.works.database.read() as session:
        rows = session.scalars(select(RequestAsking).order_by(RequestAsking.id))
        return [(one.body.value, one.staff) for one in rows]


def later(town: Town, hours: float) -> None:
    """Turn the clock and let the features look at it."""
    town.sim.clock.advance(timedelta(hours=hours))
    town.bot.tick()


def test_both_are_asked_and_a_yes_is_one_press(town: Town) -> None:
    """The question's first line names nothing; after the press it shows both views, and the request is approved."""
    comes_in(town)
    town.ana.presses("Open incident")
    town.bot.settle()
    question = town.ira.sees("what is IACP's view?")
    assert TEXT in question and "Milton Police" in question and "555" not in question
    assert "Request" not in question.text and CHANNEL not in str(question.blocks[0])
    assert "recorded, IACP: virtual" in town.ira.presses("Virtual").text
    town.bot.settle()
    assert "IACP: virtual, recorded" in town.ira.sees("IACP: virtual, recorded")
    assert "IACP: virtual · BJA: not yet" in town.bea.sees("what is BJA's view?")
    assert "Help is approved" in town.bea.presses("Both").text
    town.bot.settle()
    assert "approved" in town.ana.sees(TEXT, CHANNEL) and "Help is approved" in town.ira.sees("Help is approved")


def test_a_no_says_why_and_who_can_help_and_the_requester_reads_neither(town: Town) -> None:
    """The form asks for both; staff are told to call, with the reasons; the channel reads as before until they have."""
    opened(town)
    led(town)
    logged(town)
    form = town.ira.presses("No team …").form
    assert form is not None and form.values["Decision"] == "Decline"
    assert "Please say why" in town.ira.submits().errors["Reason"]
    town.ira.submits({"Reason": "Outside of what we do"})
    town.ira.cancels(all_forms=True)
    town.bea.presses("Refer …")
    assert "Please say to whom" in town.bea.submits().errors["Refer to whom"]
    town.bea.submits({"Refer to whom": "The state office for victims"})
    town.bea.cancels(all_forms=True)
    town.bot.settle()
    told = town.ana.sees("Please call whoever asked")
    assert "Outside of what we do" in told and "The state office for victims" in told
    seen = town.chief.sees(TEXT, CHANNEL).words + town.chief.types("/mvai-request show 1").words
    seen += town.chief.types("/mvai-incident status", CHANNEL).words
    assert "under assessment" in seen
    assert not any(one in seen for one in ("decline", "refer", "Outside", "state office"))
    form = town.ana.presses("Record the call").form
    assert form is not None and form.values["Who can help instead"] == "The state office for victims"
    town.ana.submits({"The call": ["I called and told them who can help instead"]})
    town.bot.settle()
    assert "referred to others who can help" in town.chief.sees(TEXT, CHANNEL)


def test_views_that_differ_are_shown_to_everybody_who_decides(town: Town) -> None:
    """Virtual and in person have nothing in common either; what is missing is asked for in words."""
    opened(town)
    logged(town)
    town.ira.presses("Virtual")
    assert "They differ" in town.bea.presses("In person").text
    town.bot.settle()
    assert "They differ, so nothing is decided" in town.ira.sees("They differ")
    assert "They differ, so nothing is decided" in town.ana.sees("They differ")
    assert "under assessment" in town.ana.sees(TEXT, CHANNEL)
    town.bea.presses("Change")
    assert "what is missing" in town.bea.submits({"Decision": "Need more information"}).errors["Reason"]
    town.bea.submits({"Reason": "Which agency leads?"})
    town.bea.cancels(all_forms=True)
    town.bot.settle()
    assert "Staff ask the requester for what is missing" in town.ana.sees("Which agency leads?")


def test_silence_goes_to_the_substitute_then_to_staff_who_may_decide_with_a_reason(town: Town) -> None:
    """Whoever got the role second is the substitute; each is asked once; staff write down a call, or decide."""
    town.root.types("/mvai role @otto bja-reviewer")
    opened(town)
    logged(town)
    town.ira.presses("Virtual")
    town.bot.settle()
    assert asked(town) == [("iacp", False), ("bja", False)]
    later(town, 1)
    assert len(asked(town)) == 2
    later(town, 1.1)
    assert "what is BJA's view?" in town.otto.sees("what is BJA's view?")
    later(town, 2.1)
    assert "BJA has not answered" in town.ana.sees("BJA has not answered")
    for _ in range(3):
        later(town, 5)
    assert asked(town) == [("iacp", False), ("bja", False), ("bja", False), ("bja", True)]
    with town.bot.bot.works.read() as work:
        # It waits for staff now: the clock does not hold and read it again every two seconds.
        assert list(clock.list_ids(work)) == []
    town.ana.presses("Record decision", message=town.ana.sees("BJA has not answered"))
    said = town.ana.submits(
        {"Whose decision": "BJA", "Decision": "Virtual", "How it reached us": "Staff decide on its behalf"}
    )
    assert "why staff decide on its behalf" in said.errors["Reason"]
    town.ana.submits({"Reason": "Nobody could be reached for nine hours"})
    town.bot.settle()
    shown = town.ana.types("/mvai-request show 1").words
    assert "approved" in shown and "staff decided on its behalf" in shown
    assert "Nothing more is needed" in town.ana.sees("BJA's view is in")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_was_named_to_stand_in_is_asked_next_from_when_until_when(town: Town) -> None:
    """Named by the reviewer, or by staff; asked before those who merely have the role; it gives nobody a right."""
    said = town.ira.types(f"/mvai-request stand-in {town.otto.mention} until tomorrow 23:00").text
    assert "does not review for IACP yet" in said
    for handle in ("sol", "otto"):
        town.root.types(f"/mvai role @{handle} iacp-reviewer")
    assert "For somebody else, staff do" in town.bea.types("/mvai-request stand-in @otto for @ira").text
    assert "say for whom" in town.ana.types("/mvai-request stand-in @otto").text
    assert (
        "Otto Fell stands in for Ira Lund (IACP) until"
        in town.ira.types("/mvai-request stand-in @otto until tomorrow 23:00").text
    )
    town.bot.settle()
    told = town.otto.sees("stands in for Ira Lund")
    assert told.text == "MVAI: a short message for you"
    for person in (town.ana, town.ira, town.otto):
        assert "Otto Fell stands in for Ira Lund (IACP) until" in person.types("/mvai").words
    assert "stands in" not in town.bea.types("/mvai").words
    opened(town)
    logged(town)
    later(town, 2.1)
    assert "what is IACP's view?" in town.otto.sees("what is IACP's view?")
    later(town, 2.1)
    assert "what is IACP's view?" in town.sol.sees("what is IACP's view?")
    town.ana.types("/mvai away @ira")
    logged(town, "a second thing")
    assert "a second thing" in town.otto.sees("a second thing")
    later(town, 48)
    assert "stands in" not in town.otto.types("/mvai").words
    town.ana.types("/mvai-request stand-in @sol for @ira from tomorrow 08:00")
    assert "from" in town.ana.types("/mvai-request stand-in").words
    assert "Nobody stands in for Ira Lund anymore" in town.ira.types("/mvai-request stand-in off").text


def test_an_absent_reviewer_is_passed_over_and_nobody_at_all_means_staff(town: Town) -> None:
    """Away is away: the substitute is asked at once; without one staff are."""
    town.ana.types("/mvai away @ira")
    opened(town)
    logged(town)
    assert asked(town) == [("iacp", True), ("bja", False)]
    assert "IACP has not answered" in town.ana.sees("IACP has not answered")


def test_a_reviewer_does_not_decide_on_behalf_of_anybody(town: Town) -> None:
    """That is for staff: a reviewer is asked for nothing but their view."""
    opened(town)
    logged(town)
    form = town.ira.presses("No team …").form
    assert form is not None and form.labels == ["Decision", "Refer to whom", "Reason"]
    town.ira.cancels(all_forms=True)
    form = town.ana.types("/mvai-request show 1").presses("Record decision").form
    assert form is not None and "How it reached us" in form.labels


def test_withdrawn_while_reviewers_answer(town: Town) -> None:
    """Whichever comes first is done; the other is told in words; nothing is half done, and everybody hears the end."""
    opened(town)
    logged(town)
    with ThreadPoolExecutor(3) as all_three:
        said = [
            all_three.submit(town.ira.presses, "Virtual"),
            all_three.submit(town.bea.presses, "Virtual"),
            all_three.submit(town.ana.types, "/mvai-request withdraw 1"),
        ]
        answers = [one.result().text for one in said]
    assert "is withdrawn" in answers[2]
    assert all("recorded" in one or "is closed" in one for one in answers[:2]), answers
    town.bot.settle()
    assert "closed: withdrawn" in town.ana.sees(TEXT, CHANNEL)
    for reviewer in (town.ira, town.bea):
        assert "Nothing more is needed from you" in reviewer.sees("Nothing more is needed")


def test_nobody_owns_this_yet_is_asked_once(town: Town) -> None:
    """After half an hour who is on call is asked; once; taking it ends the matter, and lateness is said calmly."""
    town.ana.types("/mvai on-call @dana")
    comes_in(town)
    later(town, 0.4)
    assert not [one for one in town.dana.reads() if "nobody has it yet" in one.words]
    for _ in range(3):
        later(town, 0.3)
    alarms = [one for one in town.dana.reads() if "nobody has it yet. Could you" in one.words]
    assert len(alarms) == 1 and "Milton" not in alarms[0].words
    shown = town.dana.types("/mvai-request show 1")
    assert "The acknowledgement was due" in shown.words and "assessment call" not in shown.words.split("was due")[0]
    assert "You have Request 1." in town.dana.presses("I have it", message=alarms[0]).text
    later(town, 4)
    shown = town.dana.types("/mvai-request show 1")
    assert "The assessment call was due" in shown.words and "acknowledgement" not in shown.words
    shown.presses("Assessment call held")
    assert "was due" not in town.dana.types("/mvai-request show 1").words


def test_a_need_whose_help_is_approved_is_told_to_reviewers_and_asks_nothing(town: Town) -> None:
    """One message without a question to each side; a drill tells nobody."""
    opened(town)
    logged(town)
    town.ira.presses("Virtual")
    town.bea.presses("Virtual")
    logged(town, "a public information officer")
    told = town.ira.sees("nothing is asked of you")
    assert "Request 2" in told and told.buttons == ["Show"]
    assert asked(town) == [("iacp", False), ("bja", False)]
    town.ana.types("/mvai-incident open --drill Rehearsal")
    town.bot.settle()
    logged(town, TEXT, "drill-mvai-2026-001")
    assert len(asked(town)) == 2


def test_views_given_before_it_is_accepted_count_when_it_is(town: Town) -> None:
    """Both had a view of the draft: nobody is asked again, and it is approved with the press that opens its incident."""
    comes_in(town)
    town.ira.types("/mvai-request decide 1 virtual Yes")
    town.bea.types("/mvai-request decide 1 virtual Yes")
    assert "received" in town.ana.types("/mvai-request show 1").words
    town.ana.presses("Open incident", message=town.ana.sees("came in from outside"))
    town.bot.settle()
    assert "approved" in town.ana.sees(TEXT, CHANNEL) and asked(town) == []


def test_help_that_was_withdrawn_approves_nothing_later(town: Town) -> None:
    """What is needed after that is assessed anew."""
    opened(town)
    logged(town)
    town.ira.presses("Virtual")
    town.bea.presses("Virtual")
    town.ana.types("/mvai-request withdraw 1")
    logged(town, "a public information officer")
    assert "under assessment" in town.ana.sees("a public information officer", CHANNEL)


def test_somebody_on_call_who_is_no_staff_reads_no_request(town: Town) -> None:
    """The alarm goes to the coordinators instead."""
    town.ana.types("/mvai on-call @sam")
    comes_in(town)
    later(town, 1)
    assert not [one for one in town.sam.reads() if "Request 1" in one.words]
    assert "nobody has it yet. Could you" in town.ana.sees("nobody has it yet. Could you")
