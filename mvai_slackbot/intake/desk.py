"""What is done with the mailbox: plain functions for whoever watches it, each a transaction of its own."""

from mvai_slackbot.intake import watching
from mvai_slackbot.intake.service import Rules, find_mail, take_in
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.mail.watching import Desk
from mvai_slackbot.work import Works


def build(works: Works, rules: Rules) -> Desk:
    """Return what is done with the mailbox and what arrives in it, each in a transaction of its own."""

    def knows(mailbox: str, uid_validity: int, uid: int) -> bool:
        with works.read() as work:
            return find_mail(work.session, mailbox, uid_validity, uid) is not None

    def take(arrived: Arrived) -> None:
        with works.begin() as work:
            take_in(work, arrived, rules)

    def begins(name: str) -> None:
        with works.begin() as work:
            watching.watch_only(work, name)

    def was_read(name: str) -> None:
        with works.begin() as work:
            watching.was_read(work, name)

    def was_not_read(name: str, code: str) -> None:
        with works.begin() as work:
            watching.was_not_read(work, name, code)

    return Desk(knows=knows, take=take, begins=begins, was_read=was_read, was_not_read=was_not_read)
