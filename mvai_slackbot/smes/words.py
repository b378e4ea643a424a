"""The words people see for what the roster keeps."""

from mvai_slackbot.smes.models import Kind, Mode, Travel

KINDS: dict[Kind, str] = {
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
TRAVELS: dict[Travel, str] = {
    Travel.NO: "Helps virtually only",
    Travel.OWN_STATE: "Travels within the own state",
    Travel.ANYWHERE: "Travels anywhere",
}
MODES: dict[Mode, str] = {Mode.VIRTUAL: "virtual", Mode.IN_PERSON: "in person"}
KIND_OPTIONS = tuple((kind.value, label) for kind, label in KINDS.items())
TRAVEL_OPTIONS = tuple((travel.value, label) for travel, label in TRAVELS.items())
MODE_OPTIONS = ((Mode.VIRTUAL.value, "Virtual"), (Mode.IN_PERSON.value, "In person"))
