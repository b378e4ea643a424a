"""Tabs that are open keep up with what others do: compared with how things stand, and shown anew where they differ.

Nothing of it happens while somebody waits for an answer: no gesture marks a tab, writes to one, or draws one of others.
"""

from collections.abc import Callable, Sequence
from functools import partial

from mvai_slackbot.home import page, service
from mvai_slackbot.home.models import HomeTab
from mvai_slackbot.home.page import Drawn
from mvai_slackbot.home.readers import Parts
from mvai_slackbot.outbox import moving
from mvai_slackbot.outbox.effects import PublishHome
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.scheduler import Do
from mvai_slackbot.work import Actor, Work

# A tick comes each two seconds, and Slack takes 100 tabs a minute: what is left is for those who open theirs.
MOST_ANEW = 2
# Drawing a tab takes some milliseconds; the others are compared at the next tick, the longest unseen first.
MOST_LOOKS = 20


def build(parts: Parts) -> Callable[[Work], Sequence[Do]]:
    """Return what looks, reading only, and answers what is to be written."""

    def look(work: Work) -> list[Do]:
        # Before the tabs are drawn: what happens meanwhile is seen at the next look.
        mark = moving.mark(work.session)
        anew: list[Do] = [service.forget_unused] if service.is_unused(work.session) else []
        same: list[int] = []
        differ = 0
        for tab in service.list_to_compare(work, mark)[:MOST_LOOKS]:
            if differ == MOST_ANEW:
                break
            drawn = _draw(work, people.get_person(work.session, tab.person_id), parts, tab)
            if drawn is None or drawn.digest == tab.shown:
                same.append(tab.person_id)
            else:
                anew.append(partial(_show, person_id=tab.person_id, before=tab.shown, drawn=drawn, mark=mark))
                differ += 1
        return [*anew, partial(service.compared, person_ids=same, mark=mark)] if same else anew

    return look


def _draw(work: Work, me: Person, parts: Parts, tab: HomeTab) -> Drawn | None:
    if me.deactivated or not me.user_id:
        return None
    work.actor = Actor(me.id)
    return page.draw(work, me, parts, tab.pages)


def _show(work: Work, *, person_id: int, before: str, drawn: Drawn, mark: str) -> None:
    tab, me = service.find(work.session, person_id), people.get_person(work.session, person_id)
    # Who pressed something meanwhile has seen newer things than these.
    if tab is None or tab.shown != before or not me.user_id:
        return
    tab.shown, tab.looked_at, tab.mark = drawn.digest, work.now, mark
    work.tell(PublishHome(person=me.user_id, blocks=list(drawn.blocks)))
