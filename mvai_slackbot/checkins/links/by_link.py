"""Answering by a link: what the web front asks of check-ins, as plain functions from a secret to a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from mvai_slackbot.calls import numbers, service as calls
from mvai_slackbot.calls.models import CallState
from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import readers, service as answering
from mvai_slackbot.checkins.answers.forms import NOTE_MOST, SKIP, UNKNOWN
from mvai_slackbot.checkins.answers.service import Asked, Said
from mvai_slackbot.checkins.links import changing, service as links, views_changing, views_page
from mvai_slackbot.checkins.links.service import Way
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.checkins.plans import service as planning
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.errors import Refused
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.web.form import Answers
from mvai_slackbot.web.page import Fields, Page
from mvai_slackbot.work import Actor, Work, Works

RATED = ("1", "2", "3", "4", "5", UNKNOWN, SKIP)
LATER = "If no call comes within twenty minutes, please do not wait for it: call or text 988, or call 911."


@dataclass(frozen=True)
class Opened:
    """A link that somebody opened, and what it is for."""

    link: FormLink
    prompt: Prompt
    plan: Plan
    incident: Incident
    person: Person


def build(works: Works, way: Way) -> Answers:
    """Return what the front asks; each is one transaction, in the name of the person the link was made for."""

    def as_person(run: Callable[[Work, Opened], Page], secret: str) -> Page:
        with works.begin() as work:
            link = links.find(work, secret, hold=True)
            return run(work, _open(work, link)) if link is not None else views_page.unknown()

    def show(secret: str) -> Page:
        with works.read() as work:
            link = links.find(work, secret, hold=False)
            return _page(work, _open(work, link)) if link is not None else views_page.unknown()

    def send(secret: str, fields: Fields) -> Page:
        return as_person(lambda work, opened: _send(work, opened, fields), secret)

    def press(secret: str, what: str, fields: Fields) -> Page:
        if what == "again":
            return as_person(lambda work, opened: _again(work, way, opened), secret)
        if what == "stop":
            return as_person(_stop, secret)
        if what in changing.CHANGES:
            return as_person(lambda work, opened: _change(work, opened, what, fields), secret)
        return views_page.unknown()

    return Answers(show, send, press, views_page.trouble)


def _open(work: Work, link: FormLink) -> Opened:
    # Kept apart from what a link may do: whom it was made for decides what it may answer.
    work.actor = Actor(link.person_id)
    prompt = work.session.get_one(Prompt, link.prompt_id)
    plan = work.session.get_one(Plan, prompt.plan_id)
    incident = get_incident(work.session, plan.incident_id)
    return Opened(link, prompt, plan, incident, people.get_person(work.session, link.person_id))


def _page(work: Work, opened: Opened, *, done: str = "", problems: Mapping[str, str] | None = None) -> Page:
    """Return the page as it stands: the form or what became of it, and what its own person can change."""
    page = _closed(work, opened) or _form(work, opened)
    if not changing.may_change(work, opened.link, opened.plan):
        return page
    today, hours = planning.today_of(work, opened.plan), content.load().schedule.hours
    folded = views_changing.presses(opened.plan, today, hours, problems or {})
    status = 422 if problems else page.status
    return replace(page, done=done, fold=views_changing.FOLD, folded=folded, status=status)


def _closed(work: Work, opened: Opened) -> Page | None:
    """Return the page of a link that asks nothing any more, None for one that can be used."""
    link, mark = opened.link, opened.incident.mark
    if opened.plan.state is PlanState.STOPPED:
        return views_page.over(views_page.ENDED, mark)
    if link.used_at is not None or not (link.reopens or prompts.list_unanswered(work.session, opened.prompt.id)):
        return _answered(work, opened)
    if work.now >= link.expires_at:
        return views_page.expired(mark)
    if opened.prompt.person_id != link.person_id or not _ids(work, opened):
        return views_page.over(views_page.SENT if link.reopens else views_page.RESTS, mark)
    return None


def _answered(work: Work, opened: Opened) -> Page:
    changeable = links.list_changeable(work, opened.prompt)
    until = None
    if changeable:
        first = min(answering.changeable_until(work.session, one) for one in changeable)
        until = first.astimezone(service.zone_of(opened.incident, opened.person))
    used = not changing.may_change(work, opened.link, opened.plan)
    return views_page.answered(opened.incident.mark, until, used=used, again=_leads(opened))


def _leads(opened: Opened) -> bool:
    return opened.plan.state in service.LIVE and opened.plan.person_id == opened.link.person_id


def _ids(work: Work, opened: Opened) -> list[int]:
    left = links.list_open(work, opened.prompt)
    return [*left, *(links.list_changeable(work, opened.prompt) if opened.link.reopens else [])]


def _asked(work: Work, opened: Opened) -> list[Asked]:
    return [answering.get_asked(work, one) for one in _ids(work, opened)]


def _form(work: Work, opened: Opened, filled: Fields | None = None, trouble: str = "", calling: str = "") -> Page:
    # Nobody is promised a call at a number that is not on file.
    call = bool(numbers.find(work, opened.person).first) and calls.question_is_on(work, opened.incident)
    read_by = readers.in_words(work, opened.incident)
    try:
        asked = _asked(work, opened)
    except Refused as refusal:
        return views_page.over(refusal.text, opened.incident.mark)
    changes = ""
    if any(one.before is not None for one in asked):
        # What a member of staff passes on shows nothing of it: only the address that was checked is sure to be theirs.
        own = opened.link.sent_to is not None
        changes = views_page.SEEN if own else views_page.UNSEEN
        filled = filled if filled is not None or not own else views_page.answers_of(asked)
    return views_page.form(
        asked, content.load(), read_by, call=call, filled=filled, trouble=trouble, changes=changes, calling=calling
    )


def _send(work: Work, opened: Opened, fields: Fields) -> Page:
    """Ask for the call first, whatever becomes of the answer; then save everything, or nothing with words beside it."""
    calling = _ask_call(work, opened) if _first(fields, "call") in ("call", "unsure") else ""
    closed, mark = _closed(work, opened), opened.incident.mark
    if closed is not None:
        return replace(closed, words=(*closed.words, calling)) if calling else closed
    note = _first(fields, "note").replace("\r\n", "\n").strip()
    if trouble := _note_trouble(note, fields):
        return _form(work, opened, fields, trouble, calling)
    try:
        asked = _asked(work, opened)
    except Refused as refusal:
        return views_page.over(f"{refusal.text} {calling}".strip(), mark)
    for place, one in enumerate(asked):
        answering.save(work, one, _said(one, fields, note if place == 0 else "", helps=place == 0))
    opened.link.used_at = work.now
    until = answering.changeable_until(work.session, asked[0].occurrence.id)
    return views_page.thanks(mark, calling, until.astimezone(service.zone_of(opened.incident, opened.person)))


def _note_trouble(note: str, fields: Fields) -> str:
    if len(note) > NOTE_MOST:
        return f"The note is {len(note)} characters long; it can hold {NOTE_MOST}. Please shorten it."
    found = find_trouble(note)
    if found and not _first(fields, views_page.KEEP):
        return f"The note may hold {' and '.join(found)}. Please edit it, drop it, or say below to save it as it is."
    return ""


def _said(asked: Asked, fields: Fields, note: str, *, helps: bool) -> Said:
    """Return what the fields say of one set; what no form of ours can hold is left out."""
    loaded = content.load()
    items = {key: value for key in asked.keys if (value := _first(fields, key)) in RATED}
    known = {one.key for one in loaded.forms.bases}
    wanted = [one for one in fields.get("helps", ()) if one in views_page.AREAS] if helps else []
    return Said(items, [one for one in fields.get("bases", ()) if one in known], wanted, note or None)


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _ask_call(work: Work, opened: Opened) -> str:
    """Ask for a call and return what is true of it in this moment; the page can say nothing later."""
    call = calls.ask(work, opened.person, opened.incident)
    if call.state is CallState.NOBODY or not numbers.find(work, opened.person).first:
        return (
            "Nobody of the program can be asked to phone you right now. Please call or text one of the numbers below."
        )
    return f"The person on call is being asked to phone you at the number on file. {LATER}"


def _again(work: Work, way: Way, opened: Opened) -> Page:
    """Send a new link in the place of one that serves no more; one that still works needs no other."""
    link, mark = opened.link, opened.incident.mark
    serves = link.used_at is None and work.now < link.expires_at and _closed(work, opened) is None
    if serves or not _leads(opened):
        return _page(work, opened)
    if not links.send_again(work, way, link):
        return views_page.too_soon(mark)
    mailed = way.mails and link.sent_to is not None and opened.person.email == link.sent_to
    return views_page.sent_again(mark, mailed=mailed)


def _change(work: Work, opened: Opened, what: str, fields: Fields) -> Page:
    if not changing.may_change(work, opened.link, opened.plan):
        return _page(work, opened)
    change, field = changing.CHANGES[what]
    done, problems = change(work, service.get_plan(work, opened.plan.id), _first(fields, field))
    return _page(work, opened, done=done, problems=problems)


def _stop(work: Work, opened: Opened) -> Page:
    if not changing.may_change(work, opened.link, opened.plan):
        return _page(work, opened)
    service.set_state(work, service.get_plan(work, opened.plan.id), PlanState.STOPPED)
    opened.link.used_at = work.now
    return views_page.stopped(opened.incident.mark)
