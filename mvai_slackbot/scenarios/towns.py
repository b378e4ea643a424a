"""The scenarios, by name. Every person here is invented."""

from datetime import timedelta

from mvai_slackbot.areas import Area
from mvai_slackbot.people.models import Rank, Role
from mvai_slackbot.scenarios import four_months
from mvai_slackbot.scenarios.people import OnRoster, Scenario, Someone
from mvai_slackbot.smes.models import Kind, Travel

EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, PACIFIC = "America/Denver", "America/Los_Angeles"

ADMINISTRATOR = Someone("robin", "Robin Oake", "Administrator", EASTERN, (Role.ADMINISTRATOR,))
PROGRAMME = (
    Someone("ana", "Ana Torres", "Coordinator", EASTERN, (Role.COORDINATOR,), Rank.FIRST, reached=True),
    Someone("dana", "Dana Wells", "Coordinator", CENTRAL, (Role.COORDINATOR,), Rank.SECOND),
    Someone("ira", "Ira Lund", "IACP reviewer", EASTERN, (Role.IACP_REVIEWER,)),
    Someone("bea", "Bea Ortiz", "BJA reviewer", EASTERN, (Role.BJA_REVIEWER,)),
)
EXPERTS = (
    Someone(
        "sam", "Sam Reed", "Retired chief", MOUNTAIN,
        roster=OnRoster(
            Kind.EXECUTIVE, (Area.INCIDENT_MANAGEMENT, Area.PUBLIC_INFORMATION), "CO", Travel.ANYWHERE,
            experience=("retail",), agency_type="municipal", agency_size="51-250",
        ),
    ),
    Someone(
        "sol", "Sol Marsh", "Victim services lead", PACIFIC,
        roster=OnRoster(
            Kind.VICTIM_SERVICES, (Area.VICTIM_WITNESS_WELLNESS, Area.COMMUNITY_WELLNESS), "OR", Travel.OWN_STATE,
            experience=("school",), languages=("es",),
        ),
    ),
    Someone(
        "mia", "Mia Lowe", "Victim services director", CENTRAL,
        roster=OnRoster(
            Kind.VICTIM_SERVICES, (Area.VICTIM_WITNESS_WELLNESS,), "MN", Travel.ANYWHERE,
            experience=("retail", "public_event"), languages=("es", "so"),
        ),
    ),
    Someone(
        "noa", "Noa Kent", "Public information officer", EASTERN,
        roster=OnRoster(
            Kind.PUBLIC_INFORMATION, (Area.PUBLIC_INFORMATION,), "VA", Travel.ANYWHERE,
            experience=("workplace",), agency_type="sheriff", agency_size="251+",
        ),
    ),
    Someone(
        "gus", "Gus Hale", "Peer support coordinator", CENTRAL,
        roster=OnRoster(
            Kind.PEER_SUPPORT, (Area.FIRST_RESPONDER_WELLNESS, Area.VICTIM_WITNESS_WELLNESS), "TX", Travel.OWN_STATE, 1,
            experience=("worship",), agency_type="state",
        ),
    ),
    Someone(
        "pia", "Pia Dorn", "Police psychologist", MOUNTAIN,
        roster=OnRoster(
            Kind.POLICE_PSYCHOLOGIST, (Area.FIRST_RESPONDER_WELLNESS, Area.COMMUNITY_WELLNESS), "UT", Travel.NO,
            languages=("ase",),
        ),
    ),
    # Away for two weeks.
    Someone(
        "rae", "Rae Moss", "Retired victim advocate", PACIFIC,
        roster=OnRoster(
            Kind.VICTIM_SERVICES, (Area.VICTIM_WITNESS_WELLNESS,), "WA", Travel.ANYWHERE, away=(-4, 14),
        ),
    ),
    # Chooses each time, and somebody is there for them.
    Someone(
        "joy", "Joy Bell", "Family member", EASTERN,
        roster=OnRoster(
            Kind.FAMILY_MEMBER, (Area.VICTIM_WITNESS_WELLNESS, Area.COMMUNITY_WELLNESS), "NC", Travel.NO, 1,
            support="Kit Bell",
        ),
    ),
    # Close to a hard day of their own.
    Someone(
        "tom", "Tom Ives", "Faith leader", CENTRAL,
        roster=OnRoster(
            Kind.FAITH, (Area.COMMUNITY_WELLNESS, Area.VICTIM_WITNESS_WELLNESS), "MO", Travel.ANYWHERE, own_date_in=3,
        ),
    ),
    # Rests from the roster.
    Someone(
        "val", "Val Hurst", "Retired investigator", EASTERN,
        roster=OnRoster(Kind.INVESTIGATIONS, (Area.CRIMINAL_INVESTIGATION,), "PA", Travel.ANYWHERE, active=False),
    ),
)  # fmt: skip
TOWNSPEOPLE = (
    Someone("chief", "Pat Quinn", "Chief", CENTRAL),
    Someone("deputy", "Lee Brand", "Deputy chief", CENTRAL),
    Someone("otto", "Otto Fell", "Records", CENTRAL),
)

WELCOME = (
    "Welcome. This is a rehearsal on your own machine. The box at the top left makes you anybody here.",
    "*1.* As Ana, type `/mvai-incident open Event at a shopping street, scene secured`. A private channel appears on the "
    "left and sets itself up.\n"
    "*2.* In that channel: `/mvai-request log A victim services lead for the family center`\n"
    "*3.* `/mvai-sme find 1` shows who could help and why; *Adjust* looks for an area. "
    "Then `/mvai-sme assign 1 @mia virtual` and *Send*. Become Mia Lowe, open *mvai* under App, press *Accept*.\n"
    "*4.* As Ana, in the channel: `/mvai-incident leader @chief`, then *Send*. Press *Offer check-ins* on the card, "
    "then *Send*.\n"
    "*5.* Become Pat Quinn, the chief, open *mvai*, and press *Yes*; a form asks where you are reached: *Save* it, empty "
    "if you like, then *Done*. As Ana, in the channel: `/mvai-checkin now`, then *Send*. As the chief, press *Answer*.",
    "`/mvai` tells anybody what they can do. The clock below turns time forward, so that tomorrow comes now.",
)

LATER = (
    "Welcome. This is a rehearsal on your own machine: an incident four months in. The box at the top left makes you "
    "anybody here.",
    "Everything in it was typed and answered by invented people while the clock was turned: requests and decisions, "
    "two SMEs, one of them at his limit, check-ins with better weeks, worse weeks and weeks without an answer, and a "
    "second incident that was referred.\n"
    "*Due* at the bottom lists what comes next and for whom; *Next due* turns the clock there.",
)

SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "town",
            "A town on day one: program, ten SMEs, a chief.",
            (*PROGRAMME, *EXPERTS, *TOWNSPEOPLE, ADMINISTRATOR),
            WELCOME,
            by_day_in=CENTRAL,
        ),
        Scenario(
            "months",
            "An incident four months in, with check-ins, gaps and trends.",
            (*PROGRAMME, *EXPERTS, *TOWNSPEOPLE, ADMINISTRATOR),
            LATER,
            earlier=timedelta(days=four_months.DAYS),
            live=four_months.live,
        ),
        Scenario("empty", "A workspace with one administrator and no role given.", (ADMINISTRATOR, *TOWNSPEOPLE)),
    )
}
