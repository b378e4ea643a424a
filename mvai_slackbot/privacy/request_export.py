"""Take a list of requests out of the records, as rows; who did is written down."""

from collections.abc import Sequence

from mvai_slackbot import counties
from mvai_slackbot.db import Private
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import get_person
from mvai_slackbot.privacy.contents import Reader, may_read
from mvai_slackbot.privacy.models import RequestExportLog
from mvai_slackbot.privacy.service import reader_for
from mvai_slackbot.requests.following import listing
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Work

MOMENTS = ("logged_at", "acknowledged_at", "call_held_at", "verified_at", "approved_at", "team_named_at", "closed_at")
REQUEST = "assistance_request"
CONTACTS = (("requester", "requester_id"), ("second_contact", "second_contact_id"))
DETAILS = ("name", "rank", "agency", "phone", "email")


def export_requests(
    work: Work, search: listing.Search, *, by: str, admins: Sequence[str] = ()
) -> list[dict[str, object]]:
    """Return what matches as rows for `by` (Slack's user id), with what they may read; the export log remembers it.

    Auditors read no phone and no e-mail. `Refused` for anybody who is neither auditor nor administrator.
    """
    person, reader = reader_for(work, by, full=False, admins=admins)
    work.team_id = person.team_id
    found = listing.find(work, search)
    incidents = listing.incidents_of(work, found)
    rows = [
        _row(work, one, incidents.get(one.incident_id or 0), reader)
        for one in found
        if reader >= Reader.ADMINISTRATOR or one.incident_id is None or not is_hidden(work.session, one.incident_id)
    ]
    work.session.add(RequestExportLog(person_id=person.id, at=work.now, asked=search.in_words, rows=len(rows)))
    return rows


def _outcome(request: AssistanceRequest) -> str:
    if request.outcome is None:
        return "" if request.open else "closed-with-incident"
    return request.outcome.value


def _row(work: Work, request: AssistanceRequest, incident: Incident | None, reader: Reader) -> dict[str, object]:
    row: dict[str, object] = {
        "number": request.number,
        "incident": incident.number if incident is not None else "",
        "drill": incident is not None and incident.drill,
        "status": request.status.value,
        "outcome": _outcome(request),
        "source": request.source.value,
        "outside": request.outside,
        "asker": request.asker.value,
        "state": request.state,
        "county": counties.name_of(request.county),
        "areas": list(request.areas),
        "urgency": request.urgency.value if request.urgency else "",
        "mode": request.mode.value if request.mode else "",
        **{name: at.isoformat() if (at := getattr(request, name)) else "" for name in MOMENTS},
    }
    row |= {name: _said(getattr(request, name), reader, REQUEST, name) for name in ("text", "place", "who_can_help")}
    for prefix, column in CONTACTS:
        row |= _contact(work, prefix, getattr(request, column), reader)
    return row


def _contact(work: Work, prefix: str, person_id: int | None, reader: Reader) -> dict[str, object]:
    person: Person | None = get_person(work.session, person_id) if person_id is not None else None
    return {
        f"{prefix}_{name}": _said(getattr(person, name), reader, "person", name) if person is not None else ""
        for name in DETAILS
        if may_read(reader, "person", name)
    }


def _said(words: Private | None, reader: Reader, table: str, column: str) -> str:
    return words.reveal() if words is not None and may_read(reader, table, column) else ""
