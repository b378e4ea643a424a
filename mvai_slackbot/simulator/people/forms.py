"""What a person does with an open form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Coroutine
from functools import partial
from typing import Any

from ..gestures.filling import pick
from ..gestures.reading import controls, label_of, option_label, options_of
from ..gestures.result import CONNECTING, GestureResult
from ..loop_thread import PATIENCE
from ..state.form_state import set_value
from ..state.inputs import STATEFUL
from ..state.records import JSON
from .channels import ChannelDoings
from .views import Field, Form, GestureFailed, Message, Reply, fields_of

REFUSED = "validation_errors"


class FormDoings(ChannelDoings, ABC):
    """The part of a person that fills in, submits and cancels."""

    @abstractmethod
    def presses(self, label: str, channel: str | None = None, message: Message | None = None) -> Reply:
        """Presses a button in a message."""

    @abstractmethod
    def answer_shown(self, result: GestureResult, since: str) -> Message | None:
        """What a gesture made appear: the message it names, else the newest ephemeral after ``since``."""

    @abstractmethod
    def said_later(self, result: GestureResult) -> list[str]:
        """The texts that came through a gesture's response_url."""

    @property
    def form(self) -> Form | None:
        """The form on top of this person's screen, None when none is open."""
        return self._simulator.ask(lambda: self._simulator.eyes.form(self.id, self))

    def _open_form(self, timeout: float = PATIENCE) -> Form:
        self._simulator.wait_until(lambda: self.form is not None, timeout, f"{self.handle} to see a form")
        form = self.form
        if form is None:
            raise AssertionError(f"{self.handle} has no form open anymore")
        return form

    def fills(self, values: dict[str, Any]) -> Reply:
        """Fills in by visible label: text, option labels (a list where several may be chosen), True or False for a
        single checkbox, dates 'YYYY-MM-DD', times 'HH:MM', handles, channel names, None for nothing.

        Menus that act at once (and inputs with dispatch_action) tell the app, in the order given.
        """
        before, result = self._before(), GestureResult(True)
        for label, meant in values.items():
            form = self._open_form()
            field = pick(fields_of(form.blocks), label)
            meant = self._suggested(form, field, meant)
            value = self._simulator.ask(partial(self._simulator.filling.value, field.element, meant))
            result = self._fill(form, field, value, label) or result
        return Reply(self, result, before)

    def _suggested(self, form: Form, field: Field, meant: Any) -> Any:
        """For a menu with an external source: types the words, and takes the option the app offers for them."""
        kind = str(field.element["type"])
        if not kind.endswith("external_select") or meant is None:
            return meant
        names = [meant] if isinstance(meant, str) else list(meant)
        container, ids = (
            {"type": "view", "view_id": form.view_id},
            (field.block["block_id"], field.element["action_id"]),
        )
        chosen = []
        for name in names:
            offered = self._simulator.run(self._simulator.gestures.suggest(self.id, container, *ids, name))
            chosen.append(self._simulator.filling.option({"options": offered.blocks}, name))
        return chosen if kind.startswith("multi_") else chosen[0]

    def _fill(self, form: Form, field: Field, value: Any, label: str) -> GestureResult | None:
        if field.block["type"] == "input" and not field.block.get("dispatch_action"):
            self._simulator.ask(lambda: self._set(form, field, value))
            return None
        chosen = {STATEFUL[field.element["type"]][0]: value}
        before = self._before()
        acting = self._block_action({"type": "view", "view_id": form.view_id}, field.block, field.element, chosen)
        return self._replied(self._simulator.run(acting), before, f"choosing in {label!r}").result

    def _set(self, form: Form, field: Field, value: Any) -> None:
        view = self._workspace.views.get(form.view_id)
        set_value(view, field.block["block_id"], field.element, value)

    def submits(self, values: dict[str, Any] | None = None, *, anyway: bool = False) -> Reply:
        """Fills in and submits; refused fields are in ``reply.errors``. ``anyway`` skips the client's own checks."""
        self._open_form()
        if values:
            self.fills(values)
        form, before = self._open_form(), self._before()
        gesture = self._simulator.gestures.submit(self.id, form.view_id, {}, anyway=anyway)
        result = self._simulator.run(gesture)
        self._simulator.ask(lambda: self._simulator.eyes.refused(form.view_id, result.errors))
        return self._replied(result, before, f"submitting {form.title!r}")

    def cancels(self, *, all_forms: bool = False) -> Reply:
        """Closes the form on top, or the whole stack."""
        form, before = self._open_form(), self._before()
        result = self._simulator.run(self._simulator.gestures.close(self.id, form.view_id, all_forms))
        return self._replied(result, before, f"closing {form.title!r}")

    def press_in_form(self, form: Form, label: str, nth: int) -> Reply:
        """Presses a button within a form."""
        found = [each for each in controls(form.blocks) if label_of(each[1]) == label]
        if not found:
            raise AssertionError(f"no button {label!r} in the form among {form.buttons}")
        block, element = found[nth]
        before = self._before()
        acting = self._block_action({"type": "view", "view_id": form.view_id}, block, element, {})
        return self._replied(self._simulator.run(acting), before, f"pressing {label!r}")

    def options_in_form(self, form: Form, label: str) -> list[str]:
        """The labels of the options of one of a form's menus."""
        return [option_label(option) for option in options_of(pick(fields_of(form.blocks), label).element)]

    def _block_action(
        self, container: JSON, block: JSON, element: JSON, chosen: JSON
    ) -> Coroutine[Any, Any, GestureResult]:
        action = {"block_id": block.get("block_id"), "action_id": element.get("action_id"), **chosen}
        return self._simulator.gestures.block_action(self.id, container, action)

    def _before(self) -> tuple[str, str, str]:
        def look() -> tuple[str, str, str]:
            top = self._workspace.views.top(self.id)
            return self._workspace.hub.ids.ts(), top.id if top else "", top.hash if top else ""

        return self._simulator.ask(look)

    def _replied(self, result: GestureResult, before: tuple[str, str, str], words: str) -> Reply:
        reply = Reply(self, result, before)
        if not result.ok and result.error != REFUSED:
            more = f" ({result.text})" if result.error == CONNECTING and result.text else ""
            raise GestureFailed(f"{self.handle}, {words}: {result.error}{more}", reply)
        return reply
