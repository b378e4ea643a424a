"""Socket Mode with the SDK's real aiohttp client: envelopes, reconnection, several connections."""

import asyncio
import json
from typing import Any

from aiohttp import ClientSession, WSMsgType
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.simulator import Simulator

from .bolt_bot import MANIFEST, Bot
from .conftest import Scene
from .tryout import Tryout


def test_a_cut_connection_is_made_again(socket_scene: Scene) -> None:
    """A TCP abort: the SDK's client comes back, and commands are answered again."""
    assert socket_scene.simulator.cut_connections() == 1
    socket_scene.simulator.wait_connected()
    assert socket_scene.ana.types("/echo back").text == "You said: back"


def test_a_refreshed_connection_is_made_again(socket_scene: Scene) -> None:
    """disconnect with refresh_requested: the client opens another before the old one closes."""
    socket_scene.simulator.refresh_connections()
    socket_scene.simulator.wait_connected()
    assert socket_scene.ana.types("/echo back").text == "You said: back"


def test_a_command_just_after_a_cut_still_arrives(socket_scene: Scene) -> None:
    """A request waits a moment for a connection that is being made again."""
    socket_scene.simulator.cut_connections()
    assert socket_scene.ana.types("/echo patience").text == "You said: patience"


def test_two_connections_share_the_requests() -> None:
    """Each request goes to one connection only, in turn."""
    first, second = Tryout(), Tryout()
    with Simulator(MANIFEST) as simulator:
        ana = simulator.person("ana")
        bots = [Bot(simulator, each.equip, http=False) for each in (first, second)]
        try:
            simulator.wait_connected(2)
            for count in range(4):
                ana.types(f"/echo {count}")
            assert (len(first.heard), len(second.heard)) == (2, 2)
        finally:
            for bot in bots:
                bot.close()


class Wire:
    """A bare WebSocket client, for what no SDK lets one see."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def address(self) -> str:
        """A fresh address from apps.connections.open, called as the SDK calls it."""
        async with ClientSession() as session:
            client = AsyncWebClient(base_url=self._simulator.api_url, session=session)
            answer = await client.apps_connections_open(app_token=self._simulator.app_token)
            return str(answer["url"])

    async def open(self, session: ClientSession) -> Any:
        """A connection that has been greeted."""
        connection = await session.ws_connect(await self.address())
        hello = json.loads((await connection.receive()).data)
        assert hello["type"] == "hello" and hello["connection_info"]["app_id"] == self._simulator.app_id
        return connection


def test_envelopes_are_as_slack_documents_them() -> None:
    """A command takes an answer's payload; an unknown ack is ignored; an address works once."""
    with Simulator(MANIFEST) as simulator:
        ana = simulator.person("ana")
        place = simulator.ask(lambda: simulator.workspace.channels.app_im(ana.id).id)
        wire = Wire(simulator)

        async def talk() -> str | None:
            async with ClientSession() as session:
                connection = await wire.open(session)
                command = asyncio.create_task(simulator.gestures.command(ana.id, place, "/echo x"))
                envelope = json.loads((await connection.receive()).data)
                assert envelope["type"] == "slash_commands" and envelope["accepts_response_payload"] is True
                assert envelope["payload"]["command"] == "/echo"
                for answer in ("no json", '{"envelope_id": "unknown"}', "[]"):
                    await connection.send_str(answer)
                acknowledged = {"envelope_id": envelope["envelope_id"], "payload": {"text": "from the wire"}}
                await connection.send_str(json.dumps(acknowledged))
                return (await command).text

        assert simulator.run(talk()) == "from the wire"


def test_an_event_without_an_ack_comes_again_with_its_number() -> None:
    """Over Socket Mode the retry's number and reason stand in the envelope; the event_id stays."""
    with Simulator(MANIFEST) as simulator:
        simulator.retry_scale = 0
        ana = simulator.person("ana")
        place = simulator.ask(lambda: simulator.workspace.channels.app_im(ana.id).id)
        wire = Wire(simulator)

        async def talk() -> list[dict[str, Any]]:
            async with ClientSession() as session:
                connection = await wire.open(session)
                writing = asyncio.create_task(simulator.gestures.message(ana.id, place, "hello"))
                envelopes = [json.loads((await connection.receive()).data) for _ in range(2)]
                await connection.send_str(json.dumps({"envelope_id": envelopes[1]["envelope_id"]}))
                await writing
                return envelopes

        first, second = simulator.run(talk())
        assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
        assert second["retry_reason"] == "http_timeout"
        assert first["payload"]["event_id"] == second["payload"]["event_id"]
        simulator.wait_quiet()


def test_no_more_than_ten_connections_and_no_address_twice() -> None:
    """The eleventh is told too_many_websockets; a used address is refused."""
    with Simulator(MANIFEST) as simulator:
        wire = Wire(simulator)

        async def crowd() -> tuple[dict[str, Any], int]:
            async with ClientSession() as session:
                address = await wire.address()
                used = await session.ws_connect(address)
                await used.receive()
                kept = [await wire.open(session) for _ in range(9)]
                eleventh = await session.ws_connect(await wire.address())
                told = json.loads((await eleventh.receive()).data)
                assert (await eleventh.receive()).type is WSMsgType.CLOSE
                assert not any(each.closed for each in kept)
                async with session.get(address) as again:
                    return told, again.status

        told, status = simulator.run(crowd())
        assert told == {"type": "disconnect", "reason": "too_many_websockets"}
        assert status == 403


def test_an_event_waits_for_the_first_connection() -> None:
    """What happens while the app connects is delivered as soon as it has."""
    tryout = Tryout()
    with Simulator(MANIFEST) as simulator:
        simulator.retry_scale = 0.01
        ana = simulator.person("ana")
        bot = Bot(simulator, tryout.equip, http=False)
        try:
            ana.writes("early")
            ana.sees("Got: early")
        finally:
            bot.close()


def test_a_stop_leaves_nothing_open(socket_scene: Scene) -> None:
    """Stopping the simulator twice is harmless, connections or not."""
    socket_scene.simulator.stop()
    socket_scene.simulator.stop()
