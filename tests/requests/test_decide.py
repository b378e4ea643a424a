"""IACP's and BJA's decisions."""

from datetime import timedelta

from mvai_slackbot.requests import service
from mvai_slackbot.requests.deciding.service import list_decisions
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.requests.world import CHANNEL, TEXT, logged, opened


def test_a_reviewer_decides_in_one_line_and_staff_are_told(town: Town) -> None:
    """Who, when, how and why are on record; the card shows both bodies and no reason; the owner gets the reason."""
    opened(town)
    logged(town)
    answer = town.ira.types("/mvai-request decide 1 in-person A team is free from Monday")
    assert f"Request 1 of {CHANNEL}: recorded, IACP: in person." in answer.text
    town.bot.settle()
    assert "IACP: in person · BJA: not yet" in town.ana.sees(TEXT, CHANNEL)
    assert "A team is free" not in town.ana.sees(TEXT, CHANNEL)
    told = town.ana.sees("A team is free from Monday")
    assert "A team" not in told.text
    town.bea.types("/mvai-request decide 1 both")
    town.bot.settle()
    assert "IACP: in person · BJA: virtual and in person" in town.ana.sees(TEXT, CHANNEL)
    with town.bot.bot.works.read() as work:
        first = list_decisions(work.session, service.get_request(work, 1).id)[0]
        assert first.decided_by == first.recorded_by and first.how == "slack" and first.reason is not None


def test_staff_write_down_a_decision_that_came_by_phone(town: Town) -> None:
    """The form asks whose it is and how it reached staff; what was typed is in it."""
    opened(town)
    logged(town)
    form = town.dana.types("/mvai-request decide 1 refer Better placed with the state").form
    assert form is not None and form.values["Decision"] == "Refer to somebody else"
    assert form.values["Refer to whom"] == "Better placed with the state"
    said = town.dana.submits({"Whose decision": "BJA", "How it reached us": "By phone", "Who decided": "bea"})
    assert said.form is not None and "BJA: refer" in said.form.text
    shown = town.dana.types("/mvai-request show 1").words
    assert "BJA: refer" in shown and "Bea Ortiz" in shown and "told by phone" in shown


def test_a_reviewer_speaks_for_their_own_side_only(town: Town) -> None:
    """Through the button as well; staff may write down either."""
    opened(town)
    logged(town)
    form = town.ira.types("/mvai-request show 1").presses("Record decision").form
    assert form is not None and "the view of IACP" in form.text and "Whose decision" not in form.labels
    town.ira.submits({"Decision": "Need more information", "Reason": "Which agency leads?"})
    town.ira.cancels(all_forms=True)
    form = town.ira.types("/mvai-request show 1").presses("Record decision").form
    assert form is not None and form.values["Reason"] == "Which agency leads?"
    town.ira.submits({"Decision": "Virtual", "Reason": ""})
    town.ira.cancels(all_forms=True)
    assert "IACP: virtual · BJA: not yet" in town.ana.types("/mvai-request show 1").words
    assert "reviewers and program staff" in town.otto.types("/mvai-request decide 1 virtual Because").text


def test_help_before_the_decision_is_recorded_once(town: Town) -> None:
    """ "Help now, decide after" stands on the card until both have decided, and in the timeline for good."""
    opened(town)
    logged(town)
    for _ in range(2):
        with town.bot.bot.works.begin() as work:
            service.note_help_before_decision(work, service.get_request(work, 1))
    town.bot.settle()
    assert "Help now, decide after" in town.ana.sees(TEXT, CHANNEL)
    town.ira.types("/mvai-request decide 1 virtual Yes")
    town.bea.types("/mvai-request decide 1 virtual Yes")
    town.bot.settle()
    assert "Help now" not in town.ana.sees(TEXT, CHANNEL)
    assert town.ana.types("/mvai-incident status", CHANNEL).words.count("help now, decide after") == 1


@only_sqlite
def test_today_is_today_where_whoever_writes_it_down_is(town: Town) -> None:
    """In Guam it begins ten hours before it does in Greenwich."""
    gia = town.sim.person("gia", real_name="Gia Taro", tz="Pacific/Guam")
    town.root.types("/mvai role @gia coordinator")
    opened(town)
    logged(town)
    now = town.sim.clock.now()
    town.sim.clock.advance(now.replace(hour=20, minute=0) + timedelta(days=1) - now)
    gia.types("/mvai-request decide 1")
    today = (town.sim.clock.now() + timedelta(hours=10)).date()
    said = gia.submits({
        "Whose decision": "IACP", "Decision": "Virtual", "How it reached us": "By phone",
        "Day of the decision": today.isoformat(),
    })  # fmt: skip
    assert said.form is not None and "recorded, IACP: virtual" in said.form.text
