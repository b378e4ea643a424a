"""What people say to find requests: each sees what they may, a page at a time."""

import re
from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.requests import sight
from mvai_slackbot.requests.following import listing, views_list
from mvai_slackbot.requests.following.views_list import ListPage
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.arguments import Arguments, Rest, UserId
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.work import Work

WHOLE_NUMBER = re.compile(r"^mvai-(drill-)?\d{4}-\d+$")
NOBODYS = -1
KNOWN = (
    "received, acknowledged, assessment, approved, assigned, done, closed, open, drafts, to-call, late; "
    f"{', '.join(listing.AREAS)}; mine, or @name first; over 4h; the number of an incident"
)


class Listing(Arguments):
    """`list [@owner] [words]`."""

    owner: UserId | None = None
    words: Annotated[str | None, Rest()] = None


def build(reach_of: sight.ReachOf) -> Listeners:
    """Return what is heard; `reach_of` returns what an SME of one area works on."""
    listeners = Listeners()

    @listeners.command("request", "list", Listing, needs=May.ANYONE, reads=True,
                       usage="list [@owner|mine] [open|assessment|approved|…] [over 4h] [late] [mvai-2026-001]",
                       help="requests you may see, a page at a time; in an incident's channel, its own")  # fmt: skip
    def list_requests(work: Work, by: Invocation, said: Listing) -> Answer:
        """List what the person may see, and nothing of other incidents."""
        return _page(work, _asked(work, by, said), reach_of)

    @listeners.button(ListPage, needs=May.ANYONE, repeatable=True)
    def turn_page(work: Work, by: Invocation, said: ListPage) -> Answer:
        """Show another page in the place of this one."""
        return _page(work, said, reach_of, replace=True)

    return listeners


def _asked(work: Work, by: Invocation, said: Listing) -> ListPage:
    """Return what is asked for in words; raise `Refused` for a word that asks for nothing known."""
    fields, left = listing.read_words(said.words or "")
    asked = ListPage.model_validate(fields)
    if "mine" in left:
        left.remove("mine")
        asked = asked.model_copy(update={"owner": work.actor.person_id or 0})
    if said.owner:
        asked = asked.model_copy(update={"owner": people.meet(work, said.owner).id})
    here = incidents.find_by_channel(work.session, by.channel_id)
    incident_id = here.id if here else 0
    for word in list(left):
        if (named := _incident_named(work, word)) is not None:
            incident_id = named
            left.remove(word)
    if left:
        raise Refused(
            f"You typed: `{escape(said.words or '')}`\nNothing is known by the word `{escape(left[0])}`. "
            f"These can be asked for: {KNOWN}."
        )
    return asked.model_copy(update={"incident": incident_id})


def _incident_named(work: Work, word: str) -> int | None:
    """Return the row id of an incident; None for a word that names none."""
    found = incidents.find_by_number(work.session, work.team_id, word)
    if found is not None:
        return found.id
    # Whoever is not staff learns from no answer which numbers are real.
    staff = may(work.session, work.actor.person_id, May.STAFF, None)
    return NOBODYS if WHOLE_NUMBER.match(word) and not staff else None


def _page(work: Work, asked: ListPage, reach_of: sight.ReachOf, *, replace: bool = False) -> Answer:
    search = listing.Search(**asked.model_dump(exclude={"page", "table"}))
    found = sight.list_seen(work, listing.find(work, search), reach_of)
    of = listing.incidents_of(work, found)
    # An incident that has nothing for this person is not named to them.
    here = title(of[asked.incident]) if asked.incident in of else ""
    owner = people.get_person(work.session, asked.owner) if asked.owner else None
    whose = f" with {person(owner.user_id, owner.name.reveal())}" if owner else ""
    where = "".join((f" of {here}" if here else "", whose, f" ({search.in_words})" if search.in_words else ""))
    staff = may(work.session, work.actor.person_id, May.STAFF, None)
    if asked.table and staff:
        owners = {one: people.get_person(work.session, one).name.reveal() for one in _owners(found)}
        return Say(views_list.table(found, of, owners, asked, where=where, now=work.now), replace=replace)
    return Say(views_list.page(found, of, asked, where=where, staff=staff, now=work.now), replace=replace)


def _owners(found: list[AssistanceRequest]) -> set[int]:
    return {one.owner_id for one in found if one.owner_id is not None}
