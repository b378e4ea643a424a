"""What the roster says of somebody: all of it for staff and for themselves, name, kind and areas for other SMEs."""

from collections.abc import Sequence
from datetime import time
from typing import Literal

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas, counties
from mvai_slackbot.clock import hour_words, read_hour
from mvai_slackbot.incidents.forms import SWORN_BANDS
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, facts, header, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import clip, escape, person
from mvai_slackbot.smes.models import Kind, Sme
from mvai_slackbot.smes.roster import dates, languages
from mvai_slackbot.smes.roster.forms import LIVED, REST, TYPES
from mvai_slackbot.smes.words import ANYWAYS, TRAVELS, days_words, kind_words

ON_A_PAGE = 30


class ShowRecord(Value):
    """Show what the roster says of somebody."""

    action = "sme.record"
    person: int


class CorrectRecord(Value):
    """Open one of the forms of somebody's record."""

    action = "sme.correct"
    person: int
    part: Literal["bring", "times", "care"]


class RosterPage(Value):
    """Turn over the roster."""

    action = "sme.roster_page"
    first: int
    everybody: bool = False


def record(sme: Sme, who: Person, *, own: bool, saved: bool = False) -> Message:
    """Return the whole record, with a button for each of its forms."""
    name = "Your record on the roster" if own else f"Roster: {who.name.reveal()}"
    state = "" if sme.active and not who.deactivated else "*Resting: nobody can ask them.*\n"
    small = (
        "Other SMEs see your name, kind and areas. Coordinators see all of it. A leader you help sees your kind, your state "
        "and how you like to talk."
        if own
        else "Other SMEs see name, kind and areas."
        + (" They see and correct their own record with `/mvai-sme record`." if who.user_id else "")
    )
    saved_words = [section("*Saved.* What it said before stays on record.")] if saved else []
    return message(
        name,
        *saved_words,
        header(name),
        section(f"{state}*{kind_words(sme.kind)}*\n{escape(areas.in_words(sme.areas))}"),
        *([] if who.user_id else [section(_reach(who))]),
        *_brings(sme),
        actions(button("Correct", CorrectRecord(person=who.id, part="bring"))),
        *_times(sme, who),
        actions(button("When and where", CorrectRecord(person=who.id, part="times"))),
        *_care(sme, own=own),
        actions(button("Limits and care", CorrectRecord(person=who.id, part="care"))),
        context(small),
    )


def _reach(who: Person) -> str:
    ways = [
        f"e-mail {escape(who.email.reveal())}" if who.email else "",
        f"phone {escape(who.phone.reveal())}" if who.phone else "",
    ]
    return f"*No Slack account:* {', '.join(way for way in ways if way)}. Offers go by e-mail; you record the answers."


def _brings(sme: Sme) -> list[SlackBlock]:
    agency = ", ".join(filter(None, (dict(TYPES).get(sme.agency_type), _size(sme.agency_size))))
    return [
        facts(
            [
                ("Lived through", ", ".join(label for key, label in LIVED if key in sme.experience) or "nothing noted"),
                ("Agency known", agency or "nothing noted"),
                ("Languages", languages.in_words(sme.languages) or "English"),
                ("At the same time", f"{sme.most} at most"),
                ("Rest after a deployment", dict(REST).get(str(sme.rest_days), f"{sme.rest_days} days")),
                ("Support person", _support(sme)),
                ("How and when to talk", escape(sme.talks.reveal()) if sme.talks else ""),
            ]
        )
    ]


def _size(band: str) -> str:
    label = dict(SWORN_BANDS).get(band)
    return f"{label.lower()} sworn" if label else ""


def _support(sme: Sme) -> str:
    if sme.support_name is None:
        return "nobody named"
    how = f", {escape(sme.support_contact.reveal())}" if sme.support_contact else ""
    return f"{escape(sme.support_name.reveal())}{how}"


def _times(sme: Sme, who: Person) -> list[SlackBlock]:
    begins, ends = (read_hour(one) or time() for one in (sme.hours_from, sme.hours_to))
    hours = f"{hour_words(begins)} to {hour_words(ends)}" if sme.hours_from or sme.hours_to else ""
    near = dates.point_in_words(sme.latitude, sme.longitude)
    home = ", ".join(filter(None, (counties.where(sme.home_state, sme.home_county), f"near {near}" if near else "")))
    return [
        facts(
            [
                ("Home", home or "not noted"),
                ("Time zone", (sme.timezone or who.timezone).replace("_", " ") or "not noted"),
                ("Travel", TRAVELS[sme.travel]),
                ("Can be reached", ", ".join(filter(None, (days_words(sme.days), hours))) or "any time"),
                ("Away", clip(dates.absences_to_read(sme.absences), 500) or "no dates noted"),
            ]
        )
    ]


def _care(sme: Sme, *, own: bool) -> list[SlackBlock]:
    anyway = ", ".join(label.lower() for key, label in ANYWAYS.items() if key in sme.ask_anyway)
    # Which dates are hard is shown to the person; staff open the form when they have to correct it.
    noted = sme.own_dates.reveal().split() if sme.own_dates else []
    said = dates.days_of_year_in_words(" ".join(noted)).replace("\n", ", ")
    hard = said if own else f"{len(noted)} noted"
    return [
        facts(
            [
                ("Asked all the same", anyway or "no"),
                ("Ties to agencies", clip(escape(sme.agencies.reveal()), 800) if sme.agencies else "nothing noted"),
                (
                    "Other conflicts of interest",
                    clip(escape(sme.conflicts.reveal()), 800) if sme.conflicts else "nothing noted",
                ),
                ("Dates that are hard", hard if noted else "none noted"),
            ]
        )
    ]


def roster(rows: Sequence[tuple[Sme, Person, int]], *, staff: bool, first: int = 0, everybody: bool = False) -> Message:
    """Return a part of the roster: all of it for staff; name, kind and areas for other SMEs."""
    if not rows:
        begin = "Type `/mvai-sme add @name` to begin; without a name, for somebody who is not in Slack."
        return message("Roster", section(f"Nobody is on the roster yet. {begin}"))
    shown = rows[first : first + ON_A_PAGE]
    lines = [_line(sme, who, current, staff=staff) for sme, who, current in shown]
    pieces = [section("\n".join(lines[place : place + 6])) for place in range(0, len(lines), 6)]
    before = RosterPage(first=max(0, first - ON_A_PAGE), everybody=everybody)
    after = RosterPage(first=first + ON_A_PAGE, everybody=everybody)
    turn = [button("Earlier", before, nth=0)] if first else []
    turn += [button("More", after, nth=1)] if first + ON_A_PAGE < len(rows) else []
    away = [who for _, who, _ in shown if staff and not who.user_id][:25]
    records = [button(who.name.reveal(), ShowRecord(person=who.id), nth=place) for place, who in enumerate(away)]
    where = f"{first + 1} to {first + len(shown)} of {len(rows)}" if turn else ""
    return message(
        f"Roster: {len(rows)}",
        header("Roster of SMEs"),
        *pieces,
        *([context("Records of those without a Slack account:"), actions(*records)] if records else []),
        *([context(where), actions(*turn)] if turn else []),
    )


def _line(sme: Sme, who: Person, current: int, *, staff: bool) -> str:
    # That somebody lost a relative is theirs to tell: other SMEs read what they cover, not why.
    kind = kind_words(sme.kind) if staff or sme.kind != Kind.FAMILY_MEMBER else ""
    covers = areas.in_words(sme.areas)
    line = " · ".join(filter(None, (f"• {person(who.user_id, who.name.reveal())}", escape(kind), covers)))
    if not staff:
        return line
    resting = "" if who.user_id else " · by e-mail"
    resting += "" if sme.active and not who.deactivated else " · *resting*"
    where = " · ".join(filter(None, (sme.home_state, sme.timezone or who.timezone, TRAVELS[sme.travel])))
    return f"{line}\n    {current} of {sme.most} assignments · {where}{resting}"
