"""A leader who was hit, a death in the line of duty, a change of leader: questions stop, and a person calls."""

from datetime import date, timedelta

from sqlalchemy import select, update

from mvai_slackbot.checkins.models import Occurrence, Plan
from mvai_slackbot.checkins.plans.models import CallToMake, WhyCalled
from mvai_slackbot.incidents.models import Incident, TimelineEntry
from mvai_slackbot.people.models import Part
from mvai_slackbot.people.service import give_part, go_away, meet
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.wire.faults import Fault
from tests.checkins.test_answer import show_to
from tests.checkins.ways import agree, ask_now, local_now, messages, occurrences, open_incident, press, prompts, turn_to
from tests.conftest import Town
from tests.smes.story import asked, logged, on_roster


def lead(town: Town, channel: str, *who: Person) -> None:
    """Let staff name a leader, and a deputy."""
    handles = " ".join(f"@{one.handle}" for one in who)
    town.ana.types(f"/mvai-incident leader {handles}", channel=channel).presses("Send")
    town.bot.settle()


def sme_lead(town: Town) -> None:
    """Let Sam be the SME lead of the first incident."""
    with town.bot.bot.works.begin() as work:
        give_part(work, 1, meet(work, town.sam.id), Part.SME_LEAD)


def states(town: Town) -> list[str]:
    """Return how each plan stands."""
    with town.bot.bot.works.database.read() as session:
        return [one.state.value for one in session.scalars(select(Plan).order_by(Plan.id))]


def kept(town: Town) -> list[WhyCalled]:
    """Return why each call was asked for, as it is on record."""
    with town.bot.bot.works.database.read() as session:
        return list(session.scalars(select(CallToMake.why).order_by(CallToMake.id)))


def test_staff_say_that_it_hit_the_leader_and_nobody_asks_why(town: Town) -> None:
    """Questions stop; the SME lead is asked to call; the deputy only by an offer that the deputy can decline."""
    channel = agree(town)
    lead(town, channel, town.chief, town.deputy)
    sme_lead(town)
    told = town.ana.types("/mvai-incident leader @chief affected", channel=channel)
    assert "nothing is asked of" in told.text and "No reason is kept" in told.text
    town.bot.settle()
    resting = town.chief.sees("Nothing is asked of you for now")
    assert resting.text == "MVAI: a short message for you" and resting.buttons == ["My plan"]
    task = town.sam.sees("please call")
    assert task.text == "MVAI: a short message for you" and "affected" not in task.words
    staff = town.ana.sees("is asked only if you offer it, and only if they agree")
    turn_to(town, 16, 1, days=1)
    assert occurrences(town) == [] and states(town) == ["paused"]
    assert len([one for one in messages(town.sam) if "please call @chief" in one.words]) == 2, "a day later, once more"
    assert any("please call @chief" in one.words for one in messages(town.ana)), "and whoever holds it hears of it"
    assert not any("check-ins" in one.words for one in messages(town.deputy)), "nobody else is asked by itself"
    with town.bot.bot.works.database.read() as session:
        lines = [one.line.reveal() for one in session.scalars(select(TimelineEntry))]
    assert not any("affected" in line or "call" in line.lower() for line in lines)
    town.ana.presses("Offer it to the deputy", message=staff)
    town.ana.presses("Send")
    town.bot.settle()
    press(town, town.deputy, "Yes")
    assert states(town) == ["paused", "active"]
    press(town, town.sam, "Called: they go on")
    town.chief.sees("You get short check-ins here")
    assert states(town) == ["active", "active"]
    assert "was called" in messages(town.sam)[-1].words or "was called" in task.words or town.sam.sees("was called")


def test_ask_me_less_is_one_press_and_the_leader_can_go_on_alone(town: Town) -> None:
    """No reason, no detail; without an SME lead whoever holds the incident is asked to call."""
    agree(town)
    town.chief.types("/mvai-checkin plan")
    town.chief.presses("Ask me less")
    town.bot.settle()
    town.chief.sees("Somebody of the program calls you")
    town.ana.sees("please call")
    assert kept(town) == [WhyCalled.REST]
    assert "please call Pat Quinn" in town.ana.types("/mvai").words
    assert "please call" not in town.dana.types("/mvai").words
    turn_to(town, 16, 1, days=1)
    assert occurrences(town) == []
    town.chief.types("/mvai-checkin plan")
    press(town, town.chief, "Go on")
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1, "their own choice needs nobody"
    assert "have called already" not in town.ana.presses("Called: leave it at rest").text
    refused = town.ana.types("/mvai-incident leader @otto affected", channel="mvai-2026-001")
    assert "not on record as leader or deputy" in refused.text


def test_after_a_death_in_the_line_of_duty_a_person_calls_before_any_form_and_the_words_are_others(town: Town) -> None:
    """Not even the leader's own press sends one before; a yes that comes after it begins nothing either."""
    channel = agree(town)
    ask_now(town, channel)
    day = local_now(town).date().isoformat()
    said = town.ana.types(f"/mvai-incident event line-of-duty-death {day}", channel=channel)
    assert "on the calendar" in said.text
    town.bot.settle()
    assert not any("line of duty" in one.words for one in town.dana.reads(channel) if not one.ephemeral)
    town.ana.sees("No form goes out before that")
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1
    town.chief.types("/mvai-checkin plan")
    assert "Somebody of the program calls first" in town.chief.presses("Go on").text
    press(town, town.ana, "Called: they go on")
    turn_to(town, 16, 1, days=1)
    prompt = messages(town.chief)[-1]
    assert "We are sorry for the loss of your colleague" in prompt.words
    form = town.chief.presses("Answer").form
    assert form is not None and "We are sorry for the loss of your colleague" in form.text
    town.chief.cancels()
    town.ana.types(f"/mvai-checkin offer @deputy {channel}").presses("Send")
    town.bot.settle()
    press(town, town.deputy, "Yes")
    assert states(town) == ["active", "paused"], "whoever says yes later is called first, too"


def test_a_pause_with_an_end_does_not_end_while_a_call_has_to_come_first(town: Town) -> None:
    """A loss in the middle of it: the day passes in silence until a person has called."""
    channel = agree(town)
    town.chief.types("/mvai-checkin plan")
    town.chief.presses("Pause until a day")
    town.chief.submits({"Go on again on": (local_now(town).date() + timedelta(days=2)).isoformat()})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    sme_lead(town)
    with town.bot.bot.works.begin() as work:
        go_away(work, meet(work, town.sam.id), None)
    town.ana.types(f"/mvai-incident event line-of-duty-death {local_now(town).date().isoformat()}", channel=channel)
    town.bot.settle()
    assert not any("please call" in one.words for one in messages(town.sam)), "who is away is not left to do it"
    turn_to(town, 16, 1, days=3)
    assert occurrences(town) == [] and states(town) == ["paused"]
    press(town, town.ana, "Called: they go on")
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1


def test_a_new_leader_is_asked_first_and_never_sees_what_the_former_one_answered(town: Town) -> None:
    """The plan rests at once; a yes begins a new one and ends the former; answers stay with their readers."""
    channel = agree(town)
    lead(town, channel, town.chief)
    ask_now(town, channel)
    form = town.chief.presses("Answer").form
    assert form is not None
    form.submits({"Note": "Nights are short."})
    town.bot.settle()
    town.chief.cancels(all_forms=True)
    lead(town, channel, town.deputy)
    assert states(town) == ["paused"]
    asks = town.ana.types("/mvai-incident close completed", channel)
    assert "whom to ask from then on: @deputy, @chief." in asks, (
        "a former leader reads it too, and staff see that first"
    )
    question = town.deputy.sees("would you like short check-ins")
    assert "Nights" not in question.words
    town.chief.types("/mvai-checkin plan")
    assert "Somebody else leads there now" in town.chief.presses("Go on").text
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1
    press(town, town.deputy, "Yes")
    assert states(town) == ["stopped", "active"]
    assert show_to(town, town.deputy, occurrences(town)[0].id) is None
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 2
    shown = town.deputy.types("/mvai-checkin plan")
    assert "Nights" not in shown.words and "Pat Quinn" not in shown.words
    lead(town, channel, town.sam)
    town.ana.types("/mvai-incident close completed", channel).presses("Close, check-ins end")
    town.bot.settle()
    assert town.deputy.sees("Thank you for your trust") and town.sam.sees("Thank you for your trust")
    again = town.ana.types("/mvai-incident reopen", channel).text
    assert f"that it goes on: <@{town.sam.id}>, <@{town.deputy.id}>." in again, "who was told, and nobody else"


def test_a_later_reader_opens_earlier_answers_only_after_the_leader_was_told(town: Town) -> None:
    """Somebody who joins by another way reads nothing; who accepts an assignment is told to the leader first."""
    channel = agree(town)
    ask_now(town, channel)
    form = town.chief.presses("Answer").form
    assert form is not None
    form.submits({"Note": "Nights are short."})
    town.bot.settle()
    town.chief.cancels(all_forms=True)
    town.sim.clock.advance(timedelta(hours=1))
    sme_lead(town)
    first = occurrences(town)[0].id
    assert show_to(town, town.sam, first) is None
    on_roster(town, town.sam)
    on_roster(town, town.sol)
    unsaid = Fault("chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: "helps you now" in str(said))
    town.sim.faults.add(unsaid)
    accepted(town, channel, town.sam, 1)
    assert not any("Sam Reed" in one.words for one in messages(town.chief))
    assert show_to(town, town.sam, first) is None, "the word did not arrive, so the leader was not told"
    with town.bot.bot.works.begin() as work:
        give_part(work, 1, meet(work, town.sol.id), Part.MENTAL_HEALTH_SME)
    town.bot.settle()
    accepted(town, channel, town.sol, 2)
    word = town.chief.sees("reads your answers too, also those given before")
    assert word.text == "MVAI: a short message for you" and "Sol Marsh" in word.words
    seen = show_to(town, town.sol, first)
    assert seen is not None and "Nights are short." in seen.text


def accepted(town: Town, channel: str, who: Person, number: int) -> None:
    """Let somebody be asked about a new request and accept, as any SME does."""
    logged(town, channel, f"somebody for press briefing {number}")
    asked(town, who, number)
    press(town, who, "Accept")


def test_in_an_agency_of_ten_or_fewer_the_form_says_whom_an_answer_may_point_to(town: Town) -> None:
    """Before anything is answered."""
    channel = agree(town)
    card = next(one for one in town.ana.reads(channel) if "Add details" in one.buttons)
    town.ana.presses("Add details", message=card)
    town.ana.submits({"Sworn size": "10 or fewer"})
    town.ana.cancels(all_forms=True)
    ask_now(town, channel)
    form = town.chief.presses("Answer").form
    assert form is not None and "In a small agency, answers may point to one person." in form.text


def test_hard_days_are_left_free_and_phases_can_be_held_or_begun_early(town: Town) -> None:
    """By words or by the form; what is set shows in the plan at once; a day is taken off with a press."""
    channel = agree(town)
    hard = local_now(town).date() + timedelta(days=4)
    wrong = town.ana.types("/mvai-incident event funeral 13/2/2026", channel=channel)
    assert "is not a date" in wrong.text and "`December 2`" in wrong.text
    assert "Please choose one of these kinds: `funeral`" in town.ana.types(
        f"/mvai-incident event party {hard}", channel=channel
    ).text  # fmt: skip
    assert "before the day of the incident" in town.ana.types(
        "/mvai-incident event funeral 2020-01-01", channel=channel
    ).text  # fmt: skip
    town.ana.types(f"/mvai-incident event funeral {hard.month}/{hard.day}", channel=channel)
    town.bot.settle()
    town.dana.sees("On the calendar: Funeral", channel=channel)
    assert "Funeral: nothing is asked" in town.chief.types("/mvai-checkin plan").words
    listed = town.ana.types("/mvai-incident event", channel=channel)
    assert "Funeral" in listed.words
    town.ana.presses("Add a day")
    town.ana.submits({"What it is": "Vigil", "Day": (hard + timedelta(days=1)).isoformat()})
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    with town.bot.bot.works.database.read() as session:
        assert session.query(Occurrence).count() == 0
    town.ana.types("/mvai-incident event", channel=channel).presses("Take off")
    town.bot.settle()
    assert "Funeral" not in town.chief.types("/mvai-checkin plan").words
    turn_to(town, 12, days=8)
    past = town.ana.types(f"/mvai-incident event vigil {hard.month}/{hard.day}", channel=channel).text
    assert f"with the year, {hard.year} or {hard.year + 1}. Nothing was changed" in past
    shown = town.ana.types("/mvai-incident phase", channel=channel)
    assert "First month* (by the clock)" in shown.words
    assert "begun early" in town.ana.types("/mvai-incident phase next", channel=channel).words
    assert "Months 2 to 6" in town.chief.types("/mvai-checkin plan").words.replace("months 2", "Months 2")
    assert "First month* (by the clock)" in town.ana.types("/mvai-incident phase clock", channel=channel).words
    assert "held by a coordinator" in town.ana.types("/mvai-incident phase hold", channel=channel).words


def test_a_29th_of_february_gets_the_day_that_staff_choose(town: Town) -> None:
    """Another day than about a year after it is refused with words."""
    channel = open_incident(town)
    with town.bot.bot.works.begin() as work:
        work.session.execute(update(Incident).values(occurred_on=date(2028, 2, 29)))
    form = town.ana.types("/mvai-incident year-mark", channel=channel).form
    assert form is not None
    refused = form.submits({"First on": "2028-03-15"})
    assert "about a year after Tue, Feb 29, 2028" in " ".join([*refused.errors.values(), refused.text])
    saved = town.ana.submits({"First on": "2029-03-01"})
    assert "first on Thu, Mar 1, 2029" in (saved.text or "") + (town.ana.form.text if town.ana.form else "")
