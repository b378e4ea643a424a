"""The words people see for roles, milestones and hours."""

from datetime import date

from mvai_slackbot.clock import day_words
from mvai_slackbot.smes.assignments.models import Hours, MilestoneKind
from mvai_slackbot.smes.offers.models import Role

# Helping as anything else needs no word of its own.
ROLE_WORDS: dict[Role, str] = {
    Role.TEAM_LEAD: "team lead",
    Role.AREA_LEAD: "lead for the areas of this request",
    Role.MENTAL_HEALTH: "mental-health SME",
}
ROLE_OPTIONS = (
    (Role.HELPER.value, "Helper"),
    (Role.TEAM_LEAD.value, "Team lead"),
    (Role.AREA_LEAD.value, "Area lead"),
    (Role.MENTAL_HEALTH.value, "Mental-health SME"),
)
MILESTONES: dict[MilestoneKind, str] = {
    MilestoneKind.CONTACT: "Contact",
    MilestoneKind.KICKOFF: "Kickoff call",
    MilestoneKind.ON_SITE: "On-site arrival",
    MilestoneKind.AREA_CONSULT: "Area consult",
    MilestoneKind.DOCUMENT_SHARED: "Document shared",
    MilestoneKind.CHECKIN_REVIEWED: "Check-in reviewed",
    MilestoneKind.REFERRAL_MADE: "Referral made",
    MilestoneKind.HAND_OVER: "Hand-over",
    MilestoneKind.CLOSE_OUT: "Close-out call",
    MilestoneKind.FEEDBACK: "Feedback received",
}
HOURS: dict[Hours, str] = {
    Hours.UNDER_1: "Under 1 hour",
    Hours.ONE_TO_2: "1 to 2 hours",
    Hours.TWO_TO_4: "2 to 4 hours",
    Hours.FOUR_TO_8: "4 to 8 hours",
    Hours.OVER_8: "More than 8 hours",
}
MILESTONE_OPTIONS = tuple((kind.value, label) for kind, label in MILESTONES.items())
HOURS_OPTIONS = tuple((band.value, label) for band, label in HOURS.items())


def days(first: date | None, last: date | None) -> str:
    """Return "from 3 March 2026 until 9 March 2026" in plain words, an empty string where no day is named."""
    said = [f"{word} {day_words(day)}" for word, day in (("from", first), ("until", last)) if day is not None]
    return " ".join(said)
