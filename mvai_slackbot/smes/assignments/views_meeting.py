"""How SME and leader are introduced to each other, and what the channel reads of it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from mvai_slackbot.clock import zone_words
from mvai_slackbot.incidents.forms import PLACES
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes import zones
from mvai_slackbot.smes.models import Assignment, Sme
from mvai_slackbot.smes.offers.models import AssignmentTerms
from mvai_slackbot.smes.words import MODES, kind_words
from mvai_slackbot.smes.words_offers import ROLE_WORDS, days

WAYS = {"call": "phone call", "text": "text message", "email": "e-mail", "slack": "Slack"}


class SomebodyElse(Value):
    """Ask for somebody else; no reason is asked."""

    action = "assignment.somebody_else"
    assignment: int


def leader_for_sme(incident: Incident, leader: Person | None, now: datetime, hours: str) -> str:
    """Return how the SME meets the leader, with phone and e-mail, which an SME of the incident may read."""
    if leader is None:
        return f"{incident.mark}No leader is named yet. You are introduced to each other as soon as there is one."
    reach = [
        person(leader.user_id, ""),
        f"phone {escape(leader.phone.reveal())}" if leader.phone else "",
        f"e-mail {escape(leader.email.reveal())}" if leader.email else "",
    ]
    lines = [
        f"*Please meet* {escape(leader.title)}",
        f"Reach them: {', '.join(one for one in reach if one) or 'through the coordinator'}",
        f"They prefer: {WAYS[leader.prefers]}" if leader.prefers in WAYS else "",
        f"Hours: {escape(hours)}" if hours else "",
        _clock(now, leader.timezone or incident.timezone),
        "They know that you help and expect to hear from you first."
        if leader.user_id
        else "They have no Slack account: please agree with the coordinator who calls first.",
    ]
    return "\n".join(line for line in lines if line)


def sme_for_leader(
    incident: Incident,
    assignment: Assignment,
    asked_for: str,
    who: Person,
    sme: Sme,
    terms: AssignmentTerms,
    now: datetime,
) -> Message:
    """Return how the leader meets the SME: who, from where, when and how to talk, and what the SME chose to share."""
    state = f", from {sme.home_state}" if sme.home_state else ""
    when = days(terms.starts_on, terms.ends_on)
    lines = [
        f"{incident.mark}*Please meet* {escape(who.title)}" + (f" ({person(who.user_id, '')})" if who.user_id else ""),
        f"{kind_words(sme.kind)}{state}. They help with request {assignment.request_number}, {MODES[assignment.mode]}: "
        f"{escape(asked_for) or 'as you agree together'}.",
        f"*Their part:* {ROLE_WORDS[terms.role]}" if terms.role in ROLE_WORDS else "",
        f"*When:* {when}" if when else "",
        *shared(who, sme, terms.shares),
        f"How and when they like to talk: {escape(sme.talks.reveal())}" if sme.talks else "",
        _clock(now, sme.timezone or who.timezone),
        _first_word(incident, who),
        "Their help costs nothing, and you decide how much of it you want.",
    ]
    if terms.someone_else_at is not None:
        more = [section("You asked for somebody else. A coordinator sees to it and calls you. No reason is needed.")]
    else:
        wish = button(
            "Somebody else, please",
            SomebodyElse(assignment=assignment.id),
            confirm="A coordinator is looking for somebody else and calls you. No reason is asked, and they are not told "
            "that you asked.",
        )
        more = [actions(wish), context("Not everybody fits everybody. You may ask at any time, and need not say why.")]
    return quiet_message(section("\n".join(line for line in lines if line)), *more, drill=incident.drill)


def _first_word(incident: Incident, who: Person) -> str:
    if not who.user_id:
        return "They have no Slack account: a coordinator brings you together by phone."
    return "They write to you in the incident channel first." if incident.channel_id else ""


def shared(who: Person, sme: Sme, shares: Sequence[str]) -> list[str]:
    """Return what the SME lets the leader have, a line each; nothing of it stands there unless they chose so."""
    reach = [
        f"phone {escape(who.phone.reveal())}" if "phone" in shares and who.phone else "",
        f"e-mail {escape(who.email.reveal())}" if "email" in shares and who.email else "",
    ]
    reached = ", ".join(one for one in reach if one)
    places = dict(PLACES)
    lived = ", ".join(places[one].lower() for one in sme.experience if one in places)
    return [
        *([f"*Reach them:* {reached}"] if reached else []),
        *([f"*They have been through it themselves:* {lived}"] if "experience" in shares and lived else []),
    ]


def _clock(now: datetime, zone: str) -> str:
    local = zones.clock(now, zone)
    return f"Their clock: now {local}, {zone_words(ZoneInfo(zone))}" if local else ""


def joined_line(incident: Incident, assignment: Assignment, asked_for: str, who: Person) -> Message:
    """Return the one line for the channel."""
    about = f": {escape(asked_for)}" if asked_for else ""
    name = person(who.user_id, who.name.reveal())
    text = f"{title(incident)}: {name} helps with request {assignment.request_number}, {MODES[assignment.mode]}{about}."
    return message(text, section(text))
