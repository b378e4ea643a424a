"""The Home tab: what waits for one person, what is theirs, whom to call; made for that person each time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service as calls
from mvai_slackbot.home import lists, service, theirs, views, views_page
from mvai_slackbot.home.lists import Pages
from mvai_slackbot.home.readers import Parts, list_mine, told
from mvai_slackbot.message import Block
from mvai_slackbot.outbox.effects import PublishHome
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import resolve
from mvai_slackbot.work import Work


@dataclass(frozen=True)
class Drawn:
    """A Home tab as it would be shown now, and a digest of all on it but the moment it was made."""

    blocks: Sequence[Block]
    digest: str


def publish(work: Work, parts: Parts, *, opened: bool = False) -> None:
    """Let the actor see their Home tab as things stand now; one that they open begins with its first pages."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    if not me.user_id:
        return
    tab = service.use(work, me.id, opened=opened)
    drawn = draw(work, me, parts, tab.pages)
    tab.shown = drawn.digest
    work.tell(PublishHome(person=me.user_id, blocks=list(drawn.blocks)))


def draw(work: Work, me: Person, parts: Parts, pages: Pages) -> Drawn:
    """Return somebody's tab with these pages of its lists."""
    blocks = resolve(_page(work, me, parts, pages))
    # The first block says when it was made, which is no news.
    return Drawn(blocks, sha256(json.dumps(blocks[1:]).encode()).hexdigest())


def _page(work: Work, me: Person, parts: Parts, pages: Pages) -> list[SlackBlock]:
    own = theirs.list_all(work, me, pages)
    # Where somebody leads is told already.
    led = theirs.list_led(work, me)
    others = lists.cut("mine", [one for one in list_mine(work, me) if one not in led], pages, views.MOST_INCIDENTS)
    stands = [*views.mine(others.shown), *lists.turns(others), *told(work, me, parts.standing)]
    real = calls.find_real_incident(work, me)
    somebody = calls.somebody_on_call(work, besides=me)
    waiting = lists.lines(told(work, me, parts.waiting))
    return views_page.page(
        work.now,
        lists.cut("waiting", waiting, pages, views_page.MOST_WAITING),
        own or ([] if stands else views_page.about()),
        stands,
        views_page.somebody_to_call(real.id if real else None, somebody=somebody),
    )
