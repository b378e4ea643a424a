"""The same thing sent twice: at once, afterwards, and after a restart."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from sqlalchemy import func, select

from mvai_slackbot.incidents.models import ChannelVisit, Incident
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.wire.http_events import FORM
from tests.bot import RunningBot
from tests.conftest import Town
from tests.days import YEAR
from tests.delivery.ways import at_once, deliver_all

FIRST = f"mvai-{YEAR}-001"
COMMAND = "/mvai-incident open Event at a shopping street"


def _incidents(bot: RunningBot) -> int:
    with bot.bot.works.database.read() as session:
        return session.scalar(select(func.count(Incident.id))) or 0


def _send_again(sim: Simulator, bot: RunningBot, kind: str) -> Callable[[], int]:
    """Return how to send the last request of a kind once more, as it was, freshly signed."""
    last = next(one for one in reversed(sim.deliveries) if one.kind == kind)
    return lambda: _send(sim, bot, kind, last.payload)


def _send(sim: Simulator, bot: RunningBot, kind: str, payload: dict[str, Any]) -> int:
    if kind == "events_api":
        body, content = json.dumps(payload).encode(), "application/json"
    else:
        fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        body, content = urlencode(fields).encode(), FORM
    headers = sim.signed_request(body, content_type=content)

    async def post() -> int:
        async with aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{bot.port}/slack/events"
            async with session.post(url, data=body, headers=headers) as answer:
                await answer.read()
                return answer.status

    return sim.run(post())


def _restart(town: Town) -> RunningBot:
    town.bot.stop()
    return RunningBot(town.sim, town.bot.settings).start()


def test_the_same_command_is_one_incident(town: Town) -> None:
    """Typed four times in the same instant, once more afterwards, and once more after a restart."""
    replies = at_once(*[lambda: town.ana.types(COMMAND).text] * 4)
    assert all(FIRST in str(text) for text in replies), replies
    assert FIRST in town.ana.types(COMMAND).text
    deliver_all(town)
    bot = _restart(town)
    try:
        again = town.ana.types(COMMAND)
        assert FIRST in again.text and "nothing was done twice" in again.words
        assert _incidents(bot) == 1
        assert [one for one in town.ana.channels() if one.startswith("mvai-")] == [FIRST]
        # Another one on purpose: the press is heard once, however often it is sent.
        town.ana.presses("Make another")
        send = _send_again(town.sim, bot, "interactive")
        assert at_once(*[send] * 3) == [200, 200, 200]
        assert _incidents(bot) == 2
    finally:
        bot.stop()


def test_the_same_form_is_one_incident(town: Town) -> None:
    """Sent once by the person, then in parallel and after a restart by a network that stutters."""
    town.ana.types("/mvai-incident open")
    town.ana.submits({"Short description": "Event at a school, contained"})
    send = _send_again(town.sim, town.bot, "interactive")
    assert at_once(*[send] * 4) == [200] * 4
    deliver_all(town)
    bot = _restart(town)
    try:
        assert _send_again(town.sim, bot, "interactive")() == 200
        assert _incidents(bot) == 1
    finally:
        bot.stop()


def test_a_form_sent_four_times_in_one_instant_is_one_incident(town: Town) -> None:
    """None of the four comes first by much: one does the work, the others get its answer."""
    town.ana.types("/mvai-incident open")
    town.ana.submits({"Short description": "Event at a school, contained"})
    town.ana.types("/mvai-incident open")
    first = next(one for one in reversed(town.sim.deliveries) if one.payload.get("type") == "view_submission")
    payload = json.loads(json.dumps(first.payload))
    payload["view"]["id"] = "V0SAMEFORM"
    results = at_once(*[lambda: _send(town.sim, town.bot, "interactive", payload)] * 4)
    assert results == [200] * 4
    assert _incidents(town.bot) == 2


def test_a_description_that_is_held_back_does_not_open_a_second_incident(town: Town) -> None:
    """The answer is a form; the same command again opens that form again, and the incident is the same."""
    words = "/mvai-incident open Officer John Miller was shot, case no. 55123"
    assert town.ana.types(words).form is not None
    town.ana.cancels()
    assert town.ana.types(words).form is not None
    assert _incidents(town.bot) == 1


def test_an_event_delivered_three_times_is_heard_once(town: Town) -> None:
    """In parallel, under its own id: one line of who is in the channel."""
    town.ana.types(COMMAND)
    deliver_all(town)
    joined = next(
        one
        for one in town.sim.deliveries
        if one.what == "member_joined_channel" and one.payload["event"]["user"] == town.dana.id
    )
    send: Callable[[], int] = lambda: _send(town.sim, town.bot, "events_api", joined.payload)  # noqa: E731 - three of the same
    assert at_once(send, send, send) == [200] * 3
    with town.bot.bot.works.database.read() as session:
        visits = session.scalars(select(ChannelVisit.user_id)).all()
    assert sorted(visits) == sorted([town.ana.id, town.dana.id])
