"""What the app hears, and what each person sees: channel events, visibility, guests, unread marks, changes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mvai_slackbot.simulator.state.clock import SimulatedClock
from mvai_slackbot.simulator.state.records import SlackError
from mvai_slackbot.simulator.state.workspace import Workspace
from mvai_slackbot.simulator.wire.rates import Rates

from .web_api_world import World, manifest

EVENTS = (
    "channel_created",
    "channel_shared",
    "channel_unshared",
    "group_deleted",
    "group_rename",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "app_uninstalled",
    "tokens_revoked",
)


class Heard:
    """A workspace without a wire, and what its app hears."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        wide = manifest()
        wide["settings"]["event_subscriptions"]["bot_events"] = list(EVENTS)
        self.ws = Workspace(wide, team_name="Test Town", on_event=self.events.append)
        self.bot = self.ws.hub.bot_user_id
        self.ana = self.ws.add_person("ana")
        self.gus = self.ws.add_person("gus", is_restricted=True)

    @property
    def kinds(self) -> list[str]:
        """The types of what was heard, Slack's own lines in channels aside."""
        return [event["type"] for event in self.events if event["type"] != "message"]


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_only_events_of_the_manifest_are_sent(heard: Heard) -> None:
    """user_change and team_join are not in this one."""
    heard.ws.users.change(heard.ana, tz="Asia/Tokyo")
    heard.ws.add_person("bo")
    assert heard.kinds == []


def test_a_channel_made_public_shared_and_deleted_is_heard(heard: Heard) -> None:
    """A conversion is Slack's line in the channel; sharing and deleting are events of their own."""
    channel = heard.ws.channels.create("team-one", heard.bot, private=True)
    heard.ws.life.share(channel, "Other Town")
    heard.ws.life.unshare(channel, "Other Town")
    heard.ws.life.make_public(channel, heard.ana.id)
    other = heard.ws.channels.create("team-two", heard.bot, private=True)
    heard.ws.life.delete(other, heard.ana.id)
    assert heard.kinds == ["channel_shared", "channel_unshared", "group_deleted"]
    converted = [e for e in heard.events if e.get("subtype") == "channel_convert_to_public"]
    assert [event["channel_type"] for event in converted] == ["channel"]
    assert heard.ws.channels.sees(heard.ana.id, channel)
    assert heard.ws.channels.named("team-two") is None


def test_a_private_channel_without_the_app_is_silent(heard: Heard) -> None:
    """Nothing that happens there reaches the app."""
    channel = heard.ws.channels.create("own-group", heard.ana.id, private=True)
    heard.ws.messages.post(channel, heard.ana.id, f"<@{heard.bot}>")
    heard.ws.life.rename(channel, "own-group-2", heard.ana.id)
    heard.ws.life.share(channel, "Other Town")
    assert heard.events == []


def test_a_removed_app_hears_its_end_and_nothing_after(heard: Heard) -> None:
    """tokens_revoked and app_uninstalled, then silence."""
    channel = heard.ws.channels.create("team-one", heard.bot, private=True)
    heard.ws.uninstall()
    heard.ws.channels.join(channel, heard.ana)
    assert heard.kinds == ["tokens_revoked", "app_uninstalled"]


def test_a_guest_sees_only_the_channels_they_were_added_to(heard: Heard) -> None:
    """Not even the general one."""
    public = heard.ws.channels.create("open-one", heard.bot, private=False)
    private = heard.ws.channels.create("team-one", heard.bot, private=True)
    assert heard.ws.channels.visible_to(heard.gus.id) == []
    assert heard.ws.channels.visible_to(heard.ana.id) == [heard.ws.channels.general, public]
    heard.ws.channels.join(private, heard.gus)
    assert heard.ws.channels.visible_to(heard.gus.id) == [private]


def test_unread_counts_messages_for_this_person_and_not_slacks_own_lines(heard: Heard) -> None:
    """Joins, own messages, replies in threads and other people's ephemerals do not count; reading moves the mark."""
    channel = heard.ws.channels.create("team-one", heard.bot, private=True)
    heard.ws.channels.join(channel, heard.ana)
    first = heard.ws.messages.post(channel, heard.bot, "one")
    heard.ws.messages.post(channel, heard.bot, "reply", thread_ts=first.ts)
    heard.ws.messages.ephemeral(channel, heard.gus.id, "for Gus")
    last = heard.ws.messages.ephemeral(channel, heard.ana.id, "for Ana")
    assert heard.ws.messages.unread(channel, heard.ana.id) == 2
    heard.ws.messages.mark_read(channel, heard.ana.id, last.ts)
    assert heard.ws.messages.unread(channel, heard.ana.id) == 0


def test_subscribers_are_told_of_each_change_until_they_stop(heard: Heard) -> None:
    """An ephemeral names the only person who may see it."""
    changes: list[dict[str, Any]] = []
    stop = heard.ws.subscribe(changes.append)
    channel = heard.ws.channels.create("team-one", heard.bot, private=True)
    heard.ws.messages.ephemeral(channel, heard.ana.id, "for Ana")
    stop()
    heard.ws.messages.post(channel, heard.bot, "later")
    assert [(change["type"], change["only"]) for change in changes] == [("channel", None), ("message", heard.ana.id)]


def test_people_keep_their_ids_when_the_workspace_starts_again(heard: Heard) -> None:
    """Team, app and people come back under the same ids; channels and tokens never do."""
    again = Heard()
    assert again.ana.id == heard.ana.id
    assert (again.ws.hub.team_id, again.bot) == (heard.ws.hub.team_id, heard.bot)
    ids = {h.ws.channels.create("team-one", h.bot, private=True).id for h in (heard, again)}
    assert len(ids | {again.ws.hub.bot_token, heard.ws.hub.bot_token}) == 4


def test_message_timestamps_rise_even_when_the_clock_stands() -> None:
    """Unique within the workspace."""
    clock = SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC))
    clock.pause()
    ids = Workspace(manifest(), clock=clock).hub.ids
    stamps = [ids.ts() for _ in range(100)]
    assert stamps == sorted(set(stamps))


def test_the_clock_turns_forward_only_and_stands_when_told() -> None:
    """And tells those who asked."""
    start = datetime(2026, 3, 1, tzinfo=UTC)
    clock = SimulatedClock(start)
    turned: list[datetime] = []
    stop = clock.on_turn(turned.append)
    clock.pause()
    stood = clock.now()
    assert clock.advance(timedelta(days=1)) == stood + timedelta(days=1) == clock.now()
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))
    with pytest.raises(ValueError, match="forward"):
        clock.to(start)
    with pytest.raises(ValueError, match="aware"):
        clock.to(datetime(2027, 1, 1))  # noqa: DTZ001  (a naive time is what must be refused)
    stop()
    clock.resume()
    assert len(turned) == 2
    assert clock.now() >= stood + timedelta(days=1)


def test_a_full_minute_names_the_wait_until_its_first_call_is_old() -> None:
    """The sliding minute of a tier, compressed or not; refused calls are not counted."""
    rates = Rates()
    assert [rates.wait("a", 2) for _ in range(2)] == [0, 0]
    assert 30 < rates.wait("a", 2) <= 60
    assert rates.wait("b", 2) == 0
    quick = Rates(scale=2)
    assert quick.wait("a", 1) == 0
    assert 0 < quick.wait("a", 1) <= 30


def test_a_used_up_response_url_is_refused(heard: Heard) -> None:
    """Five uses, thirty minutes of the machine's clock."""
    urls = heard.ws.response_urls
    kept = urls.issue(heard.ana.id, "C0X")
    for _ in range(5):
        urls.spend(kept.token)
    late = urls.issue(heard.ana.id, "C0X")
    late.ends -= 30 * 60 + 1
    for token in (kept.token, late.token, "unknown"):
        with pytest.raises(SlackError, match="used_url"):
            urls.spend(token)


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


def test_an_event_is_sent_for_what_the_app_did_itself(world: World) -> None:
    """Its own messages in direct messages come back as message.im, as in Slack."""
    world.client.chat_postMessage(channel=world.ana.id, text="hello")
    own = [event for event in world.events if event["type"] == "message"]
    assert [(event["channel_type"], event["bot_id"]) for event in own] == [("im", world.ws.hub.bot_id)]
