"""What is said to each listener, with real ids: commands by hand, buttons and forms from the fields of their models."""

import json
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from mvai_slackbot.slack.asks import Choice, Choices, Day, Email, Hour, People, Place, Somebody, Tick, Words
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.listeners import Listener

from .cast import BJA, OUTSIDER, SME_OUTSIDE, Cast
from .town import AREAS, Ids

# Typed after `/mvai`; `…_id` are Slack's user ids.
COMMANDS = {
    "": "",
    "help": "help",
    "on-call": "on-call <@{outsider_id}> second",
    "away": "away",
    "back": "back",
    "role": "role <@{outsider_id}> auditor",
    "incident open": "incident open Event at a fair",
    "incident status": "incident status",
    "incident list": "incident list",
    "incident repair": "incident repair",
    "incident handover": "incident handover <@{coordinator_id}> calm words",
    "incident leader": "incident leader <@{outsider_id}>",
    "incident lock": "incident lock",
    "incident unlock": "incident unlock",
    "incident close": "incident close completed",
    "incident reopen": "incident reopen",
    "request log": "request log calm words",
    "request list": "request list",
    "request show": "request show {request_number}",
    "request withdraw": "request withdraw {request_number}",
    "request close": "request close {request_number} completed",
    "request decide": "request decide {request_number} virtual calm words",
    "request stand-in": "request stand-in",
    "sme add": "sme add <@{outsider_id}>",
    "sme list": "sme list",
    "sme record": "sme record",
    "sme find": "sme find {request_number}",
    "sme assign": "sme assign {request_number} <@{sme_outside_id}>",
    "sme done": "sme done {request_number} <@{sme_id}> calm words",
    "sme team": "sme team {request_number}",
    "sme log": "sme log {request_number} contact 1-2 calm words",
    "sme milestones": "sme milestones",
    "sme stand-down": "sme stand-down {request_number} <@{sme_id}>",
    "sme role": "sme role {request_number} <@{sme_id}> area-lead",
    "sme hand-over": "sme hand-over {request_number} <@{sme_outside_id}>",
    "sme note": "sme note calm words",
    "sme notes": "sme notes",
    "checkin offer": "checkin offer <@{outsider_id}>",
    "checkin now": "checkin now",
    "checkin status": "checkin status",
    "checkin stop": "checkin stop",
    "checkin mine": "checkin mine",
    "checkin link": "checkin link",
    "checkin plan": "checkin plan",
    "incident event": "incident event funeral 2026-12-02",
    "incident phase": "incident phase hold",
    "incident year-mark": "incident year-mark",
    "checkin call-me": "checkin call-me",
    "checkin call-for": "checkin call-for",
    "checkin numbers": "checkin numbers",
    "checkin trends": "checkin trends",
    "checkin rollup": "checkin rollup",
}
# Which row a field means, where the field's own name does not say it.
ROWS = {
    ("offer.accept", "assignment"): "offered",
    ("offer.decline", "assignment"): "offered",
    ("offer.opt_in", "assignment"): "offered",
    ("sme.take_back", "assignment"): "offered",
    ("offer.place", "assignment"): "offered",
    ("offer.question", "assignment"): "offered",
    ("offer.reason", "assignment"): "declined",
    ("offer.own_reason", "assignment"): "declined",
    ("request.open_incident", "request"): "loose",
    ("request.attach", "request"): "loose",
    ("request.take", "request"): "loose",
    ("request.attach_here", "request"): "loose",
    ("request.merge", "into"): "request",
    ("request.merge", "request"): "loose",
    ("request.merge_here", "into"): "request",
    ("request.merge_here", "request"): "loose",
    ("call.outcome", "call"): "taken_call",
    ("call.not_the_drill", "call"): "drill_call",
    ("call.still_on_it", "call"): "taken_call",
    ("report.outcome", "outcome"): "reached",
    ("call.ask_for", "person"): "leads",
    ("checkin.delegate_yes", "delegation"): "asked_delegation",
    ("checkin.delegate_no", "delegation"): "asked_delegation",
    ("checkin.link", "person"): "without_account",
    ("checkin.get_link", "prompt"): "linked_prompt",
    ("checkin.answer.community_full", "occurrence"): "delegates_occurrence",
    ("plan.called", "call"): "call_to_make",
    ("plan.second_end", "plan"): "second",
    ("incident.phase", "phase"): "phase",
}
# Words that have to look like what they are.
TYPED = {
    "state": "OH",
    "home_state": "OH",
    "county": "Franklin County",
    "home_county": "Franklin County",
    "timezone": "America/Chicago",
    "phone": "555 0100",
    "second_phone": "555 0101 00",
    "dispatch": "555 010 0102",
    "absences": "2026-12-20 on",
    "home": "39.7, -105.0",
    "own_dates": "April 20",
}
NAMES = {"assignment": "accepted", "call": "asked_call", "number": "request_number"}


class Examples:
    """Everything that can be said about one incident by one person."""

    def __init__(self, cast: Cast, ids: Ids, kind: str) -> None:
        self.cast = cast
        self.ids = ids
        self.kind = kind

    def command(self, listener: Listener) -> str:
        """Return the words after the slash."""
        people = {f"{kind.replace(' ', '_').replace('-', '_')}_id": one for kind, one in self.cast.user_ids.items()}
        return "mvai " + COMMANDS[listener.name].format(**vars(self.ids), **people)

    def value(self, listener: Listener) -> str:
        """Return what a button carries."""
        return json.dumps({name: self._field(listener, name) for name in listener.said.model_fields})

    def view(self, listener: Listener) -> dict[str, Any]:
        """Return a form as it comes back."""
        form = listener.said
        assert issubclass(form, Form)
        carried = {name: self._field(listener, name) for name in form.model_fields if name not in form.asks()}
        state = {name: {name: self._filled(listener, name, ask)} for name, ask in form.asks().items()}
        return {
            "callback_id": form.callback,
            "title": {"type": "plain_text", "text": form.title},
            "private_metadata": json.dumps(carried),
            "state": {"values": state},
        }

    def _field(self, listener: Listener, name: str) -> Any:
        row = ROWS.get((listener.name, name), NAMES.get(name, name))
        if hasattr(self.ids, row):
            return getattr(self.ids, row)
        if name == "person":
            return self.cast.ids[SME_OUTSIDE]
        if name == "people" and listener.name == "sme.send_team":
            return [self.cast.ids[SME_OUTSIDE]]
        if name == "people":
            return {"deputy": self.cast.ids[OUTSIDER]}
        return _plain(listener.said, name)

    def _filled(self, listener: Listener, name: str, ask: Any) -> dict[str, Any]:
        if isinstance(ask, Somebody):
            return {"selected_user": self.cast.user_ids[OUTSIDER]}
        if isinstance(ask, Choices) and name == "people":
            return {"selected_options": [{"value": str(self.cast.ids[SME_OUTSIDE])}]}
        if isinstance(ask, Tick) and listener.name == "offer.opt_in":
            return {"selected_options": [{"value": "yes"}]}
        if isinstance(ask, Choice):
            return {"selected_option": {"value": str(self._chosen(listener, name, ask))}}
        return _filled_plainly(name, ask)

    def _chosen(self, listener: Listener, name: str, ask: Choice) -> Any:
        if name == "where":
            return self.ids.incident
        if name == "lead":
            return self.cast.ids[SME_OUTSIDE]
        if name == "body":
            return "bja" if self.kind == BJA else "iacp"
        if ask.options:
            return ask.options[0][0]
        return self._field(listener, name)


def _filled_plainly(name: str, ask: Any) -> dict[str, Any]:
    made: dict[type, dict[str, Any]] = {
        Words: {"value": TYPED.get(name, "calm words")},
        Email: {"value": "rae@example.org"},
        Choices: {"selected_options": [{"value": (getattr(ask, "options", ()) or [AREAS])[0][0]}]},
        Tick: {"selected_options": []},
        People: {"selected_users": []},
        Day: {"selected_date": date(2026, 1, 2).isoformat()},
        Hour: {"selected_time": "10:00"},
        Place: {"selected_conversation": "C0"},
    }
    return made[type(ask)]


def _plain(model: type[BaseModel], name: str) -> Any:
    field = model.model_fields[name]
    if not field.is_required():
        return None if field.default is None else field.default
    kinds = get_args(field.annotation) if get_origin(field.annotation) in (Union, UnionType) else (field.annotation,)
    kind = kinds[0]
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    values: dict[Any, Any] = {bool: False, int: 1, str: "calm words", datetime: datetime.now(UTC).isoformat()}
    return values[kind]
