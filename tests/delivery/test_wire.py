"""What comes over the wire and should not be trusted: forged, old, broken, overlong, and words that would act."""

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from sqlalchemy import func, select

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.simulator import Simulator
from tests.bot import RunningBot
from tests.conftest import Town
from tests.days import YEAR
from tests.delivery.ways import deliver_all

CHANNEL = f"mvai-{YEAR}-001"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite: what comes over the wire has nothing to do with the database."""
    return f"sqlite:///{tmp_path / 'mvai.db'}"


def _post(sim: Simulator, bot: RunningBot, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    async def post() -> tuple[int, str]:
        async with aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{bot.port}/slack/events"
            async with session.post(url, data=body, headers=headers) as answer:
                return answer.status, await answer.text()

    return sim.run(post())


def _command(town: Town, words: str, **more: str) -> bytes:
    fields = {
        "command": "/mvai-incident",
        "text": words,
        "team_id": town.sim.team_id,
        "user_id": town.ana.id,
        "channel_id": "C0SOMEWHERE",
        "trigger_id": "1.2.x",
        "response_url": "",
        **more,
    }
    return urlencode(fields).encode()


def _incidents(town: Town) -> int:
    with town.bot.bot.works.database.read() as session:
        return session.scalar(select(func.count(Incident.id))) or 0


def test_an_attack_gets_401_and_nothing_happens(town: Town) -> None:
    """A forged signature, a body changed after signing, a timestamp of six minutes ago, no signature at all."""
    body = _command(town, "open Event at a fair")
    genuine = town.sim.signed_request(body)
    attacks = {
        "forged": (body, town.sim.signed_request(body, secret="another")),
        "changed": (body + b"x", genuine),
        "old": (body, town.sim.signed_request(body, timestamp=int(time.time()) - 360)),
        "bare": (body, {"Content-Type": genuine["Content-Type"]}),
    }
    for name, (sent, headers) in attacks.items():
        assert _post(town.sim, town.bot, sent, headers)[0] == 401, name
    assert _incidents(town) == 0
    assert _post(town.sim, town.bot, body, genuine)[0] == 200
    assert _incidents(town) == 1


def test_an_expired_trigger_is_said_kindly_and_keeps_what_was_typed(town: Town) -> None:
    """The form cannot open any more: the person reads why and what to do, and nothing was begun."""
    body = _command(town, "open", trigger_id="1.2.gone")
    status, answer = _post(town.sim, town.bot, body, town.sim.signed_request(body))
    assert status == 200
    assert "Please try again" in answer and "`open`" in answer
    assert _incidents(town) == 0


def test_a_broken_body_is_no_fault_of_ours(town: Town) -> None:
    """Signed nonsense gets an answer below 500, and the bot hears on."""
    for body in (b"", b"payload=%7B", b"payload=null", b"payload=[]", b"\xff\xfe"):
        status, _ = _post(town.sim, town.bot, body, town.sim.signed_request(body))
        assert status < 500, body
    assert CHANNEL in town.ana.types("/mvai-incident open Event at a fair").text


def test_a_form_with_a_field_missing_stays_open(town: Town) -> None:
    """What is missing is said beside its field, also where Slack's client did not check; nothing is half done."""
    town.ana.types("/mvai-incident open")
    reply = town.ana.submits(anyway=True)
    assert reply.errors
    assert town.ana.form is not None
    assert _incidents(town) == 0
    sent = next(one for one in reversed(town.sim.deliveries) if one.payload.get("type") == "view_submission")
    payload: dict[str, Any] = json.loads(json.dumps(sent.payload))
    payload["view"]["state"]["values"] = {}
    body = urlencode({"payload": json.dumps(payload)}).encode()
    status, answer = _post(town.sim, town.bot, body, town.sim.signed_request(body))
    assert status == 200
    assert "errors" in answer or "went wrong" not in answer
    assert _incidents(town) == 0


@pytest.mark.parametrize(
    "words",
    [
        "word " * 2000,
        "Event 🚒🕯️ at the 市場 fair",
        "حدث في السوق \u202e tfel ot thgir",
        "<!channel> <!here> <@U0EVERYONE> *bold* _it_ ~gone~ `code` <https://x.example|click>",
        "&lt;!channel&gt; & <script>",
    ],
    ids=["10000 characters", "emoji", "right to left", "mrkdwn", "escaped"],
)
def test_words_of_any_kind_are_shown_and_do_nothing(town: Town, words: str) -> None:
    """They are answered, the channel sets itself up, and nothing in them calls, links or formats."""
    form = "Short description"
    answer = town.ana.types(f"/mvai-incident open {words}"[:10_000])
    if answer.form is not None:
        town.ana.submits({form: words[:300]}, anyway=True)
    deliver_all(town)
    if CHANNEL not in town.ana.channels():
        assert "characters" in answer.words or "long" in answer.words, answer.words
        return
    card = next(one for one in town.ana.reads(CHANNEL) if one.pinned)
    raw = json.dumps(card.blocks, ensure_ascii=False) + card.text
    for acts in ("<!channel>", "<!here>", "<@U0EVERYONE>", "<https://x.example", "<script>"):
        assert acts not in raw
    for formats in ("*bold*", "~gone~", "`code`"):
        assert formats not in raw
