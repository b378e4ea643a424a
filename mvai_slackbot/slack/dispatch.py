"""From a gesture to an answer: find the listener, read the words, check the permission, do one Work, remember."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError

from mvai_slackbot.clock import machine_now
from mvai_slackbot.errors import NotAllowed, Refused, Unclear
from mvai_slackbot.outbox.effect_home import lane_of
from mvai_slackbot.outbox.remembered import find_answer, fingerprint, remember
from mvai_slackbot.outbox.service import used_lately
from mvai_slackbot.slack import answers, held
from mvai_slackbot.slack.again import MakeAnother, ThereInstead, offer_another, which_place
from mvai_slackbot.slack.arguments import Arguments, typed_back
from mvai_slackbot.slack.buttons import action_name, raw_value
from mvai_slackbot.slack.forms import Form, Unfit
from mvai_slackbot.slack.help import nearest, usage_line, verbs_help
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import EventSaid, Listener, ShortcutSaid
from mvai_slackbot.slack.policy import Policy
from mvai_slackbot.slack.replies import Answer, Open, Reject, Update
from mvai_slackbot.work import Work, Works

# As many words as that after a command were written, not only chosen.
SENTENCE = 3
SAME_COMMAND = timedelta(minutes=2)
SAME_GESTURE = timedelta(minutes=30)
# Two transactions that met (the same form twice, the same number twice): the second is done again from the start.
MEETINGS = 4
# PostgreSQL ended one of two that waited for each other (source: its error codes, class 40): nothing was done.
DEADLOCKS = ("40001", "40P01")


class Dispatch:
    """All listeners of the bot, and the way to each."""

    def __init__(self, works: Works, policy: Policy, listeners: Iterable[Listener], prefix: str) -> None:
        self.works = works
        self.policy = policy
        self.prefix = prefix
        self.listeners: dict[tuple[str, str], Listener] = {}
        for listener in listeners:
            if not listener.needs:
                raise ValueError(f"{listener.kind} {listener.name} declares no permission")
            if (listener.kind, listener.name) in self.listeners:
                raise ValueError(f"{listener.kind} {listener.name} is declared twice")
            self.listeners[listener.kind, listener.name] = listener
        self.nouns = tuple(dict.fromkeys(one.noun for one in self.listeners.values() if one.noun))

    def command(self, invocation: Invocation, root: str, words: str, *, pressed: str = "") -> Answer:
        """Hear a slash command: `root` is what stands after the slash; `pressed` is the key of the press that repeats it."""
        noun, verb, rest = self._split(root, words)
        listener = self.listeners.get(("command", f"{noun} {verb}".strip()))
        if listener is None:
            heard = self.listeners.values()
            raise Refused(nearest(self.prefix, noun, heard, words) or verbs_help(self.prefix, noun, heard, typed=words))
        if not issubclass(listener.said, Arguments):
            raise TypeError(f"{listener.name}: a command is typed by Arguments")
        said = listener.said.read(rest, usage_line(self.prefix, listener))
        try:
            return self._command(listener, invocation, said, root, words, pressed)
        except Unclear as unclear:
            return which_place(unclear, root, words)
        except Refused as no:
            # A command is gone from the field once it is sent: whoever wrote more than a name gets it back.
            told = len(rest.split()) < SENTENCE or "You typed" in no.text
            raise Refused(no.text if told else f"{no.text}\n{typed_back(rest).strip()}") from None

    def _command(
        self, listener: Listener, invocation: Invocation, said: BaseModel, root: str, words: str, pressed: str
    ) -> Answer:
        if pressed:
            return self._perform(listener, invocation, said, pressed, SAME_GESTURE)[0]
        key = fingerprint("command", invocation.team_id, invocation.user_id, invocation.channel_id, root, words)
        answer, repeated = self._perform(listener, invocation, said, key, SAME_COMMAND)
        return offer_another(answer, root, words) if repeated else answer

    def button(self, invocation: Invocation, action: Mapping[str, Any]) -> Answer:
        """Hear a pressed button or a chosen option."""
        name = action_name(str(action["action_id"]))
        raw = raw_value(dict(action))
        key = fingerprint(
            "button", invocation.user_id, invocation.message_ts or invocation.view_id or invocation.home, name, raw
        )
        if name == MakeAnother.action:
            said = MakeAnother.model_validate_json(raw)
            return self.command(invocation, said.root, said.words, pressed=key)
        if name == ThereInstead.action:
            there = ThereInstead.model_validate_json(raw)
            meant = invocation.model_copy(update={"channel_id": there.channel})
            return self.command(meant, there.root, there.words, pressed=key)
        listener = self.listeners.get(("button", name))
        if listener is None:
            raise Refused("That button is from an earlier version. Type `/" + self.prefix + "` to see what you can do.")
        try:
            value = listener.said.model_validate_json(raw)
        except ValidationError:
            raise Refused("That button cannot be read anymore. Type `/" + self.prefix + "` to go on.") from None
        return self._perform(listener, invocation, value, key, SAME_GESTURE)[0]

    def form(self, invocation: Invocation, view: Mapping[str, Any]) -> Answer:
        """Hear a form that was sent."""
        key = fingerprint("form", invocation.user_id, invocation.view_id, str(view.get("callback_id")))
        try:
            if view["callback_id"] == held.CALLBACK:
                listener, said, channel = self._released(view)
                invocation = invocation.model_copy(update={"confirmed": True, "channel_id": channel})
            else:
                listener = self.listeners["form", str(view["callback_id"])]
                if not issubclass(listener.said, Form):
                    raise TypeError(f"{listener.name}: a form is typed by Form")
                said = listener.said.read(dict(view))
        except Unfit as unfit:
            return Reject(unfit.errors)
        except ValidationError as fault:
            # Held words that were needed, and were taken out.
            return Reject({str(fault.errors()[0]["loc"][0]): "Please type something here, or press Drop."})
        answer = self._perform(listener, invocation, said, key, SAME_GESTURE)[0]
        # A form that is answered by a form takes its place.
        return Update(answer.view) if isinstance(answer, Open) else answer

    def _released(self, view: Mapping[str, Any]) -> tuple[Listener, BaseModel, str]:
        of, values, channel = held.release(view)
        kind, _, name = of.partition(":")
        listener = self.listeners[kind, name]
        if issubclass(listener.said, Form):
            return listener, listener.said.check(values), channel
        return listener, listener.said.model_validate(values), channel

    def shortcut(self, invocation: Invocation, callback_id: str) -> Answer:
        """Hear a shortcut."""
        return self._perform(self.listeners["shortcut", callback_id], invocation, ShortcutSaid(), "", SAME_GESTURE)[0]

    def event(self, invocation: Invocation, event_id: str, event: dict[str, Any]) -> Answer:
        """Hear an event; one that was delivered before is answered and not heard again."""
        name = "_".join(filter(None, (str(event.get("type")), str(event.get("channel_type") or ""))))
        listener = self.listeners.get(("event", name)) or self.listeners.get(("event", str(event.get("type"))))
        if listener is None:
            return None
        key = fingerprint("event", event_id)
        return self._perform(listener, invocation, EventSaid(event=event), key, SAME_GESTURE)[0]

    def after(self, invocation: Invocation) -> None:
        """Let whoever has the Home tab open see what their press or form has changed there."""
        listener = self.listeners.get(("after", ""))
        if listener is None:
            return
        if not invocation.home:
            with self.works.read() as work:
                if not used_lately(work.session, lane_of(invocation.user_id)):
                    return
        self._perform(listener, invocation, EventSaid(event={}), "", SAME_GESTURE)

    def _perform(
        self, listener: Listener, invocation: Invocation, said: BaseModel, key: str, same: timedelta
    ) -> tuple[Answer, bool]:
        for meeting in range(MEETINGS):
            try:
                return self._once(listener, invocation, said, key if listener.remembered else "", same)
            except DBAPIError as fault:
                if meeting == MEETINGS - 1 or not _met(fault):
                    raise
        raise AssertionError("unreachable")

    def _once(
        self, listener: Listener, invocation: Invocation, said: BaseModel, key: str, same: timedelta
    ) -> tuple[Answer, bool]:
        with self.works.begin() as work:
            now = machine_now()
            if key and (found := find_answer(work.session, key, since=now - same)) is not None:
                return answers.restore(json.loads(found)), True
            work.actor = self.policy.identify(work, invocation)
            self._allow(work, listener, invocation, said)
            view = held.held_view(listener, said, invocation.channel_id) if _looks(listener, invocation) else None
            if view is not None:
                return Open(view), False
            answer = listener.run(work, invocation, said)
            # A form that only asks may be opened again; one that follows from something done is part of the first answer.
            done = bool(work.facts or work.effects or work.told)
            self.works.settle(work)
            if key and (done or not isinstance(answer, Open | Update | Reject)):
                remember(work.session, key, json.dumps(answers.keep(answer)), now=now)
            return answer, False

    def _allow(self, work: Work, listener: Listener, invocation: Invocation, said: BaseModel) -> None:
        try:
            self.policy.allow(work, listener.needs, invocation, said)
        except NotAllowed as no:
            raise NotAllowed(listener.otherwise or no.text) from None

    def _split(self, root: str, words: str) -> tuple[str, str, str]:
        noun = root.removeprefix(self.prefix).removeprefix("-")
        first, _, rest = words.strip().partition(" ")
        if not noun and first.lower() in self.nouns:
            noun, words = first.lower(), rest
            first, _, rest = words.strip().partition(" ")
        verb = first.lower()
        if ("command", f"{noun} {verb}".strip()) in self.listeners:
            return noun, verb, rest
        return noun, verb, words

    def mentioned_of(self, said: Sequence[str]) -> list[str]:
        """Return those of the user ids whose profile should be read before the work begins."""
        if not said:
            return []
        with self.works.read() as work:
            return self.policy.unknown(work, said)

    def learn(self, profiles: Sequence[Mapping[str, Any]]) -> None:
        """Take over profiles that were read before the work."""
        # Two gestures may name the same new person in the same instant: the second finds what the first wrote.
        for profile in profiles:
            with suppress(IntegrityError), self.works.begin() as work:
                self.policy.learn(work, profile)


def _met(fault: DBAPIError) -> bool:
    return isinstance(fault, IntegrityError) or getattr(fault.orig, "sqlstate", "") in DEADLOCKS


def _looks(listener: Listener, invocation: Invocation) -> bool:
    return listener.guarded and not invocation.confirmed
