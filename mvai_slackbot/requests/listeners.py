"""What staff say to log a request: the command, the form, the shortcut, the card's button."""

from typing import Annotated

from mvai_slackbot.db import Private
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.forms_county import with_state
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import LogRequestHere, form_title, title
from mvai_slackbot.people.access import May
from mvai_slackbot.requests import service, views
from mvai_slackbot.requests.answering import incident_choices, incident_chosen, unposted
from mvai_slackbot.requests.forms import NONE_YET, OUTSIDE, LogForm, LookedAtForm
from mvai_slackbot.requests.models import Source
from mvai_slackbot.slack.arguments import Rest, Typed
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners, ShortcutSaid
from mvai_slackbot.slack.replies import Answer, Open, Reject, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()


class Log(Typed):
    """`log <text>`."""

    text: Annotated[str | None, Rest(guarded=True, label="What is asked for")] = None


# Whoever types this asks for help: they read where help is asked for, not only that this is not the place.
NOT_STAFF = (
    "That is for program staff, so nothing was logged. If MVAI helps your community already, please write this in your "
    "incident's channel, in plain words: staff log it from there. Otherwise MVAI is asked by e-mail, at MVAI@theIACP.org."
)


@listeners.command("request", "log", Log, needs=May.STAFF, usage="log <text>",
                   help="log a request for assistance; without words, a form", otherwise=NOT_STAFF)  # fmt: skip
def log(work: Work, by: Invocation, said: Log) -> Answer:
    """Log at once in an incident's channel; elsewhere, and without words, a form asks."""
    incident = incidents.find_by_channel(work.session, by.channel_id)
    if incident is None or not said.text:
        return _ask(work, incident, said.text or "", looked_at=by.confirmed and bool(said.text))
    request = service.log_request(work, said.text, incident=incident)
    return Say(views.logged(request, incident, unposted(work, incident)))


def _ask(work: Work, incident: Incident | None, text: str, *, looked_at: bool = False, note: str = "") -> Answer:
    form = LookedAtForm if looked_at else LogForm
    start = {"text": text, "source": Source.SLACK, "where": NONE_YET, "incident": incident.id if incident else None}
    place = f"For *{title(incident)}*." if incident else "Choose the incident, or none yet."
    return Open(
        form.view(
            start=start,
            choices={} if incident else {"where": incident_choices(work, none_yet=True)},
            only=[name for name in form.asks() if incident is None or name not in ("where", *OUTSIDE)],
            intro=[section(" ".join(filter(None, (place, note))))],
            title=form_title(incident, form),
        )
    )


@listeners.button(LogRequestHere, needs=May.STAFF, repeatable=True)
def log_here(work: Work, by: Invocation, said: LogRequestHere) -> Answer:
    """Open the form for the incident of the card."""
    return _ask(work, incidents.get_incident(work.session, said.incident), "")


@listeners.shortcut("request.from_message", needs=May.STAFF, help="Log as request")
def log_message(work: Work, by: Invocation, said: ShortcutSaid) -> Answer:
    """Show the words of a message in the form, for editing; nothing is logged before that."""
    words = by.message_text.reveal().strip() if by.message_text is not None else ""
    if not words:
        return say("That message has no words to log. Type `/mvai-request log &lt;text&gt;`.")
    cut = len(words) > service.MOST_TEXT
    note = f"The message is longer than a request can be: only its first {service.MOST_TEXT:,} characters are here."
    incident = incidents.find_by_channel(work.session, by.channel_id)
    return _ask(work, incident, words[: service.MOST_TEXT], note=note if cut else "")


@listeners.form(LogForm, needs=May.STAFF)
def log_by_form(work: Work, by: Invocation, said: LogForm) -> Answer:
    """Log what the form says."""
    return _log(work, said)


@listeners.form(LookedAtForm, needs=May.STAFF)
def log_looked_at(work: Work, by: Invocation, said: LookedAtForm) -> Answer:
    """Log words that were looked at a moment ago."""
    return _log(work, said)


def _log(work: Work, said: LogForm) -> Answer:
    if nameless := said.nameless():
        return Reject(nameless)
    incident = incident_chosen(work, str(said.incident) if said.incident is not None else said.where)
    request = service.log_request(
        work,
        said.text,
        incident=incident,
        requester=said.requester,
        second_contact=said.second_contact,
        contact_hours=said.contact_hours,
        **details(said),
    )
    return Say(views.logged(request, incident, unposted(work, incident)))


def details(said: LogForm) -> dict[str, object]:
    """Return the columns that a form fills one to one."""
    return with_state(
        {
            "asker": said.asker,
            "place": Private.of(said.place),
            "state": said.state or "",
            "county": said.county or "",
            "occurred_on": said.occurred_on,
            "areas": [area.value for area in said.areas],
            "urgency": said.urgency,
            "mode": said.mode,
            "source": said.source,
            "contact_way": said.contact_way or "",
        }
    )
