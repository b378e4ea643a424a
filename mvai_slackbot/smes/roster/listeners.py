"""What is said about the roster: staff put people on it, everybody on it sees and corrects their own record."""

from typing import Annotated, Any

from mvai_slackbot import counties
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.forms_county import with_state
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import Arguments, Flag, UserId
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Reject, Say
from mvai_slackbot.smes.models import Sme, Travel
from mvai_slackbot.smes.roster import away, dates, service as roster, views
from mvai_slackbot.smes.roster.forms import AwayForm, CareForm, OwnForm, RosterForm, TimesForm
from mvai_slackbot.smes.words import kind_options
from mvai_slackbot.work import Work

# What is kept as an empty word rather than as nothing.
EMPTY = ("agency_type", "agency_size", "home_state", "home_county", "timezone", "hours_from", "hours_to")
FORMS: dict[str, type[Form]] = {"bring": OwnForm, "times": TimesForm, "care": CareForm}
FRESH: dict[str, object] = {"travel": Travel.ANYWHERE.value, "most": 1, "rest_days": 14, "active": True}


class Adding(Arguments):
    """`add [@ana]`."""

    person: UserId | None = None


class Listing(Arguments):
    """`list [--all]`."""

    everybody: Annotated[bool, Flag("all")] = False


class Looking(Arguments):
    """`record [@ana]`."""

    person: UserId | None = None


listeners = Listeners()


def build(more_kinds: tuple[str, ...]) -> Listeners:
    """Return all that is heard; `more_kinds` are those that the settings add."""
    heard, kinds = Listeners(), {"kind": kind_options(more_kinds)}

    @heard.command("sme", "add", Adding, needs=May.STAFF, usage="add [@name]",
                   help="put somebody on the roster, or correct what it says; without a name, somebody who is not in Slack",
                   reads=True)  # fmt: skip
    def ask_roster(work: Work, by: Invocation, said: Adding) -> Answer:
        """Open the form, filled with what is on record; without a name, for somebody who has no account."""
        if said.person is None:
            return Open(AwayForm.view(start=FRESH | {"person": 0}, choices=kinds))
        return _ask_roster(work, people.reachable(work, said.person), kinds)

    @heard.button(views.CorrectRecord, needs=May.SME, repeatable=True)
    def ask_correct(work: Work, by: Invocation, said: views.CorrectRecord) -> Answer:
        """Open one of the forms of somebody's record: one's own, or, for staff, anybody's."""
        sme, person = _record_of(work, said.person)
        if said.part == "bring" and _is_staff(work):
            return _ask_roster(work, person, kinds)
        return Open(FORMS[said.part].view(start=_start(sme, person)))

    heard.all += listeners.all
    return heard


@listeners.form(RosterForm, needs=May.STAFF)
def save_roster(work: Work, by: Invocation, said: RosterForm) -> Answer:
    """Save what staff keep of somebody; the record shows what else there is to fill in."""
    person = people.get_person(work.session, said.person)
    if roster.needs_support(said.kind, active=said.active, support_name=said.support_name):
        return Reject({"support_name": roster.NO_SUPPORT})
    return _keep(work, person, _plain(said))


@listeners.form(AwayForm, needs=May.STAFF)
def save_away(work: Work, by: Invocation, said: AwayForm) -> Answer:
    """Save somebody without an account; an address that belongs to somebody else is named beside its field."""
    if roster.needs_support(said.kind, active=said.active, support_name=said.support_name):
        return Reject({"support_name": roster.NO_SUPPORT})
    holder = away.holder_of(work, said.email)
    if holder is not None and holder.id != said.person and (said.person or away.is_taken(work, holder)):
        return Reject({"email": away.taken_words(holder)})
    if said.account and away.is_on_roster(work, said.account):
        return Reject(
            {"account": f"<@{said.account}> is on the roster already. Leave this empty, or choose somebody else."}
        )
    person = away.keep(work, said.person or (holder.id if holder else 0), said.name, said.email, said.phone)
    details = {name: value for name, value in _plain(said).items() if name not in (*away.CONTACT, "account")}
    if said.account:
        person = away.comes_to_slack(work, person, said.account)
    return _keep(work, person, details)


def _keep(work: Work, person: Person, details: dict[str, Any]) -> Answer:
    details["timezone"] = details["timezone"] or person.timezone
    known = roster.find_sme(work.session, person.id)
    if known is None:
        roster.save_sme(work, person, roster.Entry(**details))
    else:
        roster.change_sme(work, person, details)
    return _record(work, person, saved=True)


@listeners.command("sme", "list", Listing, needs=May.SME, usage="list [--all]", help="who is on the roster", reads=True)
def show_roster(work: Work, by: Invocation, said: Listing) -> Answer:
    """Show the roster: all of it to staff; name, kind and areas to other SMEs."""
    return _roster(work, 0, everybody=said.everybody)


@listeners.button(views.RosterPage, needs=May.SME, repeatable=True)
def turn_over(work: Work, by: Invocation, said: views.RosterPage) -> Answer:
    """Show another part of the roster."""
    return _roster(work, said.first, everybody=said.everybody, replace=True)


@listeners.command("sme", "record", Looking, needs=May.SME, usage="record [@name]",
                   help="see and correct your own record on the roster; staff name whose", reads=True)  # fmt: skip
def show_record(work: Work, by: Invocation, said: Looking) -> Answer:
    """Show one's own record, or, to staff, anybody's."""
    if said.person is None:
        return _record(work, people.get_person(work.session, work.actor.person_id or 0))
    person = people.find_person(work.session, work.team_id, said.person)
    return _record(work, _record_of(work, person.id if person else 0)[1])


@listeners.button(views.ShowRecord, needs=May.SME, repeatable=True)
def show_record_pressed(work: Work, by: Invocation, said: views.ShowRecord) -> Answer:
    """Show one's own record, from `/mvai`."""
    return _record(work, _record_of(work, said.person)[1])


@listeners.form(OwnForm, needs=May.SME)
def save_own(work: Work, by: Invocation, said: OwnForm) -> Answer:
    """Save what somebody brings, as they say it themselves."""
    sme, person = _record_of(work, said.person)
    if roster.needs_support(sme.kind, active=sme.active, support_name=said.support_name):
        return Reject({"support_name": roster.NO_SUPPORT})
    roster.change_sme(work, person, _plain(said))
    return _record(work, person, saved=True)


@listeners.form(TimesForm, needs=May.SME)
def save_times(work: Work, by: Invocation, said: TimesForm) -> Answer:
    """Save when and where."""
    _, person = _record_of(work, said.person)
    latitude, longitude = said.home or (None, None)
    details = _plain(said) | {"latitude": latitude, "longitude": longitude}
    details.pop("home")
    roster.change_sme(work, person, details)
    return _record(work, person, saved=True)


@listeners.form(CareForm, needs=May.SME)
def save_care(work: Work, by: Invocation, said: CareForm) -> Answer:
    """Save limits and care."""
    _, person = _record_of(work, said.person)
    roster.change_sme(work, person, _plain(said))
    return _record(work, person, saved=True)


def _plain(said: Form) -> dict[str, Any]:
    details = said.model_dump(exclude={"person"})
    details |= {name: details[name] or "" for name in EMPTY if name in details}
    return with_state(details, "home_state", "home_county")


def _is_staff(work: Work) -> bool:
    return may(work.session, work.actor.person_id, May.STAFF, None)


def _record_of(work: Work, person_id: int) -> tuple[Sme, Person]:
    """Return somebody's record for staff or for themselves; everybody else is refused."""
    if person_id != work.actor.person_id and not _is_staff(work):
        raise Refused("That is for program staff. Your own record: `/mvai-sme record`")
    sme = roster.find_sme(work.session, person_id)
    if sme is None:
        raise Refused("There is no record of them on the roster. `/mvai-sme add @name` puts somebody on it.")
    return sme, people.get_person(work.session, person_id)


def _record(work: Work, person: Person, *, saved: bool = False) -> Answer:
    sme, _ = _record_of(work, person.id)
    return Say(views.record(sme, person, own=person.id == work.actor.person_id, saved=saved))


def _roster(work: Work, first: int, *, everybody: bool, replace: bool = False) -> Answer:
    staff = _is_staff(work)
    rows = roster.list_roster(work.session, work.team_id, inactive=staff and everybody)
    counts = roster.count_current(work.session) if staff else {}
    counted = [(sme, who, counts.get(who.id, 0)) for sme, who in rows]
    first = first if first < len(counted) else 0
    return Say(views.roster(counted, staff=staff, first=first, everybody=everybody), replace=replace)


def _ask_roster(work: Work, person: Person, kinds: dict[str, tuple[tuple[str, str], ...]]) -> Answer:
    known = roster.find_sme(work.session, person.id)
    if known is not None and not person.user_id:
        contact = {name: words.reveal() if words else None for name, words in away.contact_of(person).items()}
        return Open(AwayForm.view(start=_start(known, person) | contact, choices=kinds))
    start = FRESH | {"person": person.id, "timezone": person.timezone} if known is None else _start(known, person)
    return Open(RosterForm.view(start=start, choices=kinds, title=f"Roster: {person.name.reveal()}"))


def _start(sme: Sme, person: Person) -> dict[str, object]:
    start = roster.said_of(sme)
    return start | {
        "person": person.id,
        "home_county": counties.name_of(sme.home_county),
        "timezone": sme.timezone or person.timezone,
        "absences": dates.absences_in_words(sme.absences),
        "own_dates": dates.days_of_year_in_words(sme.own_dates.reveal()) if sme.own_dates else None,
        "home": dates.point_in_words(sme.latitude, sme.longitude),
    }
