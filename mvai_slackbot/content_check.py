"""The content a start would use: loaded and checked as one, and told file by file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mvai_slackbot import counties, crisis, phases
from mvai_slackbot.checkins import content
from mvai_slackbot.data_files import FRESH, Entry, Folder, InUse, use
from mvai_slackbot.library import catalogue
from mvai_slackbot.reports import rules
from mvai_slackbot.requests.deciding import targets
from mvai_slackbot.smes.offers import policy


@dataclass(frozen=True)
class Used:
    """One data file: where it comes from, what is in it, and what a person should look at."""

    name: str
    where: str
    says: str
    to_do: tuple[str, ...] = ()


def load(own: str) -> None:
    """Use the shipped data files and those of an operator's own folder; raise `Refused` that names file and entry."""
    if InUse.folder.own != Folder(own).own:
        use(Folder(own))
    crisis.list_contacts()
    content.load()
    phases.list_phases()
    phases.list_kinds()
    catalogue.list_items()
    catalogue.list_resources()
    rules.load_rules()
    targets.load()
    policy.offers()
    policy.helpers()
    if _where(InUse.folder, counties.COUNTIES) == "your own":
        # The shipped one is known to be whole, and is read by whoever first asks for a county.
        counties.load()


def explain(today: date) -> Iterator[Used]:
    """Yield what is used of each file."""
    loaded, folder = content.load(), InUse.folder
    questions = [item for one in loaded.forms.sets for item in one.items]
    forms = [loaded.forms.lead_in, loaded.forms.lead_in_loss, loaded.forms.small_agency, *loaded.forms.sets, *questions]
    says = f"{len(loaded.forms.sets)} forms with {len(questions)} questions, {len(loaded.forms.bases)} bases"
    yield _used(folder, content.FORMS, says, [*forms, *loaded.forms.bases], today)
    schedule = loaded.schedule
    near = [*schedule.year_marks, *schedule.event_days]
    says = f"{len(schedule.windows)} windows, {len(near)} days near a year mark or a hard day, hours and reminders"
    yield _used(folder, content.SCHEDULE, says, [schedule.hours, *schedule.windows, *near], today)
    listed = phases.list_phases()
    yield _used(folder, phases.PHASES, f"{len(listed)} phases", listed, today)
    kinds = phases.list_kinds()
    yield _used(folder, phases.EVENTS, f"{len(kinds)} kinds of hard days", kinds, today)
    items, resources = catalogue.list_items(), catalogue.list_resources()
    yield _used(folder, catalogue.CHECKLIST, f"{len(items)} things worth doing", items, today)
    yield _used(folder, catalogue.RESOURCES, f"{len(resources)} documents, programs and lines", resources, today)
    alerts = rules.load_rules().rules
    yield _used(folder, rules.RULES, f"{len(alerts)} rules that ask for a person's look", alerts, today)
    asked = targets.load()
    says = f"targets, who can help instead, and the rule for two views: {asked.combining.rule}"
    yield _used(folder, targets.FILE, says, [asked.targets, asked.combining, *asked.referrals], today)
    asking, caring = policy.offers(), policy.helpers()
    says = f"{len(asking.answering)} urgencies with their times, the hours of a day, who is asked next"
    yield _used(folder, policy.OFFERS, says, [asking.daytime, *asking.answering, asking.next], today)
    says = "limits, rest, and the message after a deployment"
    yield _used(folder, policy.HELPERS, says, [caring.caps, caring.rest, caring.care], today)
    known = counties.load()
    says = f"{len(known.names):,} counties and what counts as one, with their neighbors"
    yield _used(folder, counties.COUNTIES, says, [known.head], today)
    yield _contacts(folder, today)


def _used(folder: Folder, name: str, says: str, entries: Sequence[Entry], today: date) -> Used:
    old = sum(today - one.last_verified > FRESH for one in entries)
    to_do = (f"{old} of {len(entries)} entries were last verified more than 90 days ago",) if old else ()
    return Used(name, _where(folder, name), says, to_do)


def _where(folder: Folder, name: str) -> str:
    path = folder.find(name)
    return "your own" if folder.own is not None and path.parent == folder.own else "shipped"


def _contacts(folder: Folder, today: date) -> Used:
    every = crisis.list_all()
    shown = [one for one in every if one.shown]
    to_do = [
        f"{one.title} ({one.contact}): nobody has verified it, so it is not shown" for one in every if not one.shown
    ]
    to_do += [
        f"{one.title} ({one.contact}): last verified {one.last_verified}; call it and write the new date into its entry"
        for one in crisis.list_stale(every, today)
    ]
    if not crisis.has_line_for_law_enforcement():
        to_do.insert(0, "no line for law enforcement is verified: no check-ins begin until one is")
    says = f"{len(shown)} of {len(every)} contacts shown: {', '.join(one.title for one in shown)}"
    return Used(crisis.CONTACTS, _where(folder, crisis.CONTACTS), says, tuple(to_do))
