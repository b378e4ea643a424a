"""What people say about an incident: open, details, status, list, repair, hand over."""

from datetime import date
from typing import Annotated, Any

from mvai_slackbot import counties
from mvai_slackbot.errors import Refused, Unclear
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.incidents import service, set_up, timeline, views, views_list
from mvai_slackbot.incidents.forms import DetailsForm, HandOverForm, LookAgainForm, OpenForm
from mvai_slackbot.incidents.forms_county import with_state
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service_apart import list_about
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import WHO, May, may, refusal, require
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import Arguments, Flag, Rest, Typed, UserId
from mvai_slackbot.slack.blocks import in_quiet, section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, View, say
from mvai_slackbot.work import Work

listeners = Listeners()
MOST = 3000


class Opening(Arguments):
    """`open [--drill] <short description>`."""

    drill: Annotated[bool, Flag("drill")] = False
    description: Annotated[str | None, Rest(label="Short description")] = None


def went_out(work: Work, by: Invocation, told: Message) -> Say:
    """Answer that something reached somebody, with the way back where it can be found for ten minutes.

    A form is closed and gone, so it stands in a direct message then.
    """
    if by.view_id and not by.response_url:
        work.tell(e.Post(to=by.user_id, message=in_quiet(told)))
    return Say(told, replace=True)


class Which(Arguments):
    """An incident by number, or the one of this channel."""

    number: Annotated[str | None, Rest()] = None


class HandOver(Typed):
    """`handover @dana <note>`."""

    to: UserId | None = None
    note: Annotated[str | None, Rest(guarded=True, label="Note")] = None

    @classmethod
    def most(cls) -> int:
        """Return how many characters are taken: what the form's box for the note holds."""
        return 500


def incident_meant(
    work: Work, by: Invocation, number: str | None = None, *, otherwise: str = "", needs: May | None = None
) -> Incident:
    """Return the incident of the number, else the one of this channel; raise `Refused` that says what to type.

    `otherwise` is what people who are not staff hear of an incident that is not theirs: they hear it of a number that
    is nobody's as well, since a refusal must not tell which numbers are real. `needs` is what the answer needs, where
    that is more than to see the incident: none is offered that is refused then, and without any they hear whom it is for.
    """
    found = service.find_by_typed(work.session, work.team_id, number) if number else None
    if number and found is None:
        if otherwise and not may(work.session, work.actor.person_id, May.STAFF, None):
            raise Refused(otherwise)
        raise Refused(f"No incident is called `{number.strip()[:60]}`. Type `/mvai-incident list` to see them.")
    found = found or service.find_by_channel(work.session, by.channel_id)
    if found is None:
        raise _which(work, needs)
    return found


def _which(work: Work, needs: May | None) -> Refused:
    # Only incidents that this person may see are named, and only those in which they may do this.
    theirs = [
        one
        for one in service.list_open(work.session, work.team_id)
        if may(work.session, work.actor.person_id, needs or May.SEE_INCIDENT, one.id)
    ]
    if needs and not theirs and not may(work.session, work.actor.person_id, May.STAFF, None):
        # Also who helped in one that is closed comes here: its channel still knows which is meant.
        return Refused(
            f"{WHO[needs]} If you are one of them, type this in its channel. `/mvai` shows what you can do here."
        )
    choices = [(views.title(one), one.channel_id) for one in theirs if one.channel_id]
    if not choices:
        return Refused("Which incident? Type this in its channel.")
    return Unclear("Which incident? Choose one, or type this in its channel.", choices)


@listeners.command(
    "incident", "open", Opening, needs=May.STAFF, usage="open [--drill] <short description>",
    help="open an incident and its private channel; without words, a form", guarded=False,
)  # fmt: skip
def open_incident(work: Work, by: Invocation, said: Opening) -> Answer:
    """Open at once; only a description that may name a person is held back."""
    if not said.description:
        return Open(_open_form(said.drill, by.response_url))
    return _open(work, {"description": said.description}, said.drill, by.response_url)


def _open_form(drill: bool, answer_url: str) -> View:
    heading = f"DRILL {OpenForm.title}" if drill else OpenForm.title
    return OpenForm.view(start={"drill": drill, "answer_url": answer_url}, title=heading)


@listeners.form(OpenForm, needs=May.STAFF, guarded=False)
def open_by_form(work: Work, by: Invocation, said: OpenForm) -> Answer:
    """Open what the form describes."""
    details = said.model_dump(exclude={"drill", "answer_url", "partners"}) | {"partners": list(said.partners)}
    return _open(work, with_state(details), said.drill, said.answer_url)


def _open(work: Work, details: dict[str, Any], drill: bool, answer_url: str) -> Answer:
    looked = {name: find_trouble(details[name] or "") for name in LookAgainForm.asks() if name in details}
    held = {name: details.pop(name)[:MOST] for name, trouble in looked.items() if trouble}
    words = details.pop("description", None) or ""
    opener = people.get_person(work.session, work.actor.person_id or 0)
    zone = details.get("timezone") or opener.timezone or "UTC"
    incident = service.open_incident(work, description=words[:MOST], drill=drill, answer_url=answer_url, zone=zone)
    service.change_details(work, incident, details)
    if held:
        trouble = list(dict.fromkeys(what for found in looked.values() for what in found))
        return Open(_look_again(incident, held, trouble), instead=views.opened_without(incident, trouble))
    # A drill is the same as nothing real.
    recent = [] if drill else service.list_recent(work, besides=incident.id)
    about = list_about(work.session, recent)
    return Say(views.opened(incident, recent, about, ready=False, cut=words[MOST:]))


def _look_again(incident: Incident, held: dict[str, str], trouble: list[str]) -> View:
    words = (
        f"*{views.title(incident)}* is open. These words are not saved yet: they may hold "
        f"{' and '.join(trouble)}. Save them as they are, edit them first, or drop them."
    )
    start = {"incident": incident.id, **held}
    heading = views.form_title(incident, LookAgainForm)
    return LookAgainForm.view(start=start, only=list(held), intro=[section(words)], title=heading)


@listeners.form(LookAgainForm, needs=May.STAFF, guarded=False)
def save_after_a_look(work: Work, by: Invocation, said: LookAgainForm) -> Answer:
    """Save what was held back, after a second look."""
    incident = service.get_incident(work.session, said.incident)
    service.change_details(work, incident, said.model_dump(exclude={"incident"}))
    kept = any(said.model_dump(exclude={"incident"}).values())
    return say(f"Saved for {views.title(incident)}." if kept else "Dropped. Nothing was saved.")


@listeners.button(views.AddDetails, needs=May.STAFF, repeatable=True)
def ask_details(work: Work, by: Invocation, said: views.AddDetails) -> Answer:
    """Open the form, filled with what is on record."""
    incident = service.get_incident(work.session, said.incident)
    start: dict[str, object] = {"incident": incident.id}
    for name in DetailsForm.asks():
        value = getattr(incident, name)
        start[name] = value.reveal() if name in service.PRIVATE_DETAILS and value is not None else value
    start["county"] = counties.name_of(incident.county)
    start["stood"] = " ".join(name for name, value in start.items() if value and isinstance(value, str | date))
    return Open(DetailsForm.view(start=start, title=views.form_title(incident, DetailsForm)))


@listeners.form(DetailsForm, needs=May.STAFF)
def save_details(work: Work, by: Invocation, said: DetailsForm) -> Answer:
    """Save details; what they said before stays on record."""
    incident = service.get_incident(work.session, said.incident)
    details = said.model_dump(mode="python", exclude={"incident", "stood"}) | {"partners": list(said.partners)}
    details = with_state(details)
    emptied = [name for name in said.emptied() if not details[name]]
    service.change_details(work, incident, details, emptied=emptied)
    return say(f"Details of {views.title(incident)} are saved.")


@listeners.command("incident", "status", Which, needs=May.ANYONE, usage="status [number]",
                   help="where it stands: set-up and timeline", reads=True)  # fmt: skip
def show_status(work: Work, by: Invocation, said: Which) -> Answer:
    """Show set-up and timeline to those who may see the incident."""
    incident = incident_meant(work, by, said.number, otherwise=refusal(May.SEE_INCIDENT))
    require(work, May.SEE_INCIDENT, incident.id)
    owner = service.owner_of(work.session, incident.id)
    staff = may(work.session, work.actor.person_id, May.STAFF, incident.id)
    lines = timeline.list_lines(work.session, incident.id, for_staff=staff)
    about = list_about(work.session, [incident]).get(incident.id, "")
    steps = set_up.list_steps(work, incident)
    return Say(views_list.status(incident, owner, steps, lines, about=about, for_staff=staff))


@listeners.command(
    "incident", "list", Arguments, needs=May.STAFF, usage="list", help="the latest incidents", reads=True
)
def show_list(work: Work, by: Invocation, said: Arguments) -> Answer:
    """Show the latest incidents to staff."""
    found = service.list_all(work.session, work.team_id, limit=20)
    return Say(views_list.listing(found, list_about(work.session, found)))


@listeners.command("incident", "handover", HandOver, needs=May.STAFF, usage="handover @name [note]",
                   help="make another coordinator the owner; without words, a form")  # fmt: skip
def hand_over(work: Work, by: Invocation, said: HandOver) -> Answer:
    """Hand the incident of this channel over."""
    incident = incident_meant(work, by)
    if said.to is None:
        start = {"incident": incident.id, "note": said.note}
        return Open(HandOverForm.view(start=start, title=views.form_title(incident, HandOverForm)))
    service.hand_over(work, incident, _new_owner(work, said.to), said.note)
    return say(f"{views.title(incident)} belongs to <@{said.to}> now.")


def _new_owner(work: Work, user_id: str) -> Person:
    # Whoever owns an incident gets its alarms and its tasks: a leader or an SME must not find them on their own day.
    to = people.reachable(work, user_id)
    if not may(work.session, to.id, May.STAFF, None):
        raise Refused(f"<@{user_id}> is not on the program's staff. An incident belongs to a coordinator: name one.")
    return to


@listeners.form(HandOverForm, needs=May.STAFF)
def hand_over_by_form(work: Work, by: Invocation, said: HandOverForm) -> Answer:
    """Hand over from the form."""
    incident = service.get_incident(work.session, said.incident)
    service.hand_over(work, incident, _new_owner(work, said.to), said.note)
    return say(f"{views.title(incident)} belongs to <@{said.to}> now.")
