"""What people say to find requests: each sees what they may, a page at a time."""

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

listeners = Listeners()
KNOWN = (
    "received, acknowledged, assessment, approved, assigned, done, closed, open, drafts, to-call, late; "
    f"{', '.join(listing.AREAS)}; mine, or @name first; over 4h; the number of an incident"
)


class Listing(Arguments):
    """`list [@owner] [words]`."""

    owner: UserId | None = None
    words: Annotated[str | None, Rest()] = None


@listeners.command("request", "list", Listing, needs=May.ANYONE, reads=True,
                   usage="list [@owner|mine] [open|assessment|approved|…] [over 4h] [late] [mvai-2026-001]",
                   help="requests you may see, a page at a time; in an incident's channel, those of the incident")  # fmt: skip
def list_requests(work: Work, by: Invocation, said: Listing) -> Answer:
    """List what the person may see, and nothing of other incidents."""
    fields, left = listing.read_words(said.words or "")
    asked = ListPage.model_validate(fields)
    if "mine" in left:
        left.remove("mine")
        asked = asked.model_copy(update={"owner": work.actor.person_id or 0})
    if said.owner:
        asked = asked.model_copy(update={"owner": people.meet(work, said.owner).id})
    incident = incidents.find_by_channel(work.session, by.channel_id)
    for word in list(left):
        if (named := incidents.find_by_number(work.session, work.team_id, word)) is not None:
            incident = named
            left.remove(word)
    if left:
        raise Refused(
            f"You typed: `{escape(said.words or '')}`\nNothing is known by the word `{escape(left[0])}`. "
            f"These can be asked for: {KNOWN}."
        )
    return _page(work, asked.model_copy(update={"incident": incident.id if incident else 0}))


@listeners.button(ListPage, needs=May.ANYONE, repeatable=True)
def turn_page(work: Work, by: Invocation, said: ListPage) -> Answer:
    """Show another page in the place of this one."""
    return _page(work, said, replace=True)


def _page(work: Work, asked: ListPage, *, replace: bool = False) -> Answer:
    search = listing.Search(**asked.model_dump(exclude={"page", "table"}))
    found = sight.list_seen(work, listing.find(work, search))
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
