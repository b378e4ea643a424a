"""Messages over the real SDK: posted, changed, read again, pinned, with their blocks, threads and metadata."""

from collections.abc import Iterator
from typing import Any

import pytest

from .web_api_world import World, manifest, refusal


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_a_message_to_a_person_opens_their_direct_message(world: World) -> None:
    """channel may be a user id; the answer names the D channel, which only the two see."""
    answer = world.client.chat_postMessage(channel=world.ana.id, text="Good morning")
    im = world.ws.channels.get(answer["channel"])
    assert im.is_im
    assert set(im.members) == {world.ana.id, world.ws.hub.bot_user_id}
    assert world.client.conversations_open(users=world.ana.id)["channel"]["id"] == im.id
    assert [m.text for m in world.ws.messages.visible(im, world.ana.id)] == ["Good morning"]
    assert world.ws.messages.visible(im, world.bo.id) == []


def test_a_message_is_answered_in_slacks_shape(world: World) -> None:
    """With blocks that got their ids, and bot_id, app_id and ts."""
    channel = world.private_channel()
    message = world.client.chat_postMessage(channel=channel.id, text="hi", blocks=[section("hi")])["message"]
    assert message["bot_id"] == world.ws.hub.bot_id
    assert message["app_id"] == world.ws.hub.app_id
    assert message["blocks"][0]["block_id"]
    assert len(message["ts"].split(".")[1]) == 6


def test_messages_without_content_or_place_are_refused(world: World) -> None:
    """no_text, channel_not_found, not_in_channel, markdown_text_conflict, invalid_blocks_format."""
    channel = world.private_channel().id
    post = world.client.chat_postMessage
    empty = {"channel": channel, "text": " "}
    assert refusal(world.client.api_call, api_method="chat.postMessage", json=empty)["error"] == "no_text"
    assert refusal(post, channel="C0NOWHERE", text="x")["error"] == "channel_not_found"
    assert refusal(post, channel=world.ws.channels.general.id, text="x")["error"] == "not_in_channel"
    assert refusal(post, channel=channel, text="x", markdown_text="y")["error"] == "markdown_text_conflict"
    assert refusal(post, channel=channel, text="x", blocks="no json")["error"] == "invalid_blocks_format"


def test_bad_blocks_are_refused_with_their_place(world: World) -> None:
    """invalid_blocks with a json pointer, and nothing is posted."""
    channel = world.private_channel()
    told = refusal(world.client.chat_postMessage, channel=channel.id, text="x", blocks=[section("x" * 3001)])
    assert told["error"] == "invalid_blocks"
    assert any("/blocks/0/text/text" in line for line in told["response_metadata"]["messages"])
    assert [m for m in channel.messages.values() if not m.subtype] == []


def test_a_text_ends_at_forty_thousand_characters(world: World) -> None:
    """Slack cuts; it does not refuse."""
    answer = world.client.chat_postMessage(channel=world.private_channel().id, text="x" * 40_001)
    assert len(answer["message"]["text"]) == 40_000


def test_an_app_without_a_messages_tab_cannot_write_to_people() -> None:
    """messages_tab_disabled."""
    closed = manifest()
    closed["features"]["app_home"]["messages_tab_enabled"] = False
    with World(closed) as world:
        told = refusal(world.client.chat_postMessage, channel=world.ana.id, text="x")
        assert told["error"] == "messages_tab_disabled"


def test_a_message_to_someone_deactivated_is_accepted_all_the_same(world: World) -> None:
    """Slack gives no error, so an app has to know by users.info or user_change that nobody will read it."""
    world.do(lambda: world.ws.users.change(world.bo, deleted=True))
    assert world.client.chat_postMessage(channel=world.bo.id, text="anyone there")["ok"]
    assert world.client.users_info(user=world.bo.id)["user"]["deleted"] is True


def test_metadata_is_read_only_by_those_who_ask_for_it(world: World) -> None:
    """The idempotency key of a post is found with include_all_metadata, from ``oldest`` on."""
    channel = world.private_channel()
    first = world.client.chat_postMessage(channel=channel.id, text="one")
    key = {"event_type": "outbox", "event_payload": {"id": "7"}}
    second = world.client.chat_postMessage(channel=channel.id, text="two", metadata=key)
    read = world.client.conversations_history
    asked = read(channel=channel.id, oldest=first["ts"], include_all_metadata=True)["messages"]
    assert [(m["text"], m["metadata"]) for m in asked] == [("two", key)]
    assert "metadata" not in read(channel=channel.id, oldest=first["ts"])["messages"][0]
    both = read(channel=channel.id, oldest=first["ts"], latest=second["ts"], inclusive=True)["messages"]
    assert [m["text"] for m in both] == ["two", "one"]
    post = world.client.chat_postMessage
    bad = {"event_type": "outbox"}
    assert refusal(post, channel=channel.id, text="x", metadata=bad)["error"] == "invalid_metadata_schema"


def test_an_update_by_text_alone_removes_the_blocks(world: World) -> None:
    """As documented for chat.update, and only such a change shows as edited; attachments stay."""
    channel = world.private_channel()
    old = [{"text": "old kind", "fallback": "old kind"}]
    posted = world.client.chat_postMessage(channel=channel.id, text="one", blocks=[section("one")], attachments=old)
    ts = posted["ts"]
    changed = world.client.chat_update(channel=channel.id, ts=ts, text="two", blocks=[section("two")])["message"]
    assert changed["blocks"][0]["text"]["text"] == "two"
    assert "edited" not in changed
    plain = world.client.chat_update(channel=channel.id, ts=ts, text="three")["message"]
    assert "blocks" not in plain
    assert plain["edited"]["user"] == world.ws.hub.bot_user_id
    assert plain["attachments"][0]["text"] == "old kind"
    world.client.conversations_archive(channel=channel.id)
    assert refusal(world.client.chat_update, channel=channel.id, ts=ts, text="x")["error"] == "is_inactive"


def test_an_app_changes_only_its_own_messages(world: World) -> None:
    """cant_update_message, cant_delete_message, message_not_found."""
    channel = world.private_channel()
    world.client.conversations_invite(channel=channel.id, users=world.ana.id)
    hers = world.do(lambda: world.ws.messages.post(channel, world.ana.id, "mine"))
    change, delete = world.client.chat_update, world.client.chat_delete
    assert refusal(change, channel=channel.id, ts=hers.ts, text="x")["error"] == "cant_update_message"
    assert refusal(delete, channel=channel.id, ts=hers.ts)["error"] == "cant_delete_message"
    assert refusal(change, channel=channel.id, ts="1.000001", text="x")["error"] == "message_not_found"
    own = world.client.chat_postMessage(channel=channel.id, text="gone soon")["ts"]
    world.client.chat_delete(channel=channel.id, ts=own)
    assert own not in channel.messages


def test_an_ephemeral_is_seen_by_its_person_only(world: World) -> None:
    """And is in nobody's history."""
    channel = world.private_channel()
    world.client.conversations_invite(channel=channel.id, users=[world.ana.id, world.bo.id])
    world.client.chat_postEphemeral(channel=channel.id, user=world.ana.id, text="for Ana")
    texts = {who.handle: [m.text for m in world.ws.messages.visible(channel, who.id)] for who in (world.ana, world.bo)}
    assert "for Ana" in texts["ana"]
    assert "for Ana" not in texts["bo"]
    history = world.client.conversations_history(channel=channel.id)["messages"]
    assert "for Ana" not in [m["text"] for m in history]
    told = refusal(world.client.chat_postEphemeral, channel=channel.id, user=world.gus.id, text="x")
    assert told["error"] == "user_not_in_channel"


def test_a_thread_is_read_with_its_replies_and_stays_out_of_the_history(world: World) -> None:
    """The first message counts its replies; a reply to a reply joins the same thread."""
    channel = world.private_channel()
    first = world.client.chat_postMessage(channel=channel.id, text="first")["ts"]
    reply = world.client.chat_postMessage(channel=channel.id, text="reply", thread_ts=first)["ts"]
    world.client.chat_postMessage(channel=channel.id, text="again", thread_ts=reply)
    thread = world.client.conversations_replies(channel=channel.id, ts=first)["messages"]
    assert [m["text"] for m in thread] == ["first", "reply", "again"]
    history = world.client.conversations_history(channel=channel.id)["messages"]
    assert [m["text"] for m in history if not m.get("subtype")] == ["first"]
    assert history[0]["reply_count"] == 2
    told = refusal(world.client.chat_postMessage, channel=channel.id, text="x", thread_ts="1.000001")
    assert told["error"] == "cannot_reply_to_message"


def test_pins_bookmarks_and_reactions_hang_on_their_place(world: World) -> None:
    """Each once, listed, and taken away again."""
    channel = world.private_channel()
    ts = world.client.chat_postMessage(channel=channel.id, text="card")["ts"]
    world.client.pins_add(channel=channel.id, timestamp=ts)
    assert refusal(world.client.pins_add, channel=channel.id, timestamp=ts)["error"] == "already_pinned"
    assert world.client.pins_list(channel=channel.id)["items"][0]["message"]["text"] == "card"
    world.client.pins_remove(channel=channel.id, timestamp=ts)
    assert refusal(world.client.pins_remove, channel=channel.id, timestamp=ts)["error"] == "no_pin"
    place: dict[str, Any] = {"channel_id": channel.id, "title": "Library", "type": "link"}
    mark = world.client.bookmarks_add(**place, link="https://example.org")["bookmark"]
    assert refusal(world.client.bookmarks_add, **place, link="nowhere")["error"] == "invalid_link"
    world.client.bookmarks_edit(channel_id=channel.id, bookmark_id=mark["id"], title="Books")
    assert [b["title"] for b in world.client.bookmarks_list(channel_id=channel.id)["bookmarks"]] == ["Books"]
    world.client.bookmarks_remove(channel_id=channel.id, bookmark_id=mark["id"])
    assert refusal(world.client.bookmarks_remove, channel_id=channel.id, bookmark_id=mark["id"])["error"] == "not_found"
    world.client.reactions_add(channel=channel.id, timestamp=ts, name="eyes")
    assert (
        refusal(world.client.reactions_add, channel=channel.id, timestamp=ts, name="eyes")["error"] == "already_reacted"
    )
    assert world.client.reactions_get(channel=channel.id, timestamp=ts)["message"]["reactions"][0]["count"] == 1


def test_the_app_hears_messages_to_it_and_mentions_of_it(world: World) -> None:
    """message.im from a direct message, app_mention from a channel; a channel without it stays silent."""
    im = world.do(lambda: world.ws.channels.app_im(world.ana.id))
    channel = world.private_channel()
    bot = world.ws.hub.bot_user_id
    world.do(lambda: world.ws.messages.post(im, world.ana.id, "hello"))
    world.do(lambda: world.ws.messages.post(channel, world.ana.id, f"<@{bot}> hello"))
    world.do(lambda: world.ws.messages.post(world.ws.channels.general, world.ana.id, f"<@{bot}> anyone"))
    heard = [
        (e["type"], e.get("channel_type"), e["text"]) for e in world.events if "text" in e and not e.get("subtype")
    ]
    assert heard == [
        ("message", "im", "hello"),
        ("message", "group", f"<@{bot}> hello"),
        ("app_mention", None, f"<@{bot}> hello"),
    ]


def test_a_file_is_uploaded_in_three_steps_and_shared(world: World) -> None:
    """files_upload_v2 as the SDK does it."""
    channel = world.private_channel()
    world.client.files_upload_v2(channel=channel.id, content="a,b\n1,2\n", filename="table.csv", title="Table")
    shared = [m for m in channel.messages.values() if m.files]
    assert [f["name"] for f in shared[0].files] == ["table.csv"]
    upload = world.ws.uploads.find(shared[0].files[0]["id"])
    assert upload is not None
    assert upload.content == b"a,b\n1,2\n"


def test_a_permalink_stays_on_this_machine(world: World) -> None:
    """It leads to the simulator's page."""
    channel = world.private_channel()
    ts = world.client.chat_postMessage(channel=channel.id, text="card")["ts"]
    link = world.client.chat_getPermalink(channel=channel.id, message_ts=ts)["permalink"]
    assert link == f"{world.ws.hub.base_url}/archives/{channel.id}/p{ts.replace('.', '')}"
