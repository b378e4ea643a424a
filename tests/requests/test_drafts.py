"""A request from outside: everybody of staff hears of it once, one takes it, it is verified, matched, merged, or referred."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

from mvai_slackbot.db import Private
from mvai_slackbot.requests import service
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.drafts import verifying, views as drafts
from mvai_slackbot.requests.models import Asker, AssistanceRequest, Source
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.requests.world import CHANNEL, SECOND, TEXT, led, logged, opened


def comes_in(town: Town, agency: str = "Milton Police", text: str = TEXT, **details: Any) -> int:
    """Let a request come in from outside, as the mailbox or the command line do; return its number."""
    told: dict[str, Any] = {"state": "OH", "place": Private("Milton"), "occurred_on": date(2026, 11, 20), **details}
    with town.bot.bot.works.begin() as work:
        chief = Contact(details={"name": "Jo Park", "phone": "+1 555 0100", "agency": agency})
        number = service.receive_request(work, text, requester=chief, source=Source.EMAIL, **told).number
    town.bot.settle()
    return number


def disclosable(town: Town, number: int) -> bool:
    """Whether anything may be said of a request."""
    with town.bot.bot.works.read() as work:
        return verifying.disclosable(work.session, service.get_request(work, number))


def test_staff_hear_of_it_and_the_first_who_presses_has_it(town: Town) -> None:
    """Both coordinators are told; one takes it; the other reads who has it, and is told so when they press as well."""
    comes_in(town)
    seen = town.dana.sees("came in from outside")
    assert TEXT in seen and "Milton, OH, Fri, Nov 20, 2026" in seen and "nobody yet" in seen
    assert TEXT not in seen.text and "555" not in seen
    with ThreadPoolExecutor(2) as both:
        said = [both.submit(one.presses, "I have it") for one in (town.ana, town.dana)]
        answers = sorted(one.result().text for one in said)
    assert "Request 1 is acknowledged" in answers[0] and "You have Request 1." in answers[1]
    town.bot.settle()
    assert "nobody yet" not in town.dana.sees("came in from outside")
    assert "I have it" not in town.dana.sees("came in from outside").buttons


def test_two_who_accept_at_once_open_one_incident(town: Town) -> None:
    """The second is told which incident it belongs to; there is one channel."""
    comes_in(town)
    with ThreadPoolExecutor(2) as both:
        said = [both.submit(one.presses, "Open incident") for one in (town.ana, town.dana)]
        answers = " ".join(one.result().text for one in said)
    assert f"belongs to {CHANNEL} already" in answers
    town.bot.settle()
    assert SECOND not in town.ana.types("/mvai-incident list").words
    assert town.ana.sees(TEXT, CHANNEL)


def test_it_is_verified_before_anything_is_disclosed(town: Town) -> None:
    """One press says who called back, when, and where the number was found; a second press says by whom it was done."""
    comes_in(town)
    assert not disclosable(town, 1)
    shown = town.ana.types("/mvai-request show 1")
    assert "Not verified yet" in shown.words
    assert "SMEs can be offered" in shown.presses("Called: number on their website").text
    assert disclosable(town, 1)
    again = town.dana.types("/mvai-request show 1")
    assert "by Ana Torres, number from their website" in again.words
    assert "Called: number in a directory" not in str(again.message)
    town.ana.presses("Open incident")
    town.bot.settle()
    logged(town, "a public information officer")
    assert disclosable(town, 2)


def test_a_need_in_an_incident_opened_for_somebody_unverified_discloses_nothing(town: Town) -> None:
    """What staff log in an incident of their own does; in one that nobody called back about it waits for the call."""
    opened(town)
    logged(town)
    assert disclosable(town, 1)
    comes_in(town, text="help with the media")
    town.ana.presses("Open incident")
    town.bot.settle()
    logged(town, "a victim services lead", SECOND)
    assert not disclosable(town, 3)


def test_two_agencies_report_one_incident_and_both_requesters_are_kept(town: Town) -> None:
    """The match is suggested before a second channel is opened; merging keeps both; the merged one says where it went."""
    comes_in(town, county="39023")
    later = date(2026, 11, 21)
    comes_in(town, agency="Clark County Sheriff", text="the school needs a PIO", occurred_on=later, county="39023")
    waiting = town.ana.sees("the school needs a PIO")
    assert (
        "Clark County, OH" in waiting
        and "May be the same: Request 1 (same county, same place, a day apart)." in waiting
    )
    first = town.ana.presses("Open incident", message=waiting)
    assert "before another channel is opened" in first.words and CHANNEL not in town.ana.channels()
    said = first.presses("Merge")
    assert "Request 2 goes on as Request 1" in said.text and "keeps both requesters" in said.text
    town.bot.settle()
    shown = town.ana.types("/mvai-request show 1").words
    assert "Requester (request 2):* Jo Park, Clark County Sheriff" in shown and "Milton Police" in shown
    assert "goes on as another request" in town.ana.types("/mvai-request show 2").words
    assert "Request 1" in town.ana.types("/mvai-request show 2").words


def test_a_match_with_an_open_incident_is_added_to_it_in_one_press(town: Town) -> None:
    """The suggestion names the channel; somebody who knows better opens another one all the same."""
    comes_in(town)
    town.ana.presses("Open incident")
    town.bot.settle()
    comes_in(town, agency="Clark County Sheriff", text="the school needs a PIO")
    town.ana.sees("the school needs a PIO")
    assert "Request 2 of mvai-2026-001: attached" in town.ana.presses("Add to it").text
    town.bot.settle()
    assert town.ana.sees("the school needs a PIO", CHANNEL)
    comes_in(town, agency="Clark County Sheriff", text="another fire entirely")
    asked = town.ana.presses("Open incident", message=town.ana.sees("another fire entirely"))
    assert "before another channel" in asked.words
    assert SECOND in asked.presses("It is another one: open").text


def test_what_has_little_in_common_is_not_suggested(town: Town) -> None:
    """Another state, another week: no line, and the incident opens at once."""
    comes_in(town)
    comes_in(town, agency="Reno Police", text="help with families", state="NV", place=Private("Reno"))
    assert "May be the same" not in town.ana.sees("help with families")
    assert CHANNEL in town.ana.presses("Open incident", message=town.ana.sees("help with families")).text


def test_a_mayor_is_answered_with_who_can_help_after_a_call(town: Town) -> None:
    """The form is filled with who can usually help; without the call it stays open; the record is kept."""
    comes_in(town, asker=Asker.OFFICIAL)
    form = town.ana.presses("Answer with who can help").form
    assert form is not None and "National Mass Violence Center" in str(form.values["Who can help instead"])
    assert "Please call first" in town.ana.submits().errors["The call"]
    town.ana.submits({"The call": ["I called and told them who can help instead"]})
    assert "referred to others who can help" in town.ana.types("/mvai-request show 1").words
    assert CHANNEL not in town.ana.channels()


def test_the_leader_withdraws_in_one_press_and_staff_are_asked_about_check_ins(town: Town) -> None:
    """No reason is asked; the card says so; check-ins end only when staff say so."""
    opened(town)
    led(town)
    logged(town)
    town.ana.types("/mvai-checkin offer @chief", CHANNEL).presses("Send")
    town.bot.settle()
    town.chief.presses("Yes")
    said = town.chief.types("/mvai-request show 1").presses("Withdraw")
    assert "is withdrawn. No reason is needed." in said.words
    town.bot.settle()
    assert "closed: withdrawn" in town.ana.sees(TEXT, CHANNEL)
    assert "Shall the check-ins go on?" in town.ana.sees("Shall the check-ins go on?")
    town.ana.presses("End them")
    assert "check-ins have ended" in town.ana.sees("check-ins have ended")


def test_only_who_asked_who_leads_and_staff_may_withdraw(town: Town) -> None:
    """A reviewer, who reads it, is refused; somebody who may not know of it is told that there is none."""
    opened(town)
    logged(town)
    assert "That is for whoever asked" in town.ira.types("/mvai-request withdraw 1").text
    assert "There is no request 1" in town.otto.types("/mvai-request withdraw 1").text
    assert "is withdrawn" in town.ana.types("/mvai-request withdraw 1").words
    assert "closed already: withdrawn" in town.dana.types("/mvai-request withdraw 1").text


@only_sqlite
def test_what_is_real_is_never_merged_into_a_drill(town: Town) -> None:
    """It would be closed with it, and nobody would answer a community that asks for help."""
    town.ana.types("/mvai-incident open --drill Rehearsal at the fairground")
    town.bot.settle()
    logged(town, channel="drill-mvai-2026-001")
    number = comes_in(town)
    town.ana.presses("Same as another", message=town.ana.sees("came in from outside"))
    said = town.ana.submits({"Which request goes on": "DRILL Request 1 of mvai-drill-2026-001"})
    assert "never merged" in str(said.errors)
    assert "received" in town.ana.types(f"/mvai-request show {number}").words


def test_the_name_of_who_has_it_is_shown_as_words() -> None:
    """A name is chosen by its owner, in Slack."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    request = AssistanceRequest(
        team_id="T1", number=1, incident_id=None, text=Private(TEXT), logged_at=now, logged_by=None
    )
    request.id = 1
    assert "<!channel>" not in str(drafts.draft(request, None, (), "<!channel>").blocks)
