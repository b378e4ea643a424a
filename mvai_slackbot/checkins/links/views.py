"""What staff see of links to the form."""

from datetime import datetime

from mvai_slackbot.checkins.models import Prompt
from mvai_slackbot.checkins.values import GetLink
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, quiet_message, resolve, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.replies import View
from mvai_slackbot.slack.text import clip, escape, moment

# Why staff are asked for a link.
TIME_FOR_NEXT = "It is time for the next check-in."
HAD_EXPIRED = "An old link had expired, and a new one was asked for."
WOULD_CHANGE = "It was answered, and a new link was asked for, to change something."
HOW_IT_WORKS = (
    "It works once, for three days, without an account. Opening it uses nothing up; only sending does. It names neither "
    "the incident nor the agency."
)


def _reach(who: Person) -> str:
    return f"{escape(who.name.reveal())}: {escape(who.phone.reveal()) if who.phone else 'no number on file'}"


def wanted(prompt: Prompt, incident: Incident, who: Person, *, why: str, reachable: bool) -> Message:
    """Return the word to staff that somebody without an account needs a link from them."""
    what = "Please pass a link on, or phone." if reachable else "Please phone: links are not set up."
    presses = [actions(button("Show the link", GetLink(incident=incident.id, prompt=prompt.id)))] if reachable else []
    return quiet_message(
        section(f"{incident.mark}*{title(incident)}: a check-in for {escape(who.name.reveal())}.* {why} {what}"),
        section(_reach(who)),
        *presses,
        drill=incident.drill,
    )


def not_needed(incident: Incident, who: Person) -> Message:
    """Return what stands there once nothing waits any more."""
    text = f"{incident.mark}*{title(incident)}*: no link is needed for {escape(who.name.reveal())} now."
    return quiet_message(section(text), drill=incident.drill)


def shown(incident: Incident, who: Person, url: str, expires_at: datetime) -> View:
    """Return the link, shown once to the member of staff who passes it on."""
    blocks = [
        section(f"{incident.mark}*For {escape(who.name.reveal())} alone.* Please give it to nobody else."),
        section(f"```{escape(url)}```"),
        section(f"Until {moment(expires_at)}. {HOW_IT_WORKS}"),
        context("It is shown here once and kept nowhere. If it is lost, press the button again for a new one."),
    ]
    return {
        "type": "modal",
        "callback_id": "note",
        "title": {"type": "plain_text", "text": clip(f"{incident.mark}Link to the form", 24)},
        "close": {"type": "plain_text", "text": "Done"},
        "blocks": resolve(blocks),
    }


def on_its_way(who: Person) -> str:
    """Return the word to staff when the link goes out by e-mail."""
    return (
        f"A link is being sent to the e-mail address on record of {escape(who.name.reveal())}. If it does not "
        "get through, whoever is on duty is asked to find another way."
    )
