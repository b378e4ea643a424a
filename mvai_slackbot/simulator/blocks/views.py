"""Checks views (modals and App Home) as views.open, views.update, views.push and views.publish do."""

from __future__ import annotations

from typing import Any

from .check import check_into
from .reader import PLAIN, At, Report

MODAL_FIELDS = (
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
)
HOME_FIELDS = ("private_metadata", "callback_id", "external_id")
# Payloads carry these fields of a view; people send a received view back, and Slack ignores them.
ANSWERED = ("id", "team_id", "app_id", "app_installed_team_id", "bot_id", "state", "hash", "root_view_id")
ALSO_ANSWERED = ("previous_view_id", "title", "close", "submit", "clear_on_close", "notify_on_close")


def check_view(view: Any) -> list[str]:
    """What Slack would refuse in this view, in the form of `response_metadata.messages`; empty when nothing."""
    kind = view.get("type") if isinstance(view, dict) else None
    report = Report("home" if kind == "home" else "modal")
    at = At(view, "", report)
    if not isinstance(view, dict):
        at.fail("must provide an object")
    elif kind not in ("modal", "home"):
        at.fail("must be one of the following: modal, home", "type")
    else:
        _check_fields(at, kind)
        check_into(report, view)
        if kind == "modal" and report.inputs and view.get("submit") is None:
            at.fail("missing required field: submit")
    return report.messages


def _check_fields(at: At, kind: str) -> None:
    if kind == "modal":
        at.fields(("type", "title"), ("blocks", *MODAL_FIELDS, *ANSWERED, *ALSO_ANSWERED))
    else:
        at.fields(("type",), ("blocks", *HOME_FIELDS, *ANSWERED, *ALSO_ANSWERED))
    for key in ("title", "submit", "close"):
        at.text(key, 24, PLAIN)
    at.string("private_metadata", 3000)
    at.string("callback_id", 255)
    at.string("external_id", 255)
    at.flag("clear_on_close", "notify_on_close", "submit_disabled")
