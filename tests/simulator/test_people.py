"""People against a real Bolt bot, over HTTP and Socket Mode: what they type, press, fill in and are shown."""

import pytest

from mvai_slackbot.simulator import CONNECTING, GestureFailed

from .conftest import Scene


def test_a_command_is_answered_privately(scene: Scene) -> None:
    """The ack's text is an ephemeral that nobody else sees."""
    ben = scene.simulator.person("ben")
    reply = scene.ana.types("/echo hello", channel="general")
    assert (reply.status, reply.text) == ("ok", "You said: hello")
    assert reply.message is not None and reply.message.ephemeral
    assert "You said: hello" in [each.text for each in scene.ana.reads("general")]
    assert "You said: hello" not in [each.text for each in ben.reads("general")]


def test_a_command_with_should_escape_carries_mentions_as_tokens(scene: Scene) -> None:
    """People, channels and broadcasts become tokens; what looks like one but is only typed does not."""
    scene.ana.types('/echo @ana #general @channel <!here> "a" & b')
    said = scene.tryout.heard[-1]
    general = scene.simulator.ask(lambda: scene.simulator.workspace.channels.general.id)
    words = f'<@{scene.ana.id}|ana> <#{general}|general> <!channel> &lt;!here&gt; "a" &amp; b'
    assert said["text"] == words
    assert (said["channel_name"], said["user_name"], said["is_enterprise_install"]) == ("directmessage", "ana", "false")


def test_a_command_without_should_escape_keeps_the_handle(scene: Scene) -> None:
    """Without should_escape, `@ana` arrives as plain text; and in_channel answers are seen by all."""
    ben = scene.simulator.person("ben")
    scene.ana.types("/raw @ana", channel="general")
    assert scene.tryout.heard[-1]["text"] == "@ana"
    assert ben.sees("@ana", "general").ephemeral is False


def test_an_unknown_command_reaches_nobody(scene: Scene) -> None:
    """Slack itself refuses a command that no app has."""
    with pytest.raises(GestureFailed) as failure:
        scene.ana.types("/nothing")
    assert failure.value.reply.status == "not_found"
    assert scene.simulator.deliveries == []


def test_an_answer_that_comes_too_late_is_a_timeout(scene: Scene) -> None:
    """Slack waits three seconds, here a tenth of that, and says operation_timeout."""
    scene.simulator.patience, scene.tryout.slow = 0.1, 0.5
    with pytest.raises(GestureFailed, match="operation_timeout") as failure:
        scene.ana.types("/echo slow")
    assert failure.value.reply.status == "operation_timeout"


def test_a_form_opens_is_corrected_and_is_saved(scene: Scene) -> None:
    """Errors land at their label and nothing typed is lost; an empty ack closes the form."""
    form = scene.ana.types("/form").form
    assert form is not None and form.title == "Order"
    assert form.labels == ["Name", "Drink", "Extras", "Guest", "Day"]
    assert form.options("Drink") == ["Tea", "Coffee"]
    refused = scene.ana.submits(
        {"Name": "bad", "Drink": "Coffee", "Extras": ["Tea"], "Guest": "ana", "Day": "2026-12-01"}
    )
    assert refused.errors == {"Name": "Another name, please"}
    assert scene.ana.form is not None
    assert scene.ana.form.values["Drink"] == "Coffee"
    assert scene.ana.submits({"Name": "Ana"}).status == "ok"
    assert scene.ana.form is None
    values = scene.tryout.heard[-1]["view"]["state"]["values"]
    assert values["name"]["v"] == {"type": "plain_text_input", "value": "Ana"}
    assert values["drink"]["v"]["selected_option"]["value"] == "coffee"
    assert [each["value"] for each in values["extras"]["v"]["selected_options"]] == ["tea"]
    assert values["guest"]["v"]["selected_user"] == scene.ana.id
    assert values["day"]["v"]["selected_date"] == "2026-12-01"


def test_slacks_client_asks_for_required_fields_before_it_sends(scene: Scene) -> None:
    """Nothing reaches the bot while a required field is empty, unless a client sends it anyway."""
    scene.ana.types("/form")
    sent = len(scene.simulator.deliveries)
    assert scene.ana.submits({"Drink": "Tea"}).errors == {"Name": "Please complete this required field."}
    assert len(scene.simulator.deliveries) == sent
    assert scene.ana.submits(anyway=True).status == "ok"
    assert scene.tryout.heard[-1]["view"]["state"]["values"]["name"]["v"]["value"] is None


def test_a_form_can_be_updated_pushed_and_cleared(scene: Scene) -> None:
    """response_action update, push and clear do what they say."""
    scene.ana.types("/form")
    updated = scene.ana.submits({"Name": "again", "Drink": "Tea"}).form
    assert updated is not None and updated.title == "Updated"
    pushed = scene.ana.submits({"Name": "next"}).form
    assert pushed is not None and pushed.title == "Second"
    scene.ana.cancels()
    assert scene.ana.form is not None and scene.ana.form.title == "Updated"
    scene.ana.submits({"Name": "clear"})
    assert scene.ana.form is None


@pytest.mark.parametrize("name", ["astray", "broken"])
def test_an_answer_that_slack_cannot_use_is_shown_as_trouble(http_scene: Scene, name: str) -> None:
    """Errors for a block that is none, and a view without its parts: the person sees Slack's own sentence."""
    http_scene.ana.types("/form")
    with pytest.raises(GestureFailed) as failure:
        http_scene.ana.submits({"Name": name, "Drink": "Tea"})
    assert failure.value.reply.status == CONNECTING
    assert http_scene.ana.form is not None


def test_a_button_in_a_form_updates_it_and_keeps_what_was_typed(scene: Scene) -> None:
    """block_actions in a view carry its hash and state; views.update keeps values of the same ids."""
    scene.ana.types("/form")
    scene.ana.fills({"Name": "Ana"})
    form = scene.ana.form
    assert form is not None
    longer = form.presses("More fields").form
    assert longer is not None and "Note" in longer.labels
    assert longer.values["Name"] == "Ana"


def test_cancelling_tells_the_bot_that_asked_for_it(scene: Scene) -> None:
    """notify_on_close: view_closed goes out."""
    scene.ana.types("/form")
    scene.ana.cancels()
    assert scene.ana.form is None
    assert (scene.tryout.heard[-1]["type"], scene.tryout.heard[-1]["is_cleared"]) == ("view_closed", False)


def test_a_button_of_a_private_answer_replaces_it(scene: Scene) -> None:
    """The response_url of a press on an ephemeral replaces just that ephemeral."""
    reply = scene.ana.types("/echo button")
    pressed = reply.presses("Done")
    assert pressed.replaced == ["It is done"]
    assert reply.message is not None and reply.message.words == "It is done"
    heard = scene.tryout.heard[-1]
    assert heard["container"]["is_ephemeral"] is True and "message" not in heard
    assert heard["actions"][0]["value"] == "1"


def test_menus_in_a_message_are_chosen_from(scene: Scene) -> None:
    """A select tells its option and keeps it in the message's state; an overflow menu tells its option."""
    reply = scene.ana.types("/echo menus")
    scene.ana.chooses("Coffee", from_="Drink")
    heard = scene.tryout.heard[-1]
    assert heard["actions"][0]["selected_option"]["value"] == "coffee"
    assert heard["state"]["values"]["menus"]["pick"]["selected_option"]["value"] == "coffee"
    scene.ana.chooses("Tea", from_="more", message=reply.message)
    assert scene.tryout.heard[-1]["actions"][0]["type"] == "overflow"


def test_inputs_that_act_at_once_and_external_menus_work(scene: Scene) -> None:
    """dispatch_action sends block_actions with the state; block_suggestion fills an external menu."""
    scene.ana.types("/form more")
    scene.ana.fills({"Live": "now", "Far": "Ottawa"})
    kinds = [each["type"] for each in scene.tryout.heard]
    assert kinds == ["block_actions", "block_suggestion"]
    assert scene.tryout.heard[0]["actions"][0]["value"] == "now"
    scene.ana.submits({"Name": "x", "Drink": "Tea"})
    values = scene.tryout.heard[-1]["view"]["state"]["values"]
    assert values["far"]["far"]["selected_option"]["value"] == "ottawa"
    assert values["live"]["live"]["value"] == "now"


def test_a_label_or_option_that_is_not_there_is_named(scene: Scene) -> None:
    """The failure lists what there is."""
    scene.ana.types("/form")
    with pytest.raises(AssertionError, match="'Drink'"):
        scene.ana.fills({"Colour": "red"})
    with pytest.raises(AssertionError, match="'Coffee'"):
        scene.ana.fills({"Drink": "Water"})


def test_a_written_message_is_heard_and_its_answer_has_a_button(scene: Scene) -> None:
    """message.im goes out with an envelope; the answer's button replaces the message."""
    scene.ana.writes("good morning")
    shown = scene.ana.sees("Got: good morning")
    assert shown.buttons == ["Done"] and shown.text == "An answer"
    envelope = scene.tryout.heard[0]
    assert envelope["type"] == "event_callback" and envelope["authorizations"][0]["is_bot"] is True
    assert envelope["event"]["channel_type"] == "im"
    scene.ana.presses("Done")
    assert scene.ana.reads()[-1].words == "It is done"


def test_the_home_is_published_and_its_buttons_work(scene: Scene) -> None:
    """app_home_opened, views.publish, block_actions with the home's view."""
    home = scene.ana.opens_home()
    assert home is not None and "Welcome home" in home and home.buttons == ["Done at home"]
    scene.ana.presses("Done at home", channel="home")
    assert scene.ana.home is not None and scene.ana.home.words == "All done"
    assert scene.tryout.heard[-1]["container"]["type"] == "view"


def test_shortcuts_reach_the_bot(scene: Scene) -> None:
    """A message's shortcut carries the message and may open a form; a global one has neither."""
    message = scene.ana.writes("keep me")
    form = scene.ana.shortcut("Keep this", message).form
    assert form is not None and form.title == "Keep"
    assert scene.tryout.heard[-1]["message"]["text"] == "keep me"
    scene.ana.shortcut("Start")
    assert scene.tryout.heard[-1]["type"] == "shortcut" and "channel" not in scene.tryout.heard[-1]


def test_what_happens_to_channels_is_told(scene: Scene) -> None:
    """A private channel sends group_* events to the member app."""
    scene.ana.creates_channel("plans", private=True)
    scene.ana.invites("app", "plans")
    scene.ana.renames("plans", "older-plans")
    scene.ana.archives("older-plans")
    kinds = [each["event"]["type"] for each in scene.tryout.heard]
    assert kinds[-2:] == ["group_rename", "group_archive"]
    assert "older-plans" in scene.ana.channels()


def test_a_guest_sees_only_their_own_channels(scene: Scene) -> None:
    """Guests are not in #general and cannot look into it."""
    guest = scene.simulator.person("gus", guest=True)
    assert guest.channels() == []
    with pytest.raises(AssertionError, match="sees no channel"):
        guest.reads("general")


def test_a_deactivated_person_can_do_nothing(scene: Scene) -> None:
    """The app hears user_change; gestures are refused."""
    scene.ana.deactivate()
    assert scene.tryout.heard[-1]["event"]["user"]["deleted"] is True
    with pytest.raises(GestureFailed, match="user_is_deactivated"):
        scene.ana.types("/echo hello")


def test_waiting_in_vain_shows_the_workspace(http_scene: Scene) -> None:
    """The failure names what is there instead."""
    http_scene.ana.types("/echo hello")
    with pytest.raises(AssertionError, match="You said: hello"):
        http_scene.ana.sees("goodbye", timeout=0)
