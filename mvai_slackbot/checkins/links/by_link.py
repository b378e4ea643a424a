"""Answering by a link: what the web front asks of check-ins, as plain functions from a secret to a page."""

from collections.abc import Callable

from mvai_slackbot.calls import service as calls
from mvai_slackbot.calls.models import CallState
from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import readers, service as answering
from mvai_slackbot.checkins.answers.forms import NOTE_MOST, SKIP, UNKNOWN
from mvai_slackbot.checkins.answers.service import Asked, Said
from mvai_slackbot.checkins.links import service as links, views_page
from mvai_slackbot.checkins.links.service import Way
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.errors import Refused
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.web.form import Answers
from mvai_slackbot.web.page import Fields, Page
from mvai_slackbot.work import Actor, Work, Works

RATED = ("1", "2", "3", "4", "5", UNKNOWN, SKIP)
SENT = "This was answered already. Thank you. There is nothing more to do."
RESTS = "This check-in can rest: a newer one has come, or these messages have ended."
LATER = "If no call comes within twenty minutes, please do not wait for it: call or text 988, or call 911."


def build(works: Works, way: Way) -> Answers:
    """Return what the front asks; each is one transaction, in the name of the person the link was made for."""

    def as_person(run: Callable[[Work, FormLink, Incident], Page], secret: str) -> Page:
        with works.begin() as work:
            link = links.find(work, secret, hold=True)
            if link is None:
                return views_page.unknown()
            # Kept apart from what a link may do: whom it was made for decides what it may answer.
            work.actor = Actor(link.person_id)
            return run(work, link, _incident(work, link))

    def show(secret: str) -> Page:
        with works.read() as work:
            link = links.find(work, secret, hold=False)
            if link is None:
                return views_page.unknown()
            work.actor = Actor(link.person_id)
            incident = _incident(work, link)
            return _closed(work, link, incident) or _form(work, link, incident)

    def send(secret: str, fields: Fields) -> Page:
        return as_person(lambda work, link, incident: _send(work, link, incident, fields), secret)

    def press(secret: str, what: str) -> Page:
        if what == "again":
            return as_person(lambda work, link, incident: _again(work, way, link, incident), secret)
        return as_person(_stop, secret) if what == "stop" else views_page.unknown()

    return Answers(show, send, press, views_page.trouble)


def _incident(work: Work, link: FormLink) -> Incident:
    prompt = work.session.get_one(Prompt, link.prompt_id)
    return get_incident(work.session, work.session.get_one(Plan, prompt.plan_id).incident_id)


def _closed(work: Work, link: FormLink, incident: Incident) -> Page | None:
    """Return the page of a link that asks nothing any more, None for one that can be used."""
    prompt = work.session.get_one(Prompt, link.prompt_id)
    plan = work.session.get_one(Plan, prompt.plan_id)
    if link.used_at is not None or not prompts.list_unanswered(work.session, prompt.id):
        return views_page.over(SENT, incident.mark)
    if plan.state is PlanState.STOPPED or not links.list_open(work, prompt) or prompt.person_id != link.person_id:
        return views_page.over(RESTS, incident.mark)
    return views_page.expired(incident.mark) if work.now >= link.expires_at else None


def _asked(work: Work, link: FormLink) -> list[Asked]:
    prompt = work.session.get_one(Prompt, link.prompt_id)
    return [answering.get_asked(work, one) for one in links.list_open(work, prompt)]


def _form(
    work: Work, link: FormLink, incident: Incident, filled: Fields | None = None, trouble: str = "", calling: str = ""
) -> Page:
    person = people.get_person(work.session, link.person_id)
    # Nobody is promised a call at a number that is not on file.
    call = person.phone is not None and calls.question_is_on(work, incident)
    read_by = readers.in_words(work, incident)
    try:
        asked = _asked(work, link)
    except Refused as refusal:
        return views_page.over(refusal.text, incident.mark)
    return views_page.form(asked, content.load(), read_by, call=call, filled=filled, trouble=trouble, calling=calling)


def _send(work: Work, link: FormLink, incident: Incident, fields: Fields) -> Page:
    """Ask for the call first, whatever becomes of the answer; then save everything, or nothing with words beside it."""
    calling = _ask_call(work, link, incident) if _first(fields, "call") in ("call", "unsure") else ""
    closed = _closed(work, link, incident)
    if closed is not None:
        return views_page.over(f"{closed.words[0]} {calling}".strip(), incident.mark) if calling else closed
    note = _first(fields, "note").replace("\r\n", "\n").strip()
    if trouble := _note_trouble(note, fields):
        return _form(work, link, incident, fields, trouble, calling)
    try:
        asked = _asked(work, link)
    except Refused as refusal:
        return views_page.over(f"{refusal.text} {calling}".strip(), incident.mark)
    for place, one in enumerate(asked):
        answering.save(work, one, _said(one, fields, note if place == 0 else "", helps=place == 0))
    link.used_at = work.now
    return views_page.thanks(incident.mark, calling)


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


def _ask_call(work: Work, link: FormLink, incident: Incident) -> str:
    """Ask for a call and return what is true of it in this moment; the page can say nothing later."""
    person = people.get_person(work.session, link.person_id)
    call = calls.ask(work, person, incident)
    if call.state is CallState.NOBODY or person.phone is None:
        return (
            "Nobody of the programme can be asked to phone you right now. Please call or text one of the numbers below."
        )
    return f"The person on call is being asked to phone you at the number on file. {LATER}"


def _again(work: Work, way: Way, link: FormLink, incident: Incident) -> Page:
    closed = _closed(work, link, incident)
    if closed is None or closed.status != 410:
        # A link that still works needs no other.
        return closed or _form(work, link, incident)
    if not links.send_again(work, way, link):
        return views_page.too_soon(incident.mark)
    person = people.get_person(work.session, link.person_id)
    mailed = way.mails and link.sent_to is not None and person.email == link.sent_to
    return views_page.sent_again(incident.mark, mailed=mailed)


def _stop(work: Work, link: FormLink, incident: Incident) -> Page:
    prompt = work.session.get_one(Prompt, link.prompt_id)
    plan = service.get_plan(work, prompt.plan_id)
    if plan.person_id != link.person_id or link.used_at is not None or work.now >= link.expires_at:
        return _closed(work, link, incident) or views_page.unknown()
    service.set_state(work, plan, PlanState.STOPPED)
    link.used_at = work.now
    return views_page.stopped(incident.mark)
