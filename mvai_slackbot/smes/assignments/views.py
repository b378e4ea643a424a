"""The card of an assignment, and the briefing that comes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.clock import day_words, hour_words, read_hour, zone_words
from mvai_slackbot.incidents.forms import AGENCY_TYPES, PARTNERS, PLACES, SITUATIONS, SWORN_BANDS
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import link
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.words import label
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import clip, escape, moment, person
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import cards
from mvai_slackbot.smes.offers.models import AssignmentTerms
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.smes.words_offers import ROLE_WORDS, days


@dataclass(frozen=True)
class Card:
    """What the card of an assignment shows.

    `lead` tells of the leader, `led` whether one is named; `role` tells of their part, `call` asks for a call.
    """

    incident: Incident
    assignment: Assignment
    terms: AssignmentTerms
    asked_for: str
    lead: str
    led: bool
    role: str
    call: SlackButton


def assignment_card(at: Card) -> Message:
    """Return the card of an assignment, for the SME."""
    incident, number = at.incident, at.assignment.request_number
    helping = at.assignment.state is State.ACCEPTED
    rows = _helping_rows(at) if helping else [actions(*_notes(at), at.call, _leave(at))]
    return quiet_message(
        section(_words(at, helping=helping)),
        section(at.lead),
        *rows,
        context(
            f"In words: `/mvai-sme done {number} &lt;note&gt;`, `/mvai-sme note &lt;text&gt;`, "
            f"`/mvai-sme log {number} contact`. Notes are read by staff and this incident's SMEs. Please write no "
            "names of victims, witnesses, suspects or juveniles.",
            f"This work can weigh on you too. {cards.care()}",
        ),
        drill=incident.drill,
    )


def _words(at: Card, *, helping: bool) -> str:
    incident, number = at.incident, at.assignment.request_number
    where = f"The private channel is {link(incident)}." if incident.channel_id else "The private channel is on its way."
    when = days(at.terms.starts_on, at.terms.ends_on)
    lines = [
        f"{incident.mark}*Request {number} of {incident.number}* · {MODES[at.assignment.mode]}",
        escape(at.asked_for) or "No area is named yet.",
        f"*Your part:* {ROLE_WORDS[at.terms.role]}" if at.terms.role in ROLE_WORDS and not at.role else "",
        f"*When:* {when}" if when else "",
    ]
    if not helping:
        lines.append("*Done.* Thank you. You stay with the incident until it ends, unless you leave it now.")
    elif at.terms.covering:
        lines.append(
            f"It is with you for now, since you lead the team. A coordinator is looking for somebody. {where}{at.role}"
        )
    else:
        lines.append(f"Thank you for helping. {where}{at.role}")
    lines.append(_first_contact(at) if helping else "")
    return "\n".join(line for line in lines if line)


def _first_contact(at: Card) -> str:
    if at.terms.first_contact_at is not None:
        return f"First contact made {moment(at.terms.first_contact_at)}."
    if at.terms.first_contact_due is None:
        return ""
    due = moment(at.terms.first_contact_due)
    if not at.led:
        return f"*First contact:* planned by {due}. Staff name the leader first."
    return f"*First contact:* please reach the leader by {due}."


def _helping_rows(at: Card) -> list[SlackBlock]:
    ident, terms = at.assignment.id, at.terms
    waits = terms.first_contact_due is not None and terms.first_contact_at is None
    contact = button("First contact made", cards.ContactMade(assignment=ident), style="primary")
    work = [
        *([contact] if waits else []),
        button("Record what was done", cards.RecordDone(assignment=ident)),
        *_notes(at),
        button("Done", cards.MarkDone(assignment=ident)),
    ]
    own = [button("What the leader may have", cards.ShareReach(assignment=ident)), at.call, _leave(at)]
    return [actions(*work), context("For yourself, at any time and without a reason:"), actions(*own)]


def _notes(at: Card) -> list[SlackButton]:
    return [button("Note", cards.WriteNote(assignment=at.assignment.id))]


def _leave(at: Card) -> SlackButton:
    helping = at.assignment.state is State.ACCEPTED
    return button(
        "Step back" if helping else "Leave the incident",
        cards.StepBack(assignment=at.assignment.id),
        confirm="You leave this incident and its channel. No reason is asked. "
        + ("The team lead, or staff where there is none, has your task at once." if helping else ""),
    )


def briefing(
    incident: Incident, request: AssistanceRequest, team: Sequence[Person], lines: Sequence[str], now: datetime
) -> Message:
    """Return what is known today, for an SME who accepted; `lines` are handed in: checklist, resources, library."""
    pairs = [
        ("What is asked for", escape(clip(request.text.reveal(), 1500))),
        ("Preferred hours", escape(request.contact_hours.reveal()) if request.contact_hours else ""),
        ("Kind of place", label(PLACES, incident.place_type)),
        ("When", _when(incident)),
        ("Situation", label(SITUATIONS, incident.situation)),
        ("Agency", _agency(incident)),
        ("Lead investigative agency", escape(incident.lead_agency.reveal()) if incident.lead_agency else ""),
        ("Publicly released counts", escape(incident.released_counts.reveal()) if incident.released_counts else ""),
        ("Already there", ", ".join(label(PARTNERS, one) for one in incident.partners)),
        ("Please mind", escape(incident.considerations.reveal()) if incident.considerations else ""),
        ("Also helping", ", ".join(person(one.user_id, one.name.reveal()) for one in team)),
    ]
    known = "\n".join(f"*{name}:* {words}" for name, words in pairs if words)
    more = [section(clip("\n".join(_bullet(line) for line in lines), 2900))] if lines else []
    return quiet_message(
        section(f"{incident.mark}*{incident.number}: what is known today*"),
        section(clip(known, 2900)),
        *more,
        context(f"As of {moment(now)}. `/mvai-incident status` in the channel shows what came since."),
        drill=incident.drill,
    )


def _bullet(line: str) -> str:
    """Return a line of a list; headings and small print, which begin as mrkdwn, stay as they are."""
    return line if line.startswith(("*", "_")) else f"• {line}"


def _when(incident: Incident) -> str:
    if incident.occurred_on is None:
        return ""
    hour = read_hour(incident.occurred_time)
    zone = zone_words(ZoneInfo(incident.timezone)) if incident.timezone else ""
    return ", ".join(filter(None, (day_words(incident.occurred_on), hour_words(hour) if hour else "", zone)))


def _agency(incident: Incident) -> str:
    name = escape(incident.agency.reveal()) if incident.agency else ""
    band = label(SWORN_BANDS, incident.sworn_band)
    kind = label(AGENCY_TYPES, incident.agency_type)
    return " · ".join(filter(None, (name, kind, f"{band} sworn" if band else "", incident.state)))
