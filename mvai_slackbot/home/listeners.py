"""What people ask first: `/mvai` and `/mvai help`."""

from collections.abc import Callable, Sequence
from typing import Annotated

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service as calls
from mvai_slackbot.errors import Refused
from mvai_slackbot.home import views
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listener, Listeners
from mvai_slackbot.slack.replies import Answer, Say
from mvai_slackbot.work import Work

# What waits for somebody, told by the feature it belongs to: sections, a button beside each where one press does it.
Waiting = Callable[[Work, Person], Sequence[SlackBlock]]
Readers = Sequence[Waiting]
MOST_INCIDENTS = 10


class Help(Arguments):
    """`help [incident|request|sme|checkin]`."""

    noun: Annotated[str | None, Rest()] = None


def build(prefix: str, *, waiting: Readers, standing: Readers, listeners: Sequence[Listeners]) -> Listeners:
    """Return what is heard at the door; `standing` waits for nobody; `listeners` are all other features', for the help."""
    home = Listeners()

    def _able(work: Work, incident: Incident | None) -> dict[str, list[Listener]]:
        heard = [one for part in (*listeners, home) for one in part.all if one.kind == "command"]
        able: dict[str, list[Listener]] = {}
        for one in sorted(heard, key=lambda one: bool(one.noun)):
            if may(work.session, work.actor.person_id, May(one.needs), incident.id if incident else None):
                able.setdefault(one.noun, []).append(one)
        return able

    @home.command("", "", Arguments, needs=May.ANYONE, usage="", reads=True,
                  help="what waits for you, where you are, what you can do here")  # fmt: skip
    def show_home(work: Work, by: Invocation, said: Arguments) -> Answer:
        """Show what waits, where one is, and what one can do."""
        me = people.get_person(work.session, work.actor.person_id or 0)
        here = _here(work, by)
        owner = incidents.owner_of(work.session, here.id) if here else None
        where = views.where_am_i(here, owner, in_direct_message=by.in_direct_message)
        blocks, stands = (_told(work, me, readers) for readers in (waiting, standing))
        led = calls.find_real_incident(work, me)
        offer = views.offer(led.id if led else None, somebody=calls.somebody_on_call(work, besides=me))
        return Say(
            views.home(prefix, [*where, *views.mine(_mine(work, me)), *stands], blocks, _able(work, here), offer)
        )

    @home.command("", "help", Help, needs=May.ANYONE, usage="help [incident|request|sme|checkin]", reads=True,
                  help="every command you may use")  # fmt: skip
    def show_help(work: Work, by: Invocation, said: Help) -> Answer:
        """Show the commands that this person may use here."""
        able = _able(work, _here(work, by))
        if said.noun is None:
            return Say(views.help_page(prefix, able))
        noun = said.noun.strip().lower().removeprefix(f"/{prefix}").removeprefix("-")
        if noun not in able:
            raise Refused(f"There is nothing of that name for you to type. Type `/{prefix} help` to see what there is.")
        return Say(views.help_page(prefix, {noun: able[noun]}))

    return home


def _told(work: Work, person: Person, readers: Readers) -> list[SlackBlock]:
    return [block for reader in readers for block in reader(work, person)]


def _here(work: Work, by: Invocation) -> Incident | None:
    """Return this channel's incident, None where there is none or the actor may not see it."""
    found = incidents.find_by_channel(work.session, by.channel_id)
    seen = found is not None and may(work.session, work.actor.person_id, May.SEE_INCIDENT, found.id)
    return found if seen else None


def _mine(work: Work, person: Person) -> list[Incident]:
    ids = people.list_incidents_of(work.session, person.id)
    found = [incidents.get_incident(work.session, one) for one in ids]
    return [
        one
        for one in reversed(found)
        if one.status is Status.OPEN and may(work.session, person.id, May.SEE_INCIDENT, one.id)
    ][:MOST_INCIDENTS]
