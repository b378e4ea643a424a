"""Which Home tabs are in use, which page of each list they show, and what is to be compared again."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from mvai_slackbot.clock import machine_now
from mvai_slackbot.db import rows_of
from mvai_slackbot.home.models import HomeTab
from mvai_slackbot.work import Work

IN_USE = timedelta(hours=1)
# What only the passing of time changes (something runs late) is seen this much later at most.
LOOK_EVERY = timedelta(minutes=1)


def use(work: Work, person_id: int, *, opened: bool) -> HomeTab:
    """Return somebody's tab, in use from now on; one that is opened shows the first page of each list."""
    tab = find(work.session, person_id)
    if tab is None:
        tab = HomeTab(person_id=person_id, used_at=machine_now(), pages={}, looked_at=work.now)
        work.session.add(tab)
    tab.used_at = machine_now()
    if opened:
        tab.pages = {}
    return tab


def turn(work: Work, person_id: int, of: str, page: int) -> None:
    """Let a tab show another page of one list."""
    tab = use(work, person_id, opened=False)
    tab.pages = {**tab.pages, of: page}


def find(session: Session, person_id: int) -> HomeTab | None:
    """Return the tab somebody used lately; None when there is none."""
    return session.scalar(select(HomeTab).where(HomeTab.person_id == person_id).with_for_update())


def list_to_compare(work: Work, mark: str) -> Sequence[HomeTab]:
    """Return the tabs in use that may show what is no longer so, the one that waits longest first."""
    changed = or_(HomeTab.mark != mark, HomeTab.looked_at <= work.now - LOOK_EVERY)
    used = HomeTab.used_at >= machine_now() - IN_USE
    rows = select(HomeTab).where(used, changed).order_by(HomeTab.looked_at, HomeTab.person_id)
    return work.session.scalars(rows).all()


def compared(work: Work, person_ids: Sequence[int], mark: str) -> None:
    """Put down that these tabs show how things stand."""
    tabs = rows_of(HomeTab)
    work.session.execute(update(tabs).where(tabs.c.person_id.in_(person_ids)).values(looked_at=work.now, mark=mark))


def is_unused(session: Session) -> bool:
    """Whether some tab was used so long ago that nothing of it need be kept."""
    return (
        session.scalar(select(HomeTab.person_id).where(HomeTab.used_at < machine_now() - IN_USE).limit(1)) is not None
    )


def forget_unused(work: Work) -> None:
    """Keep nothing of tabs that nobody has used for an hour."""
    work.session.execute(delete(HomeTab).where(HomeTab.used_at < machine_now() - IN_USE))
