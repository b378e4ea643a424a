"""What the simulated Slack said it has done is there after its process was killed."""

import asyncio
from pathlib import Path

from slack_sdk import WebClient

from mvai_slackbot.cli.workspace_file import WorkspaceFile
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.state import keeping
from tests.simulator.web_api_world import manifest


def names(path: Path) -> dict[str, int]:
    """The channels in the file, and how many messages are in each."""
    return {one.name: len(one.messages) for one in keeping.read(path.read_bytes()).channels}


def test_a_call_is_answered_when_what_it_changed_is_in_the_file(tmp_path: Path) -> None:
    """A channel, messages one right after another, and some at the same time: each is there once its answer is."""
    path = tmp_path / "workspace.json"
    seen: list[dict[str, int]] = []

    async def lived(sim: Simulator) -> None:
        keeper = asyncio.create_task(WorkspaceFile(path).keep_up(sim))
        await asyncio.sleep(0)
        client = WebClient(sim.bot_token, base_url=sim.api_url)
        made = await asyncio.to_thread(client.conversations_create, name="reports", is_private=True)
        for words in ("first", "second"):
            await asyncio.to_thread(client.chat_postMessage, channel=made["channel"]["id"], text=words)
            seen.append(names(path))
        post = [
            asyncio.to_thread(client.chat_postMessage, channel=made["channel"]["id"], text="more") for _ in range(4)
        ]
        await asyncio.gather(*post)
        seen.append(names(path))
        keeper.cancel()

    with Simulator(manifest() | {"settings": {}}, team_name="Test Town") as sim:
        asyncio.run(lived(sim))
    begun = seen[0]["reports"]
    assert [one["reports"] for one in seen] == [begun, begun + 1, begun + 5]
