"""The words people see for what the roster keeps."""

from mvai_slackbot.smes.models import Anyway, Kind, Mode, Travel

KINDS: dict[str, str] = {
    Kind.EXECUTIVE: "Law enforcement executive",
    Kind.PUBLIC_INFORMATION: "Public information officer",
    Kind.INVESTIGATIONS: "Investigations",
    Kind.VICTIM_SERVICES: "Victim services",
    Kind.PEER_SUPPORT: "Peer support",
    Kind.POLICE_PSYCHOLOGIST: "Police psychologist",
    Kind.MENTAL_HEALTH: "Mental health",
    Kind.FAITH: "Faith community",
    Kind.COMMUNITY: "Community leader",
    Kind.FAMILY_MEMBER: "Lived experience as a family member",
}
ANYWAYS: dict[Anyway, str] = {
    Anyway.OWN_COUNTY: "In the home county",
    Anyway.NEXT_COUNTY: "In a neighboring county",
    Anyway.OWN_STATE: "In the home state (if a county is not known)",
    Anyway.NEXT_STATE: "In a neighboring state (if a county is not known)",
    Anyway.AGENCY: "Where one of the agencies below responds",
    Anyway.OWN_DATE: "Around the dates below",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TRAVELS: dict[Travel, str] = {
    Travel.NO: "Helps virtually only",
    Travel.OWN_STATE: "Travels within their own state",
    Travel.ANYWHERE: "Travels anywhere",
}
MODES: dict[Mode, str] = {Mode.VIRTUAL: "virtual", Mode.IN_PERSON: "in person"}
KIND_OPTIONS = tuple((str(kind), label) for kind, label in KINDS.items())
TRAVEL_OPTIONS = tuple((travel.value, label) for travel, label in TRAVELS.items())
ANYWAY_OPTIONS = tuple((anyway.value, label) for anyway, label in ANYWAYS.items())
DAY_OPTIONS = tuple((str(number), day) for number, day in enumerate(WEEKDAYS))
MODE_OPTIONS = ((Mode.VIRTUAL.value, "Virtual"), (Mode.IN_PERSON.value, "In person"))


def kind_words(kind: str) -> str:
    """Return a kind as people read it; one that the settings add is read as it is written: chaplain, Chaplain."""
    return KINDS.get(kind) or kind.replace("-", " ").capitalize()


def kind_options(more: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Return the kinds as a menu wants them, those of the settings last."""
    return (*KIND_OPTIONS, *((kind, kind_words(kind)) for kind in more))


def days_words(days: list[int]) -> str:
    """Return days of the week as people say them: "Monday to Friday", "Tuesday, Thursday"."""
    chosen = sorted(set(days))
    if len(chosen) > 2 and chosen == list(range(chosen[0], chosen[-1] + 1)):
        return f"{WEEKDAYS[chosen[0]]} to {WEEKDAYS[chosen[-1]]}"
    return ", ".join(WEEKDAYS[day] for day in chosen)
