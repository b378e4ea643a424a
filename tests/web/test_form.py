"""Answering without a Slack account: opening uses nothing up, sending does, and the page names nothing and nobody else."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from mvai_slackbot import crisis
from mvai_slackbot.checkins.links.by_link import build
from mvai_slackbot.checkins.links.service import Way
from mvai_slackbot.checkins.models import Answer
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.clock import day_words
from mvai_slackbot.web.limits import Limits
from tests.calls.ways import everything_stored
from tests.checkins.ways import CHICAGO, local_now, messages, prompts, turn_to
from tests.conftest import Town
from tests.web.ways import ADDRESS, LINK, NAME, ask, days_pass, get_link, lead_without_account


def answers(town: Town) -> list[Answer]:
    """Return every version of every answer."""
    with town.bot.bot.works.database.read() as session:
        return list(session.scalars(select(Answer).order_by(Answer.id)))


def test_a_leader_without_an_account_answers_by_a_link(served: Town) -> None:
    """Staff record the yes, the link is shown once, the page asks the same, and the readers hear of it as ever."""
    channel = lead_without_account(served)
    before = len([one for one in served.ana.reads(channel) if not one.ephemeral])
    served.ana.types("/mvai-checkin link", channel=channel)
    refused = served.ana.submits({})
    assert "has not said yes yet" in " ".join([*refused.errors.values(), refused.text])
    served.ana.cancels(all_forms=True)
    link = get_link(served, channel)
    for _ in range(3):  # a mail scanner, the leader's phone, the leader's desk
        page = ask(served, link)
        assert page.status == 200
        assert "Are your people getting real rest" in page.words and "Not enough information" in page.words
        assert "Read by: Ana Torres (coordinator)" in page.words and "988" in page.words
        for private in (channel, NAME, "Hollis", "shopping street"):
            assert private not in page.words, private
    sent = ask(served, link, {"OM1": "3", "OM2": "unknown", "bases": ["supervisors"], "helps": ["community_wellness"],
                              "note": "Nights are short."}, Sec_Fetch_Site="same-origin")  # fmt: skip
    served.bot.settle()
    assert sent.status == 200 and "Your answer is saved" in sent.words and "911" in sent.words
    shown = served.ana.presses("Show the answer").form
    assert shown is not None
    for words in (
        "Rest: 3 of 5",
        "not enough information",
        "Supervisors",
        "Long-term community",
        "Nights are short.",
        NAME,
    ):
        assert words in shown.text
    served.ana.cancels(all_forms=True)
    again = ask(served, link, {"OM1": "5"})
    assert "answered already" in again.words and len(answers(served)) == 1
    assert "answered already" in ask(served, link).words
    assert len([one for one in served.ana.reads(channel) if not one.ephemeral]) == before
    secret = link.rpartition("/")[2]
    assert secret.encode() not in everything_stored(served)


def test_the_page_keeps_itself_to_itself(served: Town) -> None:
    """Nothing is stored or passed on by browsers and proxies; a foreign page cannot send; nobody learns from a guess."""
    link = get_link(served, lead_without_account(served))
    page = ask(served, link)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "form-action 'self'" in policy and "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store" and page.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page.headers and "<script" not in page.words and "http" not in page.words
    foreign = ask(served, link, {"OM1": "1"}, Sec_Fetch_Site="cross-site")
    assert foreign.status == 403 and answers(served) == []
    guess = ask(served, link[:-4] + "AAAA")
    assert guess.status == 404 and "988" in guess.words and guess.headers["Cache-Control"] == "no-store"
    assert ask(served, f"{link}/anything", {}).status == 404
    wrong: dict[str, object] = {"OM1": "9", "OW6": "1", "bases": ["<b>"], "helps": ["x"]}
    hostile = ask(served, link, {**wrong, "note": "<script>alert(1)</script>" * 20})
    assert hostile.status == 422 and "&lt;script&gt;" in hostile.words and "<script" not in hostile.words
    ask(served, link, wrong)
    (saved,) = answers(served)
    assert saved.said.reveal() == '{"items": {"OM1": "skip", "OM2": "skip"}, "bases": [], "helps": []}'
    assert saved.own is None


def test_a_note_that_trips_the_guard_comes_back_with_everything_that_was_filled_in(served: Town) -> None:
    """Nothing is saved, nothing is lost; edited, dropped or looked at again, it goes."""
    link = get_link(served, lead_without_account(served))
    filled = {"OM1": "2", "helps": ["public_information"], "note": "Officer Sam Brook was diagnosed with PTSD"}
    held = ask(served, link, filled)
    assert held.status == 422 and answers(served) == []
    assert "Please edit it, drop it, or say below" in held.words and "Officer Sam Brook" in held.words
    assert 'value="2" checked' in held.words and 'value="public_information" checked' in held.words
    assert ask(served, link, {**filled, "keep": "yes"}).status == 200
    (saved,) = answers(served)
    assert saved.note is not None and "Brook" in saved.note.reveal()


def test_an_expired_link_asks_staff_for_a_new_one_once_in_a_while(served: Town) -> None:
    """Without mail the person who looks after it passes it on; the page promises no more than that."""
    channel = lead_without_account(served)
    link = get_link(served, channel)
    days_pass(served, 3.1)
    expired = ask(served, link)
    assert expired.status == 410 and "Send me a new link" in expired.words
    assert "expired" in ask(served, link, {"OM1": "3"}).words and answers(served) == []
    asked = ask(served, f"{link}/again", {})
    served.bot.settle()
    assert "was asked for a new link" in asked.words and "sent to" not in asked.words
    told = served.ana.sees("An old link had expired")
    count = len(messages(served.ana))
    ask(served, f"{link}/again", {})
    served.bot.settle()
    assert len(messages(served.ana)) == count, "asked twice, told once"
    served.ana.presses("Show the link", message=told)
    form = served.ana.form
    assert form is not None
    fresh = LINK.search(form.text)
    assert fresh is not None and fresh[0] != link
    assert ask(served, fresh[0], {"OM1": "3"}).status == 200 and len(answers(served)) == 1
    served.ana.cancels(all_forms=True)
    served.bot.settle()
    assert "answered already" in ask(served, link).words


def test_the_clock_asks_staff_to_pass_a_link_on_and_the_leader_can_stop_by_it(served: Town) -> None:
    """The next prompt reaches staff by direct message, without the link in it; the leader's stop ends everything."""
    channel = lead_without_account(served)
    link = get_link(served, channel)
    assert ask(served, link, {"OM1": "3"}).status == 200
    assert "link" in served.ana.types("/mvai-checkin now", channel=channel).text
    turn_to(served, 16, 1, days=1)
    word = served.ana.sees("An e-mail is to be sent by hand.")
    assert word.text == "MVAI: a short message for you" and "form/" not in word.words and ADDRESS not in word.words
    served.ana.presses("Show the words", message=word)
    form = served.ana.form
    assert form is not None
    found = LINK.search(form.text)
    assert found is not None
    served.ana.cancels(all_forms=True)
    stopped = ask(served, f"{found[0]}/stop", {})
    served.bot.settle()
    assert "have ended" in stopped.words
    served.ana.sees("stopped the check-ins")
    assert served.ana.sees("An e-mail that waited for you is not needed anymore.")
    turn_to(served, 16, 1, days=1)
    assert len(prompts(served)) == 2
    assert "have ended" in ask(served, found[0]).words


def test_a_leader_pauses_until_a_day_picks_the_hour_and_goes_on_without_using_the_link_up(served: Town) -> None:
    """No reason is asked; what cannot be taken is said beside its field; then the form is sent all the same."""
    link = get_link(served, lead_without_account(served))
    today = local_now(served).date()
    for wrong in ("", "soon", today.isoformat(), (today + timedelta(days=400)).isoformat()):
        refused = ask(served, f"{link}/pause", {"until": wrong})
        assert refused.status == 422 and "Please choose a day" in refused.words, wrong
        assert "<details open>" in refused.words
    assert "Please choose one of the hours" in ask(served, f"{link}/hour", {"hour": "noon"}).words
    assert "Nothing is sent from 9:00 PM to 7:00 AM" in ask(served, f"{link}/hour", {"hour": "03:00"}).words
    assert "It comes at 2:00 PM" in ask(served, f"{link}/hour", {"hour": "14:00"}).words
    until = today + timedelta(days=3)
    paused = ask(served, f"{link}/pause", {"until": until.isoformat()}, Sec_Fetch_Site="same-origin")
    assert f"Paused until {day_words(until)}" in paused.words and "Go on now" in paused.words
    assert ask(served, f"{link}/pause", {"until": "2027-01-01"}, Sec_Fetch_Site="cross-site").status == 403
    turn_to(served, 15, days=1)
    assert len(prompts(served)) == 1, "nothing while it is paused"
    assert "go on as before" in ask(served, f"{link}/go-on", {}).words
    turn_to(served, 14, 1, days=1)
    assert [one.asked_at.astimezone(CHICAGO).hour for one in prompts(served)] == [10, 14]
    assert "newer one has come" in ask(served, link).words and "Pause" in ask(served, link).words
    sent = ask(served, link, {"OM1": "3"})
    assert "newer one has come" in sent.words and answers(served) == []


def test_a_call_is_asked_for_at_the_number_on_file_and_the_page_says_only_what_is_true(served: Town) -> None:
    """With nobody on call, or no number, it is not offered; asked for, it goes out even when the note waits."""
    link = get_link(served, lead_without_account(served))
    assert "Ask for a call" not in ask(served, link).words
    served.ana.types("/mvai on-call @dana")
    served.bot.settle()
    assert "Ask for a call" not in ask(served, link).words, (
        "before a message has reached anybody, nobody is promised one"
    )
    served.dana.presses("I got this")
    served.bot.settle()
    assert "Ask for a call" in ask(served, link).words
    held = ask(served, link, {"call": "call", "note": "Officer Sam Brook was diagnosed with PTSD"})
    served.bot.settle()
    assert held.status == 422 and any("call" in one.words for one in messages(served.dana))
    assert "The person on call is being asked to phone you" in held.words, (
        "what was done is said, whatever is held back"
    )
    sent = ask(served, link, {"call": "call"})
    assert "is being asked to phone you at the number on file" in sent.words and "do not wait for it" in sent.words


def test_no_link_is_made_while_they_rest_and_none_begins_without_a_line_to_call(
    served: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pause holds for links too; a yes given by phone begins nothing while no line for law enforcement is verified."""
    channel = lead_without_account(served)
    served.ana.types("/mvai-checkin link", channel=channel)
    unverified = tuple(one.model_copy(update={"last_verified": None}) for one in crisis.list_all())
    with monkeypatch.context() as patched:
        patched.setattr(crisis, "list_all", lambda: unverified)
        refused = served.ana.submits({"Their yes": ["They agreed to check-ins, to me, by phone or in person"]})
    assert "no check-ins begin without one" in " ".join(refused.errors.values())
    served.ana.cancels(all_forms=True)
    get_link(served, channel)
    served.ana.types("/mvai-checkin plan", channel=channel)
    served.ana.presses("Pause")
    served.ana.types("/mvai-checkin link", channel=channel)
    assert "paused" in " ".join(served.ana.submits({}).errors.values())


def test_two_sendings_at_once_count_once(served: Town) -> None:
    """A double click, or a browser that tries again."""
    secret = get_link(served, lead_without_account(served)).rpartition("/")[2]
    pages = build(served.bot.bot.works, Way())
    barrier, said = threading.Barrier(2), list[str]()

    def send() -> None:
        barrier.wait(30)
        said.append(pages.send(secret, {"OM1": ["3"]}).heading)

    threads = [threading.Thread(target=send, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    assert sorted(said) == ["Nothing to do here", "Thank you"] and len(answers(served)) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_too_many_questions_in_a_minute_are_put_off(served: Town) -> None:
    """One link is asked thirty times a minute at the most; another is not held up by it."""
    channel = lead_without_account(served)
    link, other = get_link(served, channel), get_link(served, channel)
    statuses = [ask(served, link).status for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    late = ask(served, link)
    assert late.headers["Retry-After"] == "60" and "988" in late.words
    assert ask(served, other).status == 200
    now = [0.0]
    limits = Limits(2, clock=lambda: now[0])
    assert [limits.allow("a") for _ in range(3)] == [True, True, False] and limits.allow("b")
    now[0] = timedelta(minutes=1, seconds=1).total_seconds()
    assert limits.allow("a")


def test_a_link_that_nobody_was_given_is_missed_by_nobody(served: Town) -> None:
    """Only what was handed over counts as silence."""
    channel = lead_without_account(served)
    link = get_link(served, channel)
    assert ask(served, link, {}).status == 200
    for _ in range(3):
        turn_to(served, 16, 1, days=1)
    assert [one.state.value for one in prompts(served)] == ["answered", "passed", "passed", "open"]
    with served.bot.bot.works.database.read() as session:
        given = [one for one in session.scalars(select(FormLink)) if one.made_by or one.delivered_at]
        assert len(given) == 1
