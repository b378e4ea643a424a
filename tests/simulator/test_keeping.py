"""A workspace that was put away is there again: conversations, marks and small files, whatever wrote the document."""

import json

from slack_sdk import WebClient

from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.state import keeping

from .web_api_world import manifest

# An app that hears no events: nobody waits for it.
SILENT = manifest() | {"settings": {}}
LARGE = b"x" * (keeping.INLINE_BYTES + 1)


def full() -> tuple[bytes, dict[str, bytes]]:
    """What is kept of a workspace with a private channel, a pin, an edited message, a thread, and two files."""
    with Simulator(SILENT, team_name="Test Town") as slack:
        ana = slack.person("ana", real_name="Ana Torres", tz="America/Denver")
        ana.creates_channel("reports", private=True)
        ana.invites("app", "reports")
        message = ana.writes("First words", "reports")
        ana.writes("A reply", "reports", thread=message)
        ana.edits(message, "Better words")
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        channel = slack.workspace.channels.named("reports")
        assert channel is not None
        client.pins_add(channel=channel.id, timestamp=message.ts)
        client.files_upload_v2(channel=channel.id, content=b"\x89PNG\x00\xff", filename="trend.png", title="Trend")
        client.files_upload_v2(channel=channel.id, content=LARGE, filename="large.bin", title="Large")
        return slack.ask(lambda: (keeping.keep(slack.workspace), keeping.large(slack.workspace)))


def test_everything_that_lasts_in_slack_outlives_a_restart() -> None:
    """Read back by a person and from the file's own address; what is large lies beside the document."""
    with_files = Simulator(SILENT, team_name="Test Town")
    document, beside = full()
    assert len(document) < len(LARGE)
    keeping.restore(with_files.workspace, keeping.read(document), beside.get)
    with with_files as slack:
        ana = slack.person("ana")
        first = next(one for one in ana.reads("reports") if "Better words" in one)
        assert first.edited
        assert first.pinned
        assert [one.text for one in ana.reads("reports") if one.thread_ts == first.ts and one.ts != first.ts] == [
            "A reply"
        ]
        files = [one.files[0]["id"] for one in slack.workspace.channels.named("reports").messages.values() if one.files]  # type: ignore[union-attr]  # it is there
        small, large = (slack.workspace.uploads.find(one) for one in files)
        assert small is not None
        assert small.content == b"\x89PNG\x00\xff"
        assert large is not None
        assert large.content == LARGE
        kept, also = keeping.keep, keeping.large
        assert slack.ask(lambda: (len(keeping.read(kept(slack.workspace)).files), also(slack.workspace))) == (2, beside)


def test_a_document_from_before_files_were_kept_is_read_all_the_same() -> None:
    """Whoever updates keeps the rehearsal."""
    older = json.loads(full()[0])
    del older["files"]
    kept = keeping.read(json.dumps(older).encode())
    assert kept.files == []
    assert {channel.name for channel in kept.channels} >= {"general", "reports"}
