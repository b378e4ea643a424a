"""What staff tell incidents apart by: their descriptions, for who reads them alone, and never of a locked one."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import HiddenIncident


def list_about(session: Session, incidents: Iterable[Incident]) -> dict[int, str]:
    """Return descriptions by row id: of those that have one and are not locked."""
    found = list(incidents)
    if not found:
        return {}
    ids = [one.id for one in found]
    locked = select(HiddenIncident.incident_id).where(
        HiddenIncident.until.is_(None), HiddenIncident.incident_id.in_(ids)
    )
    hidden = set(session.scalars(locked))
    return {one.id: one.description.reveal() for one in found if one.description is not None and one.id not in hidden}
