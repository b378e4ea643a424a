"""The Home tab: what waits for one person, what is theirs, whom to call; made for that person each time."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service as calls
from mvai_slackbot.home import theirs, views, views_page
from mvai_slackbot.home.readers import Readers, list_mine, told
from mvai_slackbot.outbox.effects import PublishHome
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import resolve
from mvai_slackbot.work import Work


def publish(work: Work, waiting: Readers, standing: Readers) -> None:
    """Let the actor see their Home tab as things stand now."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    if me.user_id:
        work.tell(PublishHome(person=me.user_id, blocks=resolve(_page(work, me, waiting, standing))))


def _page(work: Work, me: Person, waiting: Readers, standing: Readers) -> list[SlackBlock]:
    own = theirs.list_all(work, me)
    # Where somebody leads is told already.
    others = [one for one in list_mine(work, me) if one not in theirs.list_led(work, me)]
    stands = [*views.mine(others), *told(work, me, standing)]
    led = calls.find_real_incident(work, me)
    somebody = calls.somebody_on_call(work, besides=me)
    return views_page.page(
        work.now,
        told(work, me, waiting),
        own or ([] if stands else views_page.about()),
        stands,
        views_page.somebody_to_call(led.id if led else None, somebody=somebody),
    )
