"""What is typed to the bot: whoever types is answered at once with the way to a person."""

from collections.abc import Callable, Sequence
from functools import partial

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service, typed, views_typed
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.message import Message
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import EventSaid, Listeners
from mvai_slackbot.slack.replies import Answer
from mvai_slackbot.work import Work

# Subtypes of messages that a person wrote; all others are edits, deletions, and what apps and Slack say.
WRITTEN = (None, "file_share", "me_message", "thread_broadcast")
# Told by whoever asks people anything: the presses that end it for this person, nothing where nothing is asked.
Stops = Callable[[Work, Person], Sequence[SlackBlock]]


def build(stops: Stops) -> Listeners:
    """Return what is heard; `stops` is shown to whoever types the one word "stop"."""
    listeners = Listeners()

    @listeners.event("message_im", needs=May.ANYONE)
    def hear_typed(work: Work, by: Invocation, said: EventSaid) -> Answer:
        """Answer whoever types to the bot, at once; of what was typed only the one word "stop" is looked for."""
        if _by_a_person(work, said):
            me = _me(work)
            short = typed.answer_due(work, me) is typed.Due.SHORT
            ends = stops(work, me) if typed.is_stop(str(said.event.get("text") or "")) else ()
            _answer(work, me, partial(views_typed.typed, short=short, stops=ends))
        return None

    @listeners.event("app_mention", needs=May.ANYONE)
    def hear_mentioned(work: Work, by: Invocation, said: EventSaid) -> Answer:
        """Answer whoever speaks to the bot in a channel, in a direct message; what was written is not looked at."""
        if _by_a_person(work, said):
            _answer(work, _me(work), views_typed.mentioned)
        return None

    return listeners


def _me(work: Work) -> Person:
    return people.get_person(work.session, work.actor.person_id or 0)


def _by_a_person(work: Work, said: EventSaid) -> bool:
    event = said.event
    return event.get("subtype") in WRITTEN and not event.get("bot_id") and work.actor.person_id is not None


def _answer(work: Work, me: Person, words: Callable[..., Message]) -> None:
    incident, somebody = service.find_real_incident(work, me), service.somebody_on_call(work, besides=me)
    for effect in tell(me, words(incident.id if incident else None, somebody=somebody), apart="call"):
        work.tell(effect)
