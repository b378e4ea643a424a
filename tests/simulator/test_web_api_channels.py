"""Channels over the real SDK: made, named, filled, archived, listed, with Slack's own codes."""

from collections.abc import Iterator

import pytest

from .web_api_world import World, manifest, refusal


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


def test_a_private_channel_has_the_bot_as_creator_and_only_member(world: World) -> None:
    """conversations.create answers Slack's channel object."""
    channel = world.client.conversations_create(name="team-one", is_private=True)["channel"]
    assert channel["is_private"] is True
    assert channel["creator"] == world.ws.hub.bot_user_id
    assert channel["is_member"] is True
    assert channel["is_archived"] is False
    assert world.client.conversations_members(channel=channel["id"])["members"] == [world.ws.hub.bot_user_id]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("a" * 81, "invalid_name_maxlength"),
        ("--__", "invalid_name_punctuation"),
        ("Team", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("full.stop", "invalid_name_specials"),
    ],
)
def test_a_bad_name_is_refused_with_slacks_code(world: World, name: str, error: str) -> None:
    """The name rules of conversations.create."""
    assert refusal(world.client.conversations_create, name=name)["error"] == error


def test_a_name_is_taken_across_public_and_private_and_archived(world: World) -> None:
    """An archived private channel still holds its name."""
    channel = world.private_channel("team-one")
    world.client.conversations_archive(channel=channel.id)
    assert refusal(world.client.conversations_create, name="team-one", is_private=False)["error"] == "name_taken"


def test_an_invite_adds_people_and_tells_the_app(world: World) -> None:
    """Each joins with an event that names who invited them."""
    channel = world.private_channel()
    world.client.conversations_invite(channel=channel.id, users=[world.ana.id, world.bo.id])
    assert list(channel.members)[1:] == [world.ana.id, world.bo.id]
    joined = [event for event in world.events if event["type"] == "member_joined_channel"]
    assert [(e["user"], e["channel_type"], e["inviter"]) for e in joined] == [
        (world.ana.id, "G", world.ws.hub.bot_user_id),
        (world.bo.id, "G", world.ws.hub.bot_user_id),
    ]


def test_one_bad_name_spoils_an_invite_unless_forced(world: World) -> None:
    """Without force nobody joins; with it the good ones do and the bad ones are named."""
    channel = world.private_channel()
    both = f"{world.ana.id},U0NOBODY"
    told = refusal(world.client.conversations_invite, channel=channel.id, users=both)
    assert told["error"] == "user_not_found"
    assert told["errors"][0]["user"] == "U0NOBODY"
    assert world.ana.id not in channel.members
    answer = world.client.conversations_invite(channel=channel.id, users=both, force=True)
    assert answer["errors"] == [{"user": "U0NOBODY", "error": "user_not_found", "ok": False}]
    assert world.ana.id in channel.members


def test_invites_that_cannot_be_are_refused(world: World) -> None:
    """Who is there already, the bot itself, someone deactivated, an archived channel, nobody, too many."""
    channel = world.private_channel()
    world.client.conversations_invite(channel=channel.id, users=world.ana.id)
    world.do(lambda: world.ws.users.change(world.bo, deleted=True))
    cases = {
        world.ana.id: "already_in_channel",
        world.ws.hub.bot_user_id: "cant_invite_self",
        world.bo.id: "user_not_found",
        "": "no_user",
        ",".join(f"U{n}" for n in range(101)): "invalid_arguments",
    }
    for users, error in cases.items():
        assert refusal(world.client.conversations_invite, channel=channel.id, users=users)["error"] == error
    world.client.conversations_archive(channel=channel.id)
    assert refusal(world.client.conversations_invite, channel=channel.id, users=world.gus.id)["error"] == "is_archived"


def test_a_private_channel_without_the_bot_does_not_exist_for_it(world: World) -> None:
    """channel_not_found, and no listing shows it; a public one is seen but not written."""
    hidden = world.do(lambda: world.ws.channels.create("own-group", world.ana.id, private=True))
    assert refusal(world.client.conversations_info, channel=hidden.id)["error"] == "channel_not_found"
    types = "public_channel,private_channel"
    assert [c["name"] for c in world.client.conversations_list(types=types)["channels"]] == ["general"]
    general = world.ws.channels.general.id
    assert refusal(world.client.conversations_setTopic, channel=general, topic="x")["error"] == "not_in_channel"
    world.client.conversations_join(channel=general)
    world.client.conversations_setTopic(channel=general, topic="x")
    assert world.client.conversations_info(channel=general)["channel"]["topic"]["value"] == "x"


def test_topic_and_purpose_end_at_250_characters(world: World) -> None:
    """And an empty one is allowed."""
    channel = world.private_channel()
    assert refusal(world.client.conversations_setTopic, channel=channel.id, topic="x" * 251)["error"] == "too_long"
    world.client.conversations_setPurpose(channel=channel.id, purpose="x" * 250)
    world.client.conversations_setTopic(channel=channel.id, topic="")


def test_a_bot_archives_but_never_unarchives(world: World) -> None:
    """Unarchiving is people's; afterwards the app is out and has to be added again."""
    channel = world.private_channel()
    world.client.conversations_invite(channel=channel.id, users=world.ana.id)
    world.client.conversations_archive(channel=channel.id)
    assert refusal(world.client.conversations_archive, channel=channel.id)["error"] == "already_archived"
    assert refusal(world.client.conversations_unarchive, channel=channel.id)["error"] == "not_in_channel"
    assert refusal(world.client.chat_postMessage, channel=channel.id, text="x")["error"] == "is_archived"
    assert refusal(world.client.conversations_history, channel=channel.id)["error"] == "not_in_channel"
    assert world.client.users_conversations(types="private_channel")["channels"] == []
    assert world.client.conversations_info(channel=channel.id)["channel"]["is_archived"] is True
    world.do(lambda: world.ws.life.unarchive(channel, world.ana.id))
    assert refusal(world.client.conversations_info, channel=channel.id)["error"] == "channel_not_found"
    bot = world.ws.users.get(world.ws.hub.bot_user_id)
    world.do(lambda: world.ws.channels.join(channel, bot, inviter=world.ana.id))
    assert world.client.conversations_info(channel=channel.id)["channel"]["is_archived"] is False
    assert {"group_archive", "group_unarchive"} <= {event["type"] for event in world.events}


def test_private_channels_send_group_events_and_public_ones_channel_events(world: World) -> None:
    """A rename in each."""
    private = world.private_channel("team-one")
    public = world.ws.channels.get(world.client.conversations_create(name="open-one")["channel"]["id"])
    world.do(lambda: world.ws.life.rename(private, "team-two", world.ana.id))
    world.do(lambda: world.ws.life.rename(public, "open-two", world.ana.id))
    renames = [(e["type"], e["channel"]["name"]) for e in world.events if e["type"].endswith("_rename")]
    assert renames == [("group_rename", "team-two"), ("channel_rename", "open-two")]


def test_users_conversations_is_how_the_bot_finds_its_own(world: World) -> None:
    """With cursors: page by page every channel once."""
    names = [f"team-{number}" for number in range(5)]
    for name in names:
        world.private_channel(name)
    found: list[str] = []
    cursor = ""
    while True:
        answer = world.client.users_conversations(types="private_channel", limit=2, cursor=cursor)
        assert len(answer["channels"]) <= 2
        found += [channel["name"] for channel in answer["channels"]]
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert found == names
    assert refusal(world.client.users_conversations, cursor="nonsense")["error"] == "invalid_cursor"
    assert refusal(world.client.users_conversations, types="secret")["error"] == "invalid_types"


def test_a_kicked_or_departed_member_is_gone_and_the_app_hears_it(world: World) -> None:
    """By the app, by themselves, and the app itself by others."""
    channel = world.private_channel()
    world.client.conversations_invite(channel=channel.id, users=[world.ana.id, world.bo.id])
    world.client.conversations_kick(channel=channel.id, user=world.bo.id)
    assert world.bo.id not in channel.members
    assert refusal(world.client.conversations_kick, channel=channel.id, user=world.bo.id)["error"] == "not_in_channel"
    bot = world.ws.users.get(world.ws.hub.bot_user_id)
    world.do(lambda: world.ws.channels.leave(channel, bot, by=world.ana.id))
    assert {"member_left_channel", "group_left"} <= {event["type"] for event in world.events}
    assert refusal(world.client.chat_postMessage, channel=channel.id, text="x")["error"] == "channel_not_found"


def test_each_kind_of_channel_needs_its_own_scope() -> None:
    """groups:read does not open public channels, and the refusal says which scope is needed."""
    with World(manifest(["groups:write", "groups:read", "chat:write"])) as world:
        channel = world.private_channel()
        assert world.client.conversations_info(channel=channel.id)["ok"]
        general = world.ws.channels.general.id
        told = refusal(world.client.conversations_info, channel=general)
        assert (told["error"], told["needed"]) == ("missing_scope", "channels:read")
        assert refusal(world.client.conversations_create, name="open")["needed"] == "channels:manage"
        told = refusal(world.client.users_info, user=world.ana.id)
        assert told == {
            "ok": False,
            "error": "missing_scope",
            "needed": "users:read",
            "provided": "chat:write,groups:read,groups:write",
        }
