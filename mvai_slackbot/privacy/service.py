"""Take one incident out of the records as JSON, and write down who did."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.privacy.contents import Reader, reader_of
from mvai_slackbot.privacy.gathering import Gathered, gather
from mvai_slackbot.privacy.models import ExportLog
from mvai_slackbot.work import Work

NOT_ALLOWED = "An export is for auditors and administrators. In Slack, an administrator types: /mvai role @name auditor"


def export_incident(
    work: Work, number: str, *, by: str, full: bool = False, admins: Sequence[str] = ()
) -> dict[str, Any]:
    """Return one incident with everything that belongs to it, for `by` (Slack's user id); the export log remembers it.

    `admins`: user ids that the settings name as administrators. `Refused` for anybody else, and for an incident that
    is not there or is locked and `by` is no administrator.
    """
    person, reader = reader_for(work, by, full=full, admins=admins)
    here = select(Incident).where(Incident.team_id == person.team_id, Incident.number == number.strip().lower())
    incident = work.session.scalar(here)
    if incident is None:
        raise Refused(f"There is no incident {number}. Numbers look like mvai-2026-014.")
    if is_hidden(work.session, incident.id) and reader < Reader.ADMINISTRATOR:
        raise Refused(f"{incident.number} is locked. An administrator may export it.")
    found = gather(work.session, incident.id, reader)
    rows = sum(len(some) for some in found.tables.values())
    work.session.add(
        ExportLog(incident_id=incident.id, person_id=person.id, at=work.now, full=reader is Reader.FULL, rows=rows)
    )
    return _document(work, incident, person, found)


def reader_for(work: Work, by: str, *, full: bool, admins: Sequence[str]) -> tuple[Person, Reader]:
    """Return who exports (Slack's user id) and what they may read; `Refused` for who is no auditor or administrator."""
    user_id = by.strip().removeprefix("<@").removesuffix(">")
    person = work.session.scalar(select(Person).where(Person.user_id == user_id, Person.deactivated.is_(False)))
    if person is None:
        raise Refused(
            f"Nobody with the Slack user id {user_id} is on record. It is in their Slack profile, Copy member ID."
        )
    roles = people.roles_of(work.session, person.id) | ({Role.ADMINISTRATOR} if user_id in admins else set())
    reader = reader_of(roles, full=full)
    if reader is None:
        raise Refused(NOT_ALLOWED)
    if full and reader is not Reader.FULL:
        raise Refused("Only an administrator may ask for a full export.")
    return person, reader


def _document(work: Work, incident: Incident, person: Person, found: Gathered) -> dict[str, Any]:
    contents = {"tables": found.tables, "withheld": found.withheld}
    canonical = json.dumps(contents, sort_keys=True, ensure_ascii=False).encode()
    return {
        "incident": incident.number,
        "exported_at": work.now.isoformat(),
        "exported_by": person.user_id,
        "note": "Withheld columns are named; their words are in the records only.",
        # Of the two keys below, as JSON with sorted keys: whoever gets the file can tell that it is whole.
        "sha256": hashlib.sha256(canonical).hexdigest(),
        **contents,
    }
