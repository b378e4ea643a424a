"""What features hear: each listener declares what it hears, how it is typed, and what permission it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from mvai_slackbot.slack.arguments import Arguments
from mvai_slackbot.slack.buttons import Value
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.replies import Answer
from mvai_slackbot.work import Work

Kind = Literal["command", "button", "form", "closed", "shortcut", "event", "after"]
S = TypeVar("S", bound=BaseModel)
Run = Callable[[Work, Invocation, S], Answer]


@dataclass(frozen=True)
class Listener:
    """One thing that can be heard. `name` is unique within its kind: "incident open", "offer.accept", "message_im"."""

    kind: Kind
    name: str
    needs: str
    said: type[BaseModel]
    run: Callable[[Work, Invocation, Any], Answer]
    usage: str = ""
    help: str = ""
    # A gesture that changes nothing, or that may be repeated, is not remembered.
    remembered: bool = True
    # The noun of a command ("incident"); empty for `/mvai …` itself and for what is no command.
    noun: str = ""
    # A listener that deals with held-back words itself gets them as they are.
    guarded: bool = True
    # What somebody reads for whom this is not, where they can do something else; else whom it is for.
    otherwise: str = ""


class EventSaid(BaseModel):
    """An event as Slack sends it: the inner event, untyped; listeners read it with a model of their own."""

    event: dict[str, Any]


class ShortcutSaid(BaseModel):
    """A shortcut says nothing of itself: what matters is in the invocation."""


class Listeners:
    """The listeners of one feature."""

    def __init__(self) -> None:
        self.all: list[Listener] = []

    def _add(self, listener: Listener) -> None:
        self.all.append(listener)

    def command(
        self,
        noun: str,
        verb: str,
        said: type[Arguments],
        *,
        needs: str,
        usage: str,
        help: str,
        reads: bool = False,
        repeatable: bool = False,
        guarded: bool = True,
        otherwise: str = "",
    ) -> Callable[[Run[Any]], Run[Any]]:
        """Hear `/mvai-<noun> <verb> …`; `usage` is what to type after the command, `help` one line on what it does.

        `reads`: it changes nothing. `repeatable`: what it brings about can be undone by another command in the next minute,
        and done again by the same words, so no earlier answer may stand for it; twice in a row changes nothing more.
        """

        def register(run: Run[Any]) -> Run[Any]:
            name = f"{noun} {verb}".strip()
            remembered = not (reads or repeatable)
            self._add(Listener("command", name, needs, said, run, usage, help, remembered, noun, guarded, otherwise))
            return run

        return register

    def button(self, said: type[Value], *, needs: str, repeatable: bool = False) -> Callable[[Run[Any]], Run[Any]]:
        """Hear presses on buttons that carry this value."""

        def register(run: Run[Any]) -> Run[Any]:
            kept = not repeatable
            self._add(Listener("button", said.action, needs, said, run, remembered=kept, otherwise=said.otherwise))
            return run

        return register

    def form(self, said: type[Form], *, needs: str, guarded: bool = True) -> Callable[[Run[Any]], Run[Any]]:
        """Hear this form when it is sent."""

        def register(run: Run[Any]) -> Run[Any]:
            self._add(Listener("form", said.callback, needs, said, run, guarded=guarded))
            return run

        return register

    def shortcut(self, callback_id: str, *, needs: str, help: str) -> Callable[[Run[Any]], Run[Any]]:
        """Hear a message shortcut or a global one; `help` is the name people see."""

        def register(run: Run[Any]) -> Run[Any]:
            self._add(Listener("shortcut", callback_id, needs, ShortcutSaid, run, help=help, remembered=False))
            return run

        return register

    def event(self, event_type: str, *, needs: str) -> Callable[[Run[Any]], Run[Any]]:
        """Hear an event of Slack's; a delivery that comes again is answered without being heard again."""

        def register(run: Run[Any]) -> Run[Any]:
            self._add(Listener("event", event_type, needs, EventSaid, run))
            return run

        return register

    def after(self, *, needs: str) -> Callable[[Run[Any]], Run[Any]]:
        """Hear that a press or a form of somebody was answered, in a piece of work of its own."""

        def register(run: Run[Any]) -> Run[Any]:
            self._add(Listener("after", "", needs, EventSaid, run, remembered=False))
            return run

        return register
