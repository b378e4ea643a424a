"""What staff say about an incident's calendar: hard days, phases, the year mark."""

from datetime import date, timedelta
from typing import Annotated, Literal

from mvai_slackbot import phases
from mvai_slackbot.clock import day_words, read_day
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service, service_calendar as calendar, views, views_calendar as shown
from mvai_slackbot.incidents.listeners import Which, incident_meant
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views_calendar import AddHardDay, RemoveHardDay, TurnPhase
from mvai_slackbot.people.access import May
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.asks import Choice, Day
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Work

listeners = Listeners()
NAMES = tuple((name, name.capitalize()) for name in calendar.NAMES)


class Event(Arguments):
    """`event [kind day]`: without words, the calendar."""

    words: Annotated[str | None, Rest()] = None


class PhaseSaid(Arguments):
    """`phase [hold|next|clock] [number]`."""

    what: Literal["hold", "next", "clock"] | None = None
    number: Annotated[str | None, Rest()] = None


class HardDayForm(Form):
    """A day that can be hard, by its kind alone."""

    callback = "incident.event"
    title = "A day that can be hard"

    incident: int
    kind: Annotated[str, Choice("What it is")]
    day: Annotated[date, Day("Day")]


class YearMarkForm(Form):
    """What the year mark is called, and on which day it first comes."""

    callback = "incident.year_mark"
    title = "Year mark"

    incident: int
    name: Annotated[Literal["year mark", "remembrance date"], Choice("Call it", options=NAMES, radio=True)]
    first_on: Annotated[
        date | None,
        Day("First on", "Nothing is asked on it, in no year. Empty: a year after the day of the incident."),
    ] = None


def _split(words: str | None) -> tuple[str, str]:
    # Slack sends a word such as mvai-2026-014 as it is typed: a number stands alone, a day has its kind before it.
    first, _, rest = (words or "").strip().partition(" ")
    return first.lower(), rest.strip()


@listeners.command("incident", "event", Event, needs=May.STAFF, usage="event [kind day]",
                   help="a day that can be hard, for example funeral 12/2/2026; without words, the calendar")  # fmt: skip
def event(work: Work, by: Invocation, said: Event) -> Answer:
    """Put a day on the calendar, or show it."""
    kind, day = _split(said.words)
    if not day:
        if kind and phases.find_kind(kind) is not None:
            raise Refused(f"Please add the day: `/mvai-incident event {kind} 12/2/2026`.")
        return _calendar(work, incident_meant(work, by, kind or None))
    incident = incident_meant(work, by)
    made = calendar.set_hard_day(
        work, incident, kind, _day(day, work.now.astimezone(calendar.zone_of(incident)).date(), incident)
    )
    return say(f"{views.title(incident)}: on the calendar for {day_words(made.day)}. Nothing is asked on that day.")


# Further ahead than this, a day without a year may as well be the one that was.
HALF_A_YEAR = timedelta(days=183)


def _day(words: str, today: date, incident: Incident) -> date:
    found = read_day(words, today)
    if found is None:
        raise Refused(
            f"`{escape(words[:40])}` is not a date. Please type it like `12/2/2026`, `December 2` or `tomorrow`."
        )
    before = found - timedelta(days=365)
    if read_day(words) is None and found - today > HALF_A_YEAR and before >= calendar.zero_of(incident):
        raise Refused(
            f"`{escape(words[:40])}`: of which year? Please type it with the year, {before.year} or {found.year}. "
            "Nothing was changed."
        )
    return found


def _calendar(work: Work, incident: Incident, *, replace: bool = False) -> Answer:
    return Say(shown.calendar(incident, calendar.list_hard_days(work.session, incident.id)), replace=replace)


@listeners.button(AddHardDay, needs=May.STAFF, repeatable=True)
def ask_hard_day(work: Work, by: Invocation, said: AddHardDay) -> Answer:
    """Ask for the kind and the day."""
    incident = service.get_incident(work.session, said.incident)
    kinds = [(one.key, one.label) for one in phases.list_kinds()]
    form = HardDayForm.view(
        start={"incident": incident.id}, choices={"kind": kinds}, title=views.form_title(incident, HardDayForm)
    )
    return Open(form)


@listeners.form(HardDayForm, needs=May.STAFF)
def save_hard_day(work: Work, by: Invocation, said: HardDayForm) -> Answer:
    """Put it on the calendar."""
    incident = service.get_incident(work.session, said.incident)
    made = calendar.set_hard_day(work, incident, said.kind, said.day)
    return say(f"{views.title(incident)}: on the calendar for {day_words(made.day)}. Nothing is asked on that day.")


@listeners.button(RemoveHardDay, needs=May.STAFF, repeatable=True)
def remove_hard_day(work: Work, by: Invocation, said: RemoveHardDay) -> Answer:
    """Take it off, and show the calendar as it stands."""
    calendar.remove_hard_day(work, said.hard_day, said.incident)
    work.session.flush()
    return _calendar(work, service.get_incident(work.session, said.incident), replace=True)


@listeners.command("incident", "phase", PhaseSaid, needs=May.STAFF, usage="phase [hold|next|clock] [number]",
                   help="the phase: hold it, begin the next one early, or go by the clock again")  # fmt: skip
def phase(work: Work, by: Invocation, said: PhaseSaid) -> Answer:
    """Turn the phase, or show it."""
    if said.what is None and said.number and not service.find_by_typed(work.session, work.team_id, said.number):
        usage = "`/mvai-incident phase hold|next|clock [number]`"
        raise Refused(f"A phase is not turned by `{escape(said.number[:60])}`. Type it like this: {usage}")
    incident = incident_meant(work, by, said.number)
    now, _ = calendar.phase_now(work, incident)
    if said.what == "hold":
        calendar.turn_phase(work, incident, now.key, held=True)
    elif said.what == "next":
        after = phases.next_phase(now)
        if after is None:
            raise Refused("This is the last phase.")
        calendar.turn_phase(work, incident, after.key, held=False)
    elif said.what == "clock":
        calendar.turn_phase(work, incident, "", held=False)
    return _phase(work, incident, replace=False)


def _phase(work: Work, incident: Incident, *, replace: bool) -> Answer:
    now, turn = calendar.phase_now(work, incident)
    held, by_hand = bool(turn and turn.held), turn is not None
    return Say(shown.phase(incident, now, phases.next_phase(now), held=held, set_by_hand=by_hand), replace=replace)


@listeners.button(TurnPhase, needs=May.STAFF, repeatable=True)
def turn_phase(work: Work, by: Invocation, said: TurnPhase) -> Answer:
    """Turn the phase, and show it."""
    incident = service.get_incident(work.session, said.incident)
    calendar.turn_phase(work, incident, said.phase, held=said.held)
    return _phase(work, incident, replace=True)


@listeners.command("incident", "year-mark", Which, needs=May.STAFF, usage="year-mark [number]",
                   help="what the year mark is called, and on which day nothing is asked")  # fmt: skip
def ask_year_mark(work: Work, by: Invocation, said: Which) -> Answer:
    """Ask for its name and day."""
    incident = incident_meant(work, by, said.number)
    mark = calendar.find_mark(work.session, incident.id)
    start = {
        "incident": incident.id,
        "name": mark.name if mark is not None else calendar.NAMES[0],
        "first_on": mark.first_on if mark is not None else None,
    }
    return Open(YearMarkForm.view(start=start, title=views.form_title(incident, YearMarkForm)))


@listeners.form(YearMarkForm, needs=May.STAFF)
def save_year_mark(work: Work, by: Invocation, said: YearMarkForm) -> Answer:
    """Save its name and day."""
    incident = service.get_incident(work.session, said.incident)
    mark = calendar.name_mark(work, incident, said.name, said.first_on)
    first = f", first on {day_words(mark.first_on)}" if mark.first_on else ""
    return say(f"{views.title(incident)}: named the {mark.name}{first}. Nothing is asked on it.")
