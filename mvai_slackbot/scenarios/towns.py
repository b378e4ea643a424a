"""The scenarios, by name. Every person here is invented."""

from mvai_slackbot.areas import Area
from mvai_slackbot.people.models import Rank, Role
from mvai_slackbot.scenarios.people import OnRoster, Scenario, Someone
from mvai_slackbot.smes.models import Kind, Travel

EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, PACIFIC = "America/Denver", "America/Los_Angeles"

ADMINISTRATOR = Someone("robin", "Robin Oake", "Administrator", EASTERN, (Role.ADMINISTRATOR,))
PROGRAMME = (
    Someone("ana", "Ana Torres", "Coordinator", EASTERN, (Role.COORDINATOR,), Rank.FIRST),
    Someone("dana", "Dana Wells", "Coordinator", CENTRAL, (Role.COORDINATOR,), Rank.SECOND),
    Someone("ira", "Ira Lund", "IACP reviewer", EASTERN, (Role.IACP_REVIEWER,)),
    Someone("bea", "Bea Ortiz", "BJA reviewer", EASTERN, (Role.BJA_REVIEWER,)),
)
EXPERTS = (
    Someone(
        "sam",
        "Sam Reed",
        "Retired chief",
        MOUNTAIN,
        roster=OnRoster(Kind.EXECUTIVE, (Area.INCIDENT_MANAGEMENT, Area.PUBLIC_INFORMATION), "CO", Travel.ANYWHERE),
    ),
    Someone(
        "sol",
        "Sol Marsh",
        "Victim services lead",
        PACIFIC,
        roster=OnRoster(
            Kind.VICTIM_SERVICES, (Area.VICTIM_WITNESS_WELLNESS, Area.COMMUNITY_WELLNESS), "OR", Travel.OWN_STATE
        ),
    ),
)
TOWNSPEOPLE = (
    Someone("chief", "Pat Quinn", "Chief", CENTRAL),
    Someone("deputy", "Lee Brand", "Deputy chief", CENTRAL),
    Someone("otto", "Otto Fell", "Records", CENTRAL),
)

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "town",
            "A town on day one: programme, two SMEs, a chief.",
            (*PROGRAMME, *EXPERTS, *TOWNSPEOPLE, ADMINISTRATOR),
        ),
        Scenario("empty", "A workspace with one administrator and no role given.", (ADMINISTRATOR, *TOWNSPEOPLE)),
    )
}
