"""People and views over the real SDK: profiles, quiet hours, modals with their three seconds, App Home."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from .web_api_world import World, manifest, refusal


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


def modal(**more: Any) -> dict[str, Any]:
    name = {
        "type": "input",
        "block_id": "name",
        "label": {"type": "plain_text", "text": "Name"},
        "element": {"type": "plain_text_input", "action_id": "value"},
    }
    plain = {"title": {"type": "plain_text", "text": "Form"}, "submit": {"type": "plain_text", "text": "Send"}}
    return {"type": "modal", "callback_id": "form", "blocks": [name], **plain, **more}


def home(text: str) -> dict[str, Any]:
    return {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]}


def trigger(world: World, **more: str) -> str:
    return world.do(lambda: world.ws.triggers.issue(world.ana.id, **more)).id


def test_a_person_is_shown_with_zone_and_only_the_allowed_profile(world: World) -> None:
    """E-mail needs users:read.email; the offset follows the workspace's date."""
    user = world.client.users_info(user=world.bo.id)["user"]
    assert user["tz"] == "Europe/Stockholm"
    assert user["tz_offset"] in (3600, 7200)
    assert world.client.users_info(user=world.ana.id)["user"]["profile"]["email"] == "ana@example.org"
    assert world.client.users_info(user=world.gus.id)["user"]["is_restricted"] is True
    assert refusal(world.client.users_info, user="U0NOBODY")["error"] == "user_not_found"
    with World(manifest(["users:read"])) as other:
        assert "email" not in other.client.users_info(user=other.ana.id)["user"]["profile"]
        assert refusal(other.client.users_lookupByEmail, email="ana@example.org")["needed"] == "users:read.email"


def test_people_are_found_by_address_until_they_are_deactivated(world: World) -> None:
    """users.lookupByEmail, users.list and the user_change event."""
    assert world.client.users_lookupByEmail(email="ana@example.org")["user"]["id"] == world.ana.id
    world.do(lambda: world.ws.users.change(world.ana, deleted=True))
    assert refusal(world.client.users_lookupByEmail, email="ana@example.org")["error"] == "users_not_found"
    deleted = [m["name"] for m in world.client.users_list()["members"] if m["deleted"]]
    assert deleted == ["ana"]
    change = [event for event in world.events if event["type"] == "user_change"][-1]
    assert change["user"]["id"] == world.ana.id
    assert change["user"]["deleted"] is True


def test_scheduled_quiet_hours_are_shown_to_the_app(world: World) -> None:
    """dnd.info and dnd.teamInfo."""
    world.do(lambda: world.ws.users.set_dnd(world.ana, 100, 200))
    assert world.client.dnd_info(user=world.ana.id)["next_dnd_end_ts"] == 200
    users = world.client.dnd_teamInfo(users=[world.ana.id, world.bo.id])["users"]
    assert users[world.ana.id]["dnd_enabled"] is True
    assert users[world.bo.id]["dnd_enabled"] is False


def test_a_modal_opens_once_per_trigger(world: World) -> None:
    """The second use is exchanged_trigger_id, an unknown one invalid_trigger_id, none at all invalid_arguments."""
    token = trigger(world)
    view = world.client.views_open(trigger_id=token, view=modal())["view"]
    assert view["state"]["values"]["name"]["value"] == {"type": "plain_text_input", "value": None}
    top = world.ws.views.top(world.ana.id)
    assert top is not None
    assert top.id == view["id"] == view["root_view_id"]
    assert refusal(world.client.views_open, trigger_id=token, view=modal())["error"] == "exchanged_trigger_id"
    assert refusal(world.client.views_open, trigger_id="1.x", view=modal())["error"] == "invalid_trigger_id"
    assert refusal(world.client.views_open, trigger_id="", view=modal())["error"] == "invalid_arguments"


def test_a_trigger_is_over_on_the_machines_clock_not_on_the_turned_one(world: World) -> None:
    """Made old by its own record; turning the workspace's clock changes nothing."""
    kept = world.do(lambda: world.ws.triggers.issue(world.ana.id))
    world.ws.clock.advance(timedelta(days=1))
    world.client.views_open(trigger_id=kept.id, view=modal())
    late = world.do(lambda: world.ws.triggers.issue(world.ana.id))
    late.ends -= 3.1
    assert refusal(world.client.views_open, trigger_id=late.id, view=modal())["error"] == "expired_trigger_id"


def test_three_modals_stack_and_a_fourth_does_not(world: World) -> None:
    """push_limit_reached; each knows the one below."""
    view = world.client.views_open(trigger_id=trigger(world), view=modal())["view"]
    for _ in range(2):
        below = view
        view = world.client.views_push(trigger_id=trigger(world, view_id=below["id"]), view=modal())["view"]
        assert view["previous_view_id"] == below["id"]
    token = trigger(world, view_id=view["id"])
    assert refusal(world.client.views_push, trigger_id=token, view=modal())["error"] == "push_limit_reached"


def test_an_update_keeps_what_was_typed_and_minds_the_hash(world: World) -> None:
    """hash_conflict for an old hash, not_found for a closed view, duplicate_external_id for a taken one."""
    opened = world.client.views_open(trigger_id=trigger(world), view=modal(external_id="one"))["view"]
    view = world.ws.views.get(opened["id"])
    view.state["name"]["value"]["value"] = "typed"
    changed = world.client.views_update(view_id=view.id, hash=opened["hash"], view=modal(external_id="one"))["view"]
    assert changed["state"]["values"]["name"]["value"]["value"] == "typed"
    update = world.client.views_update
    assert refusal(update, view_id=view.id, hash=opened["hash"], view=modal())["error"] == "hash_conflict"
    assert refusal(update, view_id="V0NONE", view=modal())["error"] == "not_found"
    assert update(external_id="one", view=modal(external_id="one"))["view"]["id"] == view.id
    token = trigger(world, view_id=view.id)
    told = refusal(world.client.views_push, trigger_id=token, view=modal(external_id="one"))
    assert told["error"] == "duplicate_external_id"


def test_a_view_that_slack_would_refuse_is_refused(world: World) -> None:
    """Inputs without a submit button, a long title: invalid_arguments with the place."""
    bad = modal(submit=None, title={"type": "plain_text", "text": "x" * 25})
    told = refusal(world.client.views_open, trigger_id=trigger(world), view=bad)
    assert told["error"] == "invalid_arguments"
    assert any("/view" in line or "/title" in line for line in told["response_metadata"]["messages"])


def test_an_app_home_is_published_to_one_person(world: World) -> None:
    """views.publish, again and again the same view; a modal is none."""
    first = world.client.views_publish(user_id=world.ana.id, view=home("one"))["view"]
    again = world.client.views_publish(user_id=world.ana.id, view=home("two"), hash=first["hash"])["view"]
    assert again["id"] == first["id"]
    assert world.ws.views.homes[world.ana.id].body["blocks"][0]["text"]["text"] == "two"
    publish = world.client.views_publish
    assert refusal(publish, user_id=world.ana.id, view=home("x"), hash=first["hash"])["error"] == "hash_conflict"
    assert refusal(publish, user_id=world.ana.id, view=modal())["error"] == "invalid_arguments"
    assert world.bo.id not in world.ws.views.homes
