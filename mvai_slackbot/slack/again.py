"""A command once more: on purpose after a first answer, or in the place that was meant."""

from mvai_slackbot.errors import Unclear
from mvai_slackbot.slack.blocks import actions, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.replies import Answer, Say, wrong

# A button carries 2,000 characters; longer words cannot be typed again by a press.
MOST_WORDS = 1500
MOST_PLACES = 20


class MakeAnother(Value):
    """The button under a remembered answer: do the command again, knowing that it was done."""

    action = "command.again"
    root: str
    words: str


class ThereInstead(Value):
    """The button of one choice: the same words, as if typed in that channel. What one may do there is asked anew."""

    action = "command.there"
    root: str
    words: str
    channel: str


def offer_another(answer: Answer, root: str, words: str) -> Answer:
    """Return the first answer, with the way to do it once more."""
    if not isinstance(answer, Say) or len(words) > MOST_WORDS:
        return answer
    again = section("You sent this a moment ago. This is the first answer; nothing was done twice.")
    blocks = answer.message.blocks or message("", section(answer.message.text)).blocks
    more = message("", again, actions(button("Make another", MakeAnother(root=root, words=words)))).blocks
    numbered = [{**block, "block_id": f"again{place}"} for place, block in enumerate(more)]
    return Say(answer.message.model_copy(update={"blocks": [*blocks, *numbered]}))


def which_place(unclear: Unclear, root: str, words: str) -> Answer:
    """Return the question which place is meant, a button for each."""
    if not unclear.choices:
        return wrong(unclear.text)
    if len(words) > MOST_WORDS:
        places = ", ".join(f"<#{channel}>" for _, channel in unclear.choices[:MOST_PLACES])
        return wrong(f"{unclear.text}\nThese words are too many for a button: please type them there, in {places}.")
    buttons = [
        button(label, ThereInstead(root=root, words=words, channel=channel), nth=place)
        for place, (label, channel) in enumerate(unclear.choices[:MOST_PLACES])
    ]
    return Say(message(unclear.text, section(unclear.text), actions(*buttons)))
