"""Write a letter, and follow what becomes of it."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.letters.facts import LetterLate, LetterSent, LetterSettled, LetterToHand, LetterWritten
from mvai_slackbot.letters.models import Letter, LetterKind, LetterState
from mvai_slackbot.letters.words import Words
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import list_staff_on_call
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.work import Work

BOUNCED = "bounced"
# No letter that could be read as another: l, o, 0, 1 are left out.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
TOKEN_LENGTH = 14
MOST_NAMED = 20
ONE_WORD_OF_LATE = timedelta(hours=1)


def write(
    work: Work,
    to: str,
    kind: LetterKind,
    words: Words,
    *,
    request_id: int | None = None,
    incident_id: int | None = None,
    answers: tuple[str, ...] = (),
    title: str = "",
    link: str = "",
) -> Letter:
    """Write a letter to one address; it goes out by itself, or a coordinator is asked to send it.

    Only to an address that somebody gave for being written to: nothing is confirmed to whoever is not verified.
    `title` is the subject line of what it answers, where it answers something. `link` goes out in the place of
    `words.LINK` and is kept nowhere.
    """
    token = "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))
    letter = Letter(
        team_id=work.team_id,
        kind=kind,
        token=token,
        to=Private(to),
        title=Private(title or f"{words.title} (ref. {token})"),
        text=Private(words.text),
        written_at=work.now,
        request_id=request_id,
        incident_id=incident_id,
    )
    work.session.add(letter)
    work.session.flush()
    work.record(LetterWritten(letter, answers, link))
    return letter


def find_by_token(session: Session, token: str) -> Letter | None:
    """Return the letter of a token, as a Message-ID or a subject line carries it."""
    return session.scalar(select(Letter).where(Letter.token == token))


def get_letter(work: Work, letter_id: int) -> Letter:
    """Return a letter, held until this work ends."""
    letter = work.session.get(Letter, letter_id, with_for_update=True, populate_existing=True)
    if letter is None:
        raise Refused("That e-mail is not on record anymore.")
    return letter


def sent(work: Work, letter: Letter) -> None:
    """Record that the server took it."""
    if letter.state is LetterState.SENDING:
        letter.state, letter.settled_at, letter.error = LetterState.SENT, work.now, ""
        work.record(LetterSent(letter))


def not_sent(work: Work, letter: Letter, code: str, *, final: bool) -> None:
    """Record a try that failed; for good, or for now. Of mail that waits, staff hear once an hour at most."""
    if letter.state is not LetterState.SENDING:
        return
    late = bool(letter.error)
    letter.error = code
    if final:
        _to_hand(work, letter)
    elif late and not _told_of_late(work, letter):
        work.record(LetterLate(letter))


def _told_of_late(work: Work, letter: Letter) -> bool:
    earlier = select(Letter.id).where(
        Letter.team_id == letter.team_id,
        Letter.id != letter.id,
        Letter.state == LetterState.SENDING,
        Letter.error != "",
        Letter.written_at < letter.written_at,
        Letter.written_at > work.now - ONE_WORD_OF_LATE,
    )
    return work.session.scalar(earlier.limit(1)) is not None


def bounced(work: Work, letter: Letter) -> None:
    """Record that the letter came back; a person finds another way, or another address."""
    if letter.state in (LetterState.SENDING, LetterState.SENT):
        letter.error = BOUNCED
        _to_hand(work, letter)


def _to_hand(work: Work, letter: Letter) -> None:
    letter.state, letter.settled_at = LetterState.BY_HAND, None
    work.record(LetterToHand(letter))


def settle(work: Work, letter: Letter, state: LetterState) -> None:
    """Record that a person sent it, or that it is not needed any more; raise `Refused` when that was said already."""
    if letter.state is not LetterState.BY_HAND:
        raise Refused("This e-mail waits for nobody anymore. Nothing more is needed from you.")
    letter.state, letter.settled_at, letter.settled_by = state, work.now, work.actor.person_id
    work.record(LetterSettled(letter))


def not_needed(work: Work, letter: Letter) -> None:
    """Take a letter off the list that nobody needs any more; nothing is done where it waits for nobody."""
    if letter.state is LetterState.BY_HAND:
        letter.state, letter.settled_at = LetterState.LET_GO, work.now
        work.record(LetterSettled(letter))


def list_to(session: Session, request_ids: Sequence[int], address: str) -> list[Letter]:
    """Return the letters to an address about any of these requests, earliest first; what was let go is none."""
    about = (Letter.request_id.in_(request_ids), Letter.state != LetterState.LET_GO)
    rows = session.scalars(select(Letter).where(*about).order_by(Letter.id))
    return [one for one in rows if one.to.reveal().lower() == address.lower()]


def in_thread(earlier: Sequence[Letter], heard: Sequence[tuple[datetime, str]]) -> tuple[str, ...]:
    """Return what a letter answers, earliest first: names of mails that were heard, tokens of letters that went out."""
    # What a person sent by hand went out under a name that we do not know.
    ours = [(one.written_at, one.token) for one in earlier if one.state in (LetterState.SENDING, LetterState.SENT)]
    # What was heard stands before our answer to it, also in the same moment.
    return tuple(name for _, name in sorted([*heard, *ours], key=lambda one: one[0]))[-MOST_NAMED:]


def list_by_hand(session: Session, team_id: str) -> list[Letter]:
    """Return the letters that wait for a coordinator, earliest first."""
    rows = select(Letter).where(Letter.team_id == team_id, Letter.state == LetterState.BY_HAND)
    return list(session.scalars(rows.order_by(Letter.id)))


def on_duty(work: Work) -> list[Person]:
    """Return who takes what comes in by mail now: staff on call, the first person only; without any, every coordinator."""
    staff = list_staff_on_call(work)
    if staff:
        return staff[:1]
    coordinators = people.list_holders(work.session, work.team_id, Role.COORDINATOR)
    return coordinators or people.list_holders(work.session, work.team_id, Role.ADMINISTRATOR)
