"""What the wire to the bot must hold: signatures, retries, triggers, response_urls, refused answers."""

import asyncio
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from mvai_slackbot.simulator import Fault, GestureFailed, Simulator
from mvai_slackbot.simulator.state.records import SlackError
from mvai_slackbot.simulator.wire.http_events import signature_headers

from .bolt_bot import MANIFEST
from .conftest import Scene


def answering(status: int, text: str = "", **headers: str) -> Callable[[], Awaitable[web.Response]]:
    """An answer in place of the bot's."""

    async def answer() -> web.Response:
        return web.Response(status=status, text=text, headers=headers)

    return answer


def post(url: str, body: Any) -> tuple[int, dict[str, Any]]:
    """Posts JSON to a response_url."""
    asked = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(asked) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, json.loads(refusal.read())


def response_url(scene: Scene) -> str:
    """The address that came with a fresh command."""
    return str(scene.ana.types("/echo hello").result.response_url)


def test_the_signature_is_slacks() -> None:
    """The scheme of Slack's documentation, computed by hand."""
    headers = signature_headers("secret", b"a=1", 1531420618)
    wanted = hmac.new(b"secret", b"v0:1531420618:a=1", hashlib.sha256).hexdigest()
    assert headers == {"X-Slack-Request-Timestamp": "1531420618", "X-Slack-Signature": f"v0={wanted}"}


def test_a_forged_signature_is_refused_by_bolt(http_scene: Scene) -> None:
    """signed_request makes good and forged headers; Bolt tells them apart."""
    body = b"command=%2Fecho&text=x&team_id=T1&user_id=U1&trigger_id=1"

    def status(headers: dict[str, str]) -> int:
        try:
            with urllib.request.urlopen(urllib.request.Request(http_scene.bot.url, body, headers)) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    simulator = http_scene.simulator
    assert status(simulator.signed_request(body)) == 200
    assert status(simulator.signed_request(body, secret="another")) == 401
    assert status(simulator.signed_request(body, timestamp=1531420618)) == 401


def test_an_event_is_repeated_until_it_is_acknowledged(http_scene: Scene) -> None:
    """Answered 500 twice: the third attempt carries retry number 2 and the same event_id, and is the last."""
    http_scene.simulator.retry_scale = 0
    http_scene.bot.raw_answers += [answering(500), answering(503)]
    http_scene.ana.writes("hello")
    http_scene.ana.sees("Got: hello")
    http_scene.simulator.wait_quiet()
    mine = [each for each in http_scene.simulator.deliveries if each.payload["event"].get("text") == "hello"]
    assert [(each.status, each.retry) for each in mine] == [(500, 0), (503, 1), (200, 2)]
    assert len({each.payload["event_id"] for each in mine}) == 1
    retried = next(each for each in http_scene.bot.headers if each.get("X-Slack-Retry-Num") == "2")
    assert retried["X-Slack-Retry-Reason"] == "http_error"


def test_a_gesture_waits_for_what_is_sent_again_at_once(http_scene: Scene) -> None:
    """The first try failed: opening the home ends when the app has heard the second, and shows what it published."""
    http_scene.bot.raw_answers.append(answering(500))
    home = http_scene.ana.opens_home()
    assert [each.retry for each in http_scene.simulator.deliveries] == [0, 1]
    assert home is not None


def test_a_repetition_comes_sooner_when_the_clock_is_turned(http_scene: Scene) -> None:
    """The second is due a minute later: an hour on, it is there at once."""
    http_scene.bot.raw_answers += [answering(500), answering(503)]
    http_scene.ana.writes("hello")
    http_scene.simulator.wait_until(lambda: [each.retry for each in http_scene.simulator.deliveries] == [0, 1])
    began = time.monotonic()
    http_scene.simulator.clock.advance(timedelta(hours=1))
    http_scene.ana.sees("Got: hello")
    assert time.monotonic() - began < 30
    http_scene.simulator.wait_until(lambda: [each.retry for each in http_scene.simulator.deliveries][:3] == [0, 1, 2])


def test_an_event_is_given_up_after_three_repetitions(http_scene: Scene) -> None:
    """One attempt and three repetitions, then never again."""
    http_scene.simulator.retry_scale = 0
    http_scene.bot.raw_answers += [answering(500)] * 4
    http_scene.ana.writes("hello")
    http_scene.simulator.wait_quiet()
    assert [each.retry for each in http_scene.simulator.deliveries] == [0, 1, 2, 3]
    assert http_scene.tryout.heard == []


def test_an_app_can_decline_repetitions(http_scene: Scene) -> None:
    """X-Slack-No-Retry: 1 stops them."""
    http_scene.simulator.retry_scale = 0
    http_scene.bot.raw_answers.append(answering(500, "", **{"X-Slack-No-Retry": "1"}))
    http_scene.ana.writes("hello")
    http_scene.simulator.wait_quiet()
    assert len(http_scene.simulator.deliveries) == 1


def test_connections_to_the_bot_are_kept(http_scene: Scene) -> None:
    """Slack keeps its connections; a new one for each request would hide what keep-alive does."""
    for _ in range(3):
        http_scene.ana.types("/echo hello")
    assert all(each.get("Connection") != "close" for each in http_scene.bot.headers)


def test_a_trigger_is_good_for_one_form(scene: Scene) -> None:
    """exchanged_trigger_id for the second use."""
    scene.ana.types("/form twice")
    assert scene.tryout.failures == ["exchanged_trigger_id"]


def test_a_trigger_expires_after_three_seconds(http_scene: Scene) -> None:
    """expired_trigger_id, and the command itself has timed out by then; here after a tenth of that."""
    http_scene.simulator.patience, http_scene.tryout.wait_before_opening = 0.1, 0.5
    with pytest.raises(GestureFailed, match="operation_timeout"):
        http_scene.ana.types("/form")
    http_scene.simulator.wait_until(lambda: http_scene.tryout.failures)
    assert http_scene.tryout.failures == ["expired_trigger_id"]


@pytest.mark.parametrize("status", [404, 500])
def test_a_failing_bot_is_told_as_dispatch_failed(http_scene: Scene, status: int) -> None:
    """The person reads Slack's word."""
    http_scene.bot.raw_answers.append(answering(status))
    with pytest.raises(GestureFailed, match="dispatch_failed") as failure:
        http_scene.ana.types("/echo hello")
    assert failure.value.reply.http_status == status


def test_nobody_at_the_request_url_is_dispatch_failed(http_scene: Scene) -> None:
    """A refused connection."""
    http_scene.simulator.deliver_to("http://127.0.0.1:9/slack/events")
    with pytest.raises(GestureFailed, match="dispatch_failed"):
        http_scene.ana.types("/echo hello")


@pytest.mark.parametrize(
    "answer",
    ["[1, 2]", '{"blocks": [{"type": "nonsense"}]}', '{"response_type": "loud", "text": "x"}', '{"blocks": []}'],
)
def test_a_command_answer_that_slack_refuses_is_told(http_scene: Scene, answer: str) -> None:
    """Invalid blocks, unknown response types and emptiness in the ack itself."""
    http_scene.bot.raw_answers.append(answering(200, answer))
    with pytest.raises(GestureFailed, match="invalid_command_response"):
        http_scene.ana.types("/echo hello")


def test_a_response_url_works_five_times(http_scene: Scene) -> None:
    """Then used_url with 404."""
    url = response_url(http_scene)
    statuses = [post(url, {"text": f"number {count}"})[0] for count in range(6)]
    assert statuses == [200] * 5 + [404]
    assert post(url, {"text": "x"})[1] == {"ok": False, "error": "used_url"}


def test_a_response_url_works_for_thirty_minutes(http_scene: Scene) -> None:
    """Those minutes pass on the machine's clock: the test lets them be over."""
    urls = http_scene.simulator.workspace.response_urls
    kept = urls.issue(http_scene.ana.id, "D1")
    assert 1700 < kept.ends - time.monotonic() <= 1800
    assert urls.spend(kept.token) is kept
    kept.ends -= 1800
    with pytest.raises(SlackError, match="used_url"):
        urls.spend(kept.token)


def test_the_response_url_of_a_press_replaces_deletes_and_speaks_aloud(http_scene: Scene) -> None:
    """replace_original, response_type in_channel, delete_original."""
    ana = http_scene.ana
    reply = ana.types("/echo menus", channel="general")
    url = str(ana.chooses("Tea", from_="Drink").result.response_url)
    post(url, {"text": "instead", "replace_original": True})
    assert reply.message is not None and reply.message.words == "instead"
    post(url, {"text": "aloud", "response_type": "in_channel"})
    assert http_scene.simulator.person("ben").sees("aloud", "general").ephemeral is False
    post(url, {"delete_original": True})
    assert "instead" not in [each.text for each in ana.reads("general")]


def test_the_response_url_of_a_command_only_adds(http_scene: Scene) -> None:
    """Slack posts a new private message even with replace_original, since a command has no original."""
    reply = http_scene.ana.types("/echo hello")
    post(str(reply.result.response_url), {"text": "later", "replace_original": True})
    assert [each.text for each in http_scene.ana.reads()] == ["You said: hello", "later"]
    assert reply.replaced == ["later"]


def test_a_post_to_a_response_url_is_on_the_wire_and_fails_as_it_is_told(http_scene: Scene) -> None:
    """The panel shows it as any other request; a fault strikes it by its name."""
    simulator, seen = http_scene.simulator, []
    simulator.ask(lambda: simulator.workspace.subscribe(lambda change: seen.append(change)))
    simulator.faults.add(Fault("response_url", "500"))
    reply = http_scene.ana.types("/echo button")
    reply.presses("Done")
    assert "It is done" not in reply
    reply.presses("Done")
    assert "It is done" in reply
    posts = [one["call"] for one in seen if one["type"] == "call" and one["call"].method == "response_url"]
    assert [(one.status, one.answer["ok"]) for one in posts] == [(500, False), (200, True)]
    assert posts[1].arguments["text"] == "It is done"


def test_a_response_url_refuses_what_slack_refuses(http_scene: Scene) -> None:
    """Nothing to say, invalid blocks, no JSON object, an unknown address."""
    url = response_url(http_scene)
    assert post(url, {})[1]["error"] == "no_text"
    refused = post(url, {"blocks": [{"type": "section"}]})[1]
    assert refused["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0]" in refused["response_metadata"]["messages"][0]
    assert post(url, [1])[0] == 400
    assert post(url[:-1], {"text": "x"})[0] == 404


def test_a_taken_port_is_told(http_scene: Scene) -> None:
    """A second simulator on the same port fails at once and leaves nothing behind."""
    port = int(http_scene.simulator.url.rpartition(":")[2])
    with pytest.raises(OSError, match=r"(?i)address already in use"):
        Simulator(MANIFEST, port=port).start()


def test_a_turned_clock_is_what_people_see_and_the_wire_does_not(http_scene: Scene) -> None:
    """A day ahead: messages carry tomorrow's time; signatures are still fresh for Bolt."""
    http_scene.simulator.clock.advance(timedelta(days=1))
    message = http_scene.ana.writes("tomorrow")
    assert float(message.ts) - time.time() > 86_000
    http_scene.ana.sees("Got: tomorrow")
    assert http_scene.ana.types("/echo hello").text == "You said: hello"


def test_gestures_in_the_same_instant_do_not_wait_for_each_other(http_scene: Scene) -> None:
    """Fifty commands at once are all answered."""
    simulator, ana = http_scene.simulator, http_scene.ana
    place = simulator.ask(lambda: simulator.workspace.channels.app_im(ana.id).id)

    async def all_at_once() -> list[str | None]:
        gestures = [simulator.gestures.command(ana.id, place, f"/echo {count}") for count in range(50)]
        return [each.text for each in await asyncio.gather(*gestures)]

    assert simulator.run(all_at_once()) == [f"You said: {count}" for count in range(50)]


def test_what_stands_in_backticks_stays_as_it_was_typed(http_scene: Scene) -> None:
    """A command quoted in a message is a quotation, not a mention."""
    ana = http_scene.simulator.person("ana")
    assert ana.writes("Type `/do this @ana <now>`", channel="general").text == "Type `/do this @ana &lt;now&gt;`"
