"""Correct a request; what its texts said before stays on record."""

from collections.abc import Sequence
from typing import Any

from mvai_slackbot.db import Private
from mvai_slackbot.requests import facts, lifecycle
from mvai_slackbot.requests.contacts import Contact, correct_contact, keep_words
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.service import checked_text
from mvai_slackbot.work import Work


def name_areas(work: Work, request: AssistanceRequest, areas: Sequence[str]) -> None:
    """Name the areas of a request that names none yet; those that it names stand."""
    if areas and not request.areas:
        request.areas = list(areas)
        work.record(facts.RequestCorrected(request))


def correct_request(
    work: Work,
    request: AssistanceRequest,
    *,
    text: str,
    requester: Contact | None = None,
    second_contact: Contact | None = None,
    contact_hours: str | None = None,
    **details: Any,
) -> bool:
    """Correct a request; what its texts said before stays on record. Return whether anything changed."""
    # Of two who correct at once the second keeps what the first wrote: it is what stood there before.
    lifecycle.hold(work, request)
    changed = _replace_words(work, request, "text", checked_text(text))
    changed |= _replace_words(work, request, "contact_hours", contact_hours)
    for name, value in details.items():
        if getattr(request, name) != value:
            setattr(request, name, value)
            changed = True
    changed |= correct_contact(work, request, "requester_id", requester)
    changed |= correct_contact(work, request, "second_contact_id", second_contact)
    if changed:
        work.record(facts.RequestCorrected(request))
    return changed


def _replace_words(work: Work, request: AssistanceRequest, name: str, words: str | None) -> bool:
    old, new = getattr(request, name), Private.of(words)
    if old == new:
        return False
    if old is not None:
        keep_words(work, request, name, old)
    setattr(request, name, new)
    return True
