"""What can be put right: a withdrawal by mistake, a question that a lock swallowed, a no that nobody has told."""

from datetime import timedelta

import pytest

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.closing import close_incident
from mvai_slackbot.incidents.models import Outcome
from tests.conftest import Town
from tests.requests.test_assessment import asked, later
from tests.requests.world import CHANNEL, TEXT, led, logged, opened

CALLED = {"The call": ["I called and told them who can help instead"]}
MISTAKE = "It was a mistake: open again"
# How it is stored matters to none of these.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_withdrawal_by_mistake_is_taken_back_in_one_press_for_a_week(town: Town) -> None:
    """Staff hear that the leader withdrew; it goes on where it stood, and whoever was asked is asked again."""
    opened(town)
    led(town)
    logged(town)
    town.ira.presses("Virtual")
    town.chief.types("/mvai-request withdraw 1")
    town.bot.settle()
    assert MISTAKE not in town.chief.types("/mvai-request show 1").message.buttons  # type: ignore[union-attr]
    told = town.ana.sees("was withdrawn by Pat Quinn")
    assert "Nothing more is needed" in town.bea.sees("closed: withdrawn")
    assert "is open again" in town.ana.presses(MISTAKE, message=told).text
    town.bot.settle()
    assert "under assessment" in town.ana.sees(TEXT, CHANNEL)
    town.bea.presses("Virtual", message=town.bea.sees("what is BJA's view?"))
    said = town.dana.types("/mvai-request withdraw 1")
    assert "is open again" in town.dana.presses(MISTAKE, message=said.message).text
    assert "approved" in town.dana.types("/mvai-request show 1").words
    town.ana.types("/mvai-request withdraw 1")
    town.sim.clock.advance(timedelta(days=8))
    shown = town.dana.types("/mvai-request show 1")
    assert "withdrawn" in shown.words and MISTAKE not in shown.words
    assert "more than a week ago" in town.ana.presses(MISTAKE).text


def test_a_view_asked_while_the_incident_is_locked_is_asked_on_unlock(town: Town) -> None:
    """Meanwhile nobody's silence counts; afterwards everybody has the whole time."""
    opened(town)
    town.ana.types("/mvai-incident lock", channel=CHANNEL)
    town.ana.types(f"/mvai-request log {TEXT}", channel=CHANNEL)
    town.bot.settle()
    later(town, 3)
    assert asked(town) == [("iacp", False), ("bja", False)]
    assert not [one for one in town.ira.reads() if "view?" in one.words]
    town.ana.types(f"/mvai-incident unlock {CHANNEL}")
    town.bot.settle()
    assert TEXT in town.ira.sees("what is IACP's view?") and TEXT in town.bea.sees("what is BJA's view?")
    later(town, 1)
    assert len(asked(town)) == 2
    later(town, 1.1)
    assert len(asked(town)) == 4


def test_an_incident_that_ends_with_a_no_asks_for_the_call_first(town: Town) -> None:
    """Nothing is closed without it; with it every open request has the call and who can help; help given stays that."""
    opened(town)
    logged(town)
    logged(town, "a public information officer")
    with pytest.raises(Refused, match="call before"), town.bot.bot.works.begin() as work:
        close_incident(work, incidents.get_incident(work.session, 1), Outcome.NOT_THIS_KIND, checkins_go_on=False)
    town.ana.types("/mvai-incident close referred", channel=CHANNEL)
    form = town.ana.presses("Close it").form
    assert form is not None and "Request 1, Request 2" in form.text
    said = town.ana.submits({"Who can help instead": "The state victim services office"})
    assert "The call" in said.errors
    assert "under assessment" in town.dana.types("/mvai-request show 2").words
    done = town.ana.submits(CALLED).form
    assert done is not None and "is closed" in done.text
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    for number in (1, 2):
        shown = town.dana.types(f"/mvai-request show {number}").words
        assert "referred to others who can help" in shown and "The state victim services office" in shown
    assert "closed: referred" in town.ana.sees("Status", channel=CHANNEL).words
