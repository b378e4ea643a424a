"""The plan as people read it, and everything that its own person changes in a press or two, without a reason."""

from datetime import date, timedelta

import pytest

from mvai_slackbot import crisis
from mvai_slackbot.checkins.models import Plan
from mvai_slackbot.checkins.plans import calendars
from mvai_slackbot.clock import day_words
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Message
from tests.checkins.ways import (
    agree,
    ask_now,
    local_now,
    messages,
    occurrences,
    offer,
    open_incident,
    press,
    prompts,
    turn_to,
)
from tests.conftest import Town


def my_plan(town: Town, who: Person | None = None) -> Message:
    """Let the chief look at their plan."""
    shown = (who or town.chief).types("/mvai-checkin plan")
    assert shown.message is not None, shown.text
    return shown.message


def change(town: Town, label: str) -> Message:
    """Let the chief press something in the plan; return the plan as it stands after that."""
    town.chief.presses(label)
    town.bot.settle()
    return my_plan(town)


def rows(shown: Message) -> list[list[str]]:
    """Return the cells of the table."""
    return [
        [cell["text"] for cell in row] for block in shown.blocks if block["type"] == "table" for row in block["rows"]
    ]


def plan_of(town: Town, plan_id: int = 1) -> Plan:
    """Return a plan's row."""
    with town.bot.bot.works.database.read() as session:
        return session.get_one(Plan, plan_id)


def test_the_plan_shows_the_next_weeks_by_day_subject_and_who_is_asked(town: Town) -> None:
    """To the leader as theirs, to staff with the name; to nobody else."""
    channel = agree(town)
    shown = my_plan(town)
    assert shown.text == "MVAI: a short message for you"
    assert "Your check-ins" in shown.words
    assert "Asked at 4:00 PM in the first week, at 10:00 AM after it (Chicago time), as planned" in shown.words
    head, *lines = rows(shown)
    assert head == ["When", "What", "To whom"]
    monday = local_now(town).date()
    assert lines[0] == [
        day_words(monday + timedelta(days=1), this_year=monday.year),
        "Officers, 1 minute",
        "you",
    ]
    assert lines[2][1] == "Officers, 2 minutes and Community, 2 minutes"
    assert len(lines) == 9
    staff = town.ana.types("/mvai-checkin plan", channel=channel)
    assert "Check-ins with" in staff.words and [one[:2] for one in rows(staff.message or shown)] == [
        one[:2] for one in rows(shown)
    ]
    assert rows(staff.message or shown)[1][2] == "Pat Quinn"
    assert "You get no check-ins there" in town.otto.types(f"/mvai-checkin plan {channel}").text
    town.chief.sees("You get short check-ins here")
    below = town.chief.presses("My plan")
    assert "Your check-ins" in below.words


def test_one_is_skipped_and_asked_again_the_pace_changes_and_nobody_asks_why(town: Town) -> None:
    """One press each; what was skipped is on record as left out, and never counted as missed."""
    agree(town)
    before = rows(my_plan(town))
    shown = change(town, "Skip the next one")
    assert rows(shown)[1][1] == "Skipped" and rows(shown)[2] == before[2]
    again = next(label for label in shown.buttons if label.startswith("Ask again"))
    assert rows(change(town, again)) == before
    change(town, "Skip the next one")
    slower = change(town, "Ask half as often")
    assert "half as often" in slower.words
    assert [line[1] for line in rows(slower)[1:4]] == [
        "Skipped", "Officers, 2 minutes and Community, 2 minutes", "Officers, 1 minute"
    ]  # fmt: skip
    turn_to(town, 16, 1, days=1)
    turn_to(town, 16, 1, days=1)
    assert occurrences(town) == [], "day 1 was skipped, day 2 is left out at the slower pace"
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1
    assert plan_of(town).pace.value == "slower"
    assert "every four weeks" in change(town, "Ask every four weeks").words
    assert "as planned" in change(town, "Ask as planned").words


def test_a_pause_with_an_end_ends_by_itself_and_makes_nothing_up(town: Town) -> None:
    """The leader reads until when; on that day it goes on at the usual hour."""
    agree(town)
    my_plan(town)
    town.chief.presses("Pause until a day")
    today = local_now(town).date()
    wrong = town.chief.submits({"Go on again on": today.isoformat()})
    assert "a day after today" in " ".join([*wrong.errors.values(), wrong.text])
    town.chief.submits({"Go on again on": (today + timedelta(days=3)).isoformat()})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    assert "Paused until" in my_plan(town).words
    turn_to(town, 16, 1, days=2)
    assert occurrences(town) == []
    turn_to(town, 15, 59, days=1)
    assert prompts(town) == []
    turn_to(town, 16, 1)
    assert len(prompts(town)) == 1 and len(occurrences(town)) == 2, "day 3, and nothing of the days before"


def test_the_leader_picks_the_hour_and_keeps_days_free(town: Town) -> None:
    """Never an hour of the night; a funeral's day is free; what is due again comes at the hour picked."""
    agree(town)
    my_plan(town)
    town.chief.presses("Other hour or free days")
    assert "Nothing is sent from 9:00 PM to 7:00 AM" in " ".join(
        town.chief.submits({"Ask me at": "22:30"}).errors.values()
    )
    day = local_now(town).date() + timedelta(days=1)
    town.chief.submits({"Ask me at": "08:30", "Keep free from": day.isoformat()})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    shown = my_plan(town)
    assert "Asked at 8:30 AM" in shown.words and rows(shown)[1][1] == "Kept free"
    turn_to(town, 8, 31, days=1)
    assert prompts(town) == []
    turn_to(town, 8, 29, days=1)
    assert prompts(town) == []
    turn_to(town, 8, 31)
    assert len(prompts(town)) == 1


def test_a_scheduled_do_not_disturb_is_waited_for(town: Town) -> None:
    """Slack's schedule counts as quiet hours: held until it ends, and shown to staff who would ask by hand."""
    evening = local_now(town)
    starts = (evening + timedelta(days=2)).replace(hour=15, minute=0)
    town.sim.ask(lambda: town.sim.workspace.users.set_dnd(
        town.sim.workspace.users.get(town.chief.id), int(starts.timestamp()), int(starts.timestamp()) + 3 * 3600
    ))  # fmt: skip
    channel = agree(town)
    turn_to(town, 16, 1, days=1)
    assert prompts(town) == []
    assert "or while Slack says Do Not Disturb" in town.ana.types("/mvai-checkin now", channel=channel).text
    turn_to(town, 17, 59)
    assert prompts(town) == []
    turn_to(town, 18, 1)
    assert len(prompts(town)) == 1


def test_nothing_is_asked_while_the_incident_is_active_and_nothing_is_made_up_after(town: Town) -> None:
    """A plan stands, and waits; by hand neither; contained, it begins in the window of that day."""
    channel = open_incident(town)
    details(town, channel, "Active")
    look = town.ana.types("/mvai-checkin offer @chief", channel=channel)
    assert "It is on record as active" in look.words
    look.presses("Send")
    town.bot.settle()
    press(town, town.chief, "Yes")
    turn_to(town, 16, 1, days=2)
    assert occurrences(town) == []
    assert "on record as active" in town.ana.types(f"/mvai-checkin now {channel}").text
    assert "They wait" in my_plan(town).words
    details(town, channel, "Secured")
    town.bot.tick()
    assert occurrences(town) == [], "today's slot passed while it was active"
    turn_to(town, 16, 1, days=1)
    assert [one.form for one in occurrences(town)] == ["officer_full", "community_full"]


def details(town: Town, channel: str, situation: str) -> None:
    """Let staff write down how it stands."""
    card = next(one for one in town.ana.reads(channel) if "Add details" in one.buttons)
    town.ana.presses("Add details", message=card)
    town.ana.submits({"Situation": situation})
    town.ana.cancels(all_forms=True)
    town.bot.settle()


def test_a_plan_that_starts_late_begins_in_the_current_window(town: Town) -> None:
    """A yes on day 40: nothing of the forty days is asked or counted; the weekly rhythm goes on from day 7."""
    channel = open_incident(town)
    turn_to(town, 12, days=40)
    offer(town, channel)
    press(town, town.chief, "Yes")
    assert rows(my_plan(town))[1][1] == "Officers, 2 minutes and Community, 2 minutes"
    turn_to(town, 10, 1, days=1)
    assert prompts(town) == []
    turn_to(town, 10, 1, days=1)
    assert [(one.local_date - date.min).days > 0 for one in prompts(town)] == [True], "day 42"


def test_while_a_delegate_is_away_it_goes_to_who_stands_in_or_rests(town: Town) -> None:
    """Never back on the leader by itself."""
    agree(town)
    delegate(town, "deputy", "In my place")
    press(town, town.deputy, "Yes")
    town.deputy.presses("I am away for a while")
    town.deputy.submits({"Back on": (local_now(town).date() + timedelta(days=3)).isoformat()})
    town.deputy.cancels(all_forms=True)
    assert rows(my_plan(town))[1][2] == "rests: they are away"
    count = len(messages(town.chief))
    turn_to(town, 16, 1, days=1)
    assert prompts(town) == [] and [one.prompt_id for one in occurrences(town)] == [None]
    assert len(messages(town.chief)) == count
    delegate(town, "otto", "Only while whoever answers for me is away")
    press(town, town.otto, "Yes")
    turn_to(town, 16, 1, days=1)
    assert "A short check-in" in messages(town.otto)[-1].words
    turn_to(town, 16, 1, days=1)
    assert "A short check-in" in messages(town.deputy)[-1].words, "back, so it is theirs again"


def delegate(town: Town, who: str, when: str) -> None:
    """Let the chief ask somebody to answer about officers."""
    town.chief.presses("Someone else answers")
    town.chief.submits({"Who": who, "Their role": "Deputy", "About": "Officers", "When": when})
    town.chief.cancels(all_forms=True)
    town.bot.settle()


def test_a_second_view_is_asked_first_never_about_own_capacity_and_ends_with_a_press(town: Town) -> None:
    """Beside the leader's own, by name; at most one a subject; it stops with the plan it stands beside."""
    agree(town)
    second(town, "sam")
    question = town.sam.sees("would give a second view")
    assert question.text == "MVAI: a short message for you"
    assert question.buttons == ["Yes", "Later", "No, thank you"]
    refused = second(town, "otto")
    assert "There is a second view about this already" in refused
    town.chief.cancels(all_forms=True)
    press(town, town.sam, "Yes")
    town.chief.sees("gives a second view on officers from now on")
    turn_to(town, 16, 1, days=3)
    assert len(prompts(town)) == 1, "four in the afternoon is an hour later where the second one lives"
    turn_to(town, 17, 1)
    assert sorted((one.plan_id, one.subject.value) for one in occurrences(town) if one.prompt_id) == [
        (1, "community"), (1, "officer"), (2, "officer"),
    ]  # fmt: skip
    form = town.sam.presses("Answer").form
    assert form is not None and not any("own capacity" in label for label in form.labels)
    town.sam.cancels()
    assert "Second view on officers" in (plan := my_plan(town).words) and ", the wellness coordinator." in plan
    change(town, "End the second view")
    town.sam.sees("The check-ins have ended")
    second(town, "sam")
    press(town, town.sam, "Yes")
    my_plan(town)
    press(town, town.chief, "Stop")
    assert [plan_of(town, n).state.value for n in (1, 2, 3)] == ["stopped"] * 3


def second(town: Town, who: str) -> str:
    """Let the chief ask for a second view on officers; return what came back."""
    my_plan(town)
    town.chief.presses("Ask for a second view")
    answer = town.chief.submits({"Who": who, "Their role": "Wellness coordinator", "About": "Officers"})
    words = " ".join([*answer.errors.values(), answer.text])
    if not answer.errors:
        town.chief.cancels(all_forms=True)
    town.bot.settle()
    return words


def test_the_quiet_word_of_the_year_mark_can_be_declined_beforehand_and_has_the_name_staff_gave(town: Town) -> None:
    """In the morning, away from the hour of the incident; declined, nothing comes; the plan says both."""
    channel = agree(town)
    form = town.ana.types("/mvai-incident year-mark", channel=channel).form
    assert form is not None
    form.submits({"Call it": "Remembrance date"})
    town.ana.cancels(all_forms=True)
    turn_to(town, 12, days=350)
    shown = my_plan(town)
    mark = next(line for line in rows(shown) if line[1].startswith("Remembrance date"))
    assert mark[1] == "Remembrance date: a quiet word, no question"
    assert "Remembrance date: nothing" in [line[1] for line in rows(change(town, "No word on the remembrance date"))]
    change(town, "A quiet word on the remembrance date")
    turn_to(town, 8, 59, days=15)
    count = len(messages(town.chief))
    turn_to(town, 9, 1)
    assert "Nothing is asked of you today, the remembrance date" in messages(town.chief)[-1].words
    turn_to(town, 16, 30)
    assert len(messages(town.chief)) == count + 1


def test_no_plan_starts_without_a_verified_line_for_law_enforcement(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff read what to do; a leader who says yes reads calm words, and nothing begins."""
    channel = open_incident(town)
    offer(town, channel)
    unverified = tuple(one.model_copy(update={"last_verified": None}) for one in crisis.list_all())
    monkeypatch.setattr(crisis, "list_all", lambda: unverified)
    assert "content check" in town.ana.types("/mvai-checkin offer @deputy", channel=channel).text
    assert "cannot begin just now" in town.chief.presses("Yes").text
    with town.bot.bot.works.database.read() as session:
        assert session.query(Plan).count() == 0
        assert calendars.list_free(session, 1) == []


def test_a_crisis_line_that_nobody_called_for_ninety_days_stays_shown_and_is_a_task_of_staff(town: Town) -> None:
    """Staff read it where their tasks are, with what to do; a leader reads the line as before."""
    channel = agree(town)
    assert "nobody has since" not in town.ana.types("/mvai").words
    turn_to(town, 10, days=120)
    assert "Please call *CopLine* (1-800-267-5463): nobody has since" in town.ana.types("/mvai").words
    assert "nobody has since" not in town.chief.types("/mvai").words
    ask_now(town, channel)
    assert "1-800-267-5463" in messages(town.chief)[-1].words


def test_check_ins_outlive_an_archived_channel_and_what_would_be_posted_goes_to_the_owner(town: Town) -> None:
    """The incident is closed and its channel archived; prompts come, and a hard day is told to whoever holds it."""
    channel = agree(town)
    town.ana.types("/mvai-incident close completed", channel=channel).presses("Close, check-ins go on")
    town.bot.settle()
    turn_to(town, 12, days=8)
    town.bot.tick()
    turn_to(town, 10, 1, days=1)
    count = len(prompts(town))
    while len(prompts(town)) == count:
        turn_to(town, 10, 1, days=1)
    hard = (local_now(town).date() + timedelta(days=9)).isoformat()
    town.ana.types(f"/mvai-incident event {channel}")
    town.ana.presses("Add a day")
    town.ana.submits({"What it is": "Trial", "Day": hard})
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    assert any("On the calendar: Trial" in one.words for one in messages(town.ana))
