"""The six areas of assistance, with the words people see: requests, SMEs and resources carry the same keys."""

from collections.abc import Iterable
from enum import StrEnum


class Area(StrEnum):
    """One area of assistance (source: the program's leaflet)."""

    INCIDENT_MANAGEMENT = "incident_management"
    PUBLIC_INFORMATION = "public_information"
    CRIMINAL_INVESTIGATION = "criminal_investigation"
    VICTIM_WITNESS_WELLNESS = "victim_witness_wellness"
    FIRST_RESPONDER_WELLNESS = "first_responder_wellness"
    COMMUNITY_WELLNESS = "community_wellness"


LABELS: dict[Area, str] = {
    Area.INCIDENT_MANAGEMENT: "Overall incident management",
    Area.PUBLIC_INFORMATION: "Public information strategies",
    Area.CRIMINAL_INVESTIGATION: "Criminal investigation considerations",
    Area.VICTIM_WITNESS_WELLNESS: "Victim and witness health and wellness",
    Area.FIRST_RESPONDER_WELLNESS: "First responder health and wellness",
    Area.COMMUNITY_WELLNESS: "Long-term community wellness",
}
# (value, label) as a form's choices want them.
OPTIONS: tuple[tuple[str, str], ...] = tuple((area.value, LABELS[area]) for area in Area)


def in_words(areas: Iterable[str]) -> str:
    """Return areas in the order of the program, as people read them; an empty string for none."""
    chosen = set(areas)
    return ", ".join(LABELS[area] for area in Area if area.value in chosen)
