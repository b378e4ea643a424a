"""What people ask first: `/mvai`, `/mvai help`, and the Home tab."""

from collections.abc import Sequence
from typing import Annotated

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service as calls
from mvai_slackbot.errors import Refused
from mvai_slackbot.home import page, service, views
from mvai_slackbot.home.lists import TurnPage
from mvai_slackbot.home.readers import Parts, list_mine, told
from mvai_slackbot.home.views_page import LookAgain
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_paused_for, may
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import EventSaid, Listener, Listeners
from mvai_slackbot.slack.replies import Answer, Say
from mvai_slackbot.work import Work


class Help(Arguments):
    """`help [incident|request|sme|checkin]`."""

    noun: Annotated[str | None, Rest()] = None


def build(prefix: str, parts: Parts, *, listeners: Sequence[Listeners]) -> Listeners:
    """Return what is heard at the door; `listeners` are all other features', for the help."""
    home = Listeners()

    def _able(work: Work, incident: Incident | None) -> dict[str, list[Listener]]:
        return _commands(work, incident, (*listeners, home))

    @home.command("", "", Arguments, needs=May.ANYONE, usage="", reads=True,
                  help="what waits for you, where you are, what you can do here")  # fmt: skip
    def show_home(work: Work, by: Invocation, said: Arguments) -> Answer:
        """Show what waits, where one is, and what one can do."""
        me = people.get_person(work.session, work.actor.person_id or 0)
        here = _here(work, by)
        owner = incidents.owner_of(work.session, here.id) if here else None
        found = incidents.find_by_channel(work.session, by.channel_id)
        paused = is_paused_for(work.session, me.id, found.id if found else None)
        where = views.where_am_i(here, owner, in_direct_message=by.in_direct_message, paused=paused)
        waiting = [reader(work, me) for reader in parts.waiting]
        stands = [*where, *views.mine(list_mine(work, me)), *told(work, me, parts.standing)]
        return Say(views.home(prefix, stands, waiting, _able(work, here), _offer(work, me)))

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

    _hear_tab(home, parts)
    return home


def _commands(work: Work, incident: Incident | None, parts: Sequence[Listeners]) -> dict[str, list[Listener]]:
    """Return the commands that the actor may use, by noun."""
    heard = [one for part in parts for one in part.all if one.kind == "command"]
    able: dict[str, list[Listener]] = {}
    for one in sorted(heard, key=lambda one: bool(one.noun)):
        if may(work.session, work.actor.person_id, May(one.needs), incident.id if incident else None):
            able.setdefault(one.noun, []).append(one)
    return able


def _hear_tab(home: Listeners, parts: Parts) -> None:
    @home.event("app_home_opened", needs=May.ANYONE)
    def open_tab(work: Work, by: Invocation, said: EventSaid) -> Answer:
        """Show the Home tab to whoever opens it; Slack sends the same event for the tab of messages."""
        if said.event.get("tab") == "home" and work.actor.person_id is not None:
            page.publish(work, parts, opened=True)
        return None

    @home.after(needs=May.ANYONE)
    def show_changed(work: Work, by: Invocation, said: EventSaid) -> Answer:
        """Show the Home tab anew to who has just done something and may have it open."""
        page.publish(work, parts)
        return None

    @home.button(LookAgain, needs=May.ANYONE, repeatable=True)
    def look_again(work: Work, by: Invocation, said: LookAgain) -> Answer:
        """Do nothing: after every press on it, the Home tab is shown anew."""
        return None

    @home.button(TurnPage, needs=May.ANYONE, repeatable=True)
    def turn_page(work: Work, by: Invocation, said: TurnPage) -> Answer:
        """Turn one list to the page of the button; the tab is shown after every press on it."""
        if by.home and work.actor.person_id is not None:
            service.turn(work, work.actor.person_id, said.of, said.page)
        return None


def _offer(work: Work, me: Person) -> list[SlackBlock]:
    led = calls.find_real_incident(work, me)
    return views.offer(led.id if led else None, somebody=calls.somebody_on_call(work, besides=me))


def _here(work: Work, by: Invocation) -> Incident | None:
    """Return this channel's incident, None where there is none or the actor may not see it."""
    found = incidents.find_by_channel(work.session, by.channel_id)
    seen = found is not None and may(work.session, work.actor.person_id, May.SEE_INCIDENT, found.id)
    return found if seen else None
