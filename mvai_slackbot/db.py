"""The database: one engine, encrypted text, aware UTC times, and transactions that do not lose updates."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    LargeBinary,
    MetaData,
    Table,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, Session
from sqlalchemy.types import TypeDecorator

from mvai_slackbot.engines import LOCK_SECONDS, open_engine
from mvai_slackbot.errors import Refused

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMES)


def rows_of(model: type[Base]) -> Table:
    """Return a model's table, for statements of the hot path that do without the ORM's bookkeeping."""
    table = model.__table__
    assert isinstance(table, Table), "every model has a table of its own"
    return table


def straight(session: Session) -> Connection:
    """Return the session's own connection, for the few statements that each gesture waits for: they cost half there.

    What the session has not written yet is written first, as for any question.
    """
    session.flush()
    return session.connection()


class Private:
    """Words a person typed: they never print themselves, so no log or traceback can carry them."""

    __slots__ = ("_sealed", "_words")

    def __init__(self, words: str) -> None:
        self._words: str | None = words
        self._sealed: tuple[Vault, bytes] | None = None

    @classmethod
    def sealed(cls, vault: "Vault", words: bytes) -> Self:
        """Return words from the database; they are decrypted when somebody reveals them, and not before."""
        private = cls("")
        private._words, private._sealed = None, (vault, words)
        return private

    def reveal(self) -> str:
        """Return the words, for a view made for someone who may read them; `Refused` when no key opens them."""
        if self._words is None:
            assert self._sealed is not None, "private words are open or sealed"
            vault, sealed = self._sealed
            self._words = vault.open(sealed)
        return self._words

    @classmethod
    def of(cls, words: str | None) -> Self | None:
        """Return the words as private text, or None where there are none."""
        return cls(words) if words else None

    def __repr__(self) -> str:
        return "Private(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Private) and other.reveal() == self.reveal()

    def __hash__(self) -> int:
        return hash(self.reveal())


class Vault:
    """Authenticated encryption (Fernet) with keys newest first; an old key still opens what it sealed."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise Refused("MVAI_ENCRYPTION_KEYS is missing. Make one with: mvai-slackbot new-key")
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise Refused("MVAI_ENCRYPTION_KEYS: each key is 32 bytes in URL-safe base64") from None
        # The first word costs a millisecond and 1.5 MiB that no later one does: here nobody waits for it.
        self.seal("")

    def seal(self, words: str) -> bytes:
        """Encrypt with the newest key."""
        return self._fernet.encrypt(words.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt with whichever key fits; raise `Refused` when none does."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise Refused("MVAI_ENCRYPTION_KEYS: no key opens a stored text. Put the earlier key back.") from None


class PrivateText(TypeDecorator[Private]):
    """A column of private text, encrypted by the vault that its engine carries."""

    impl = LargeBinary
    cache_ok = True
    # Unless told, SQLAlchemy makes a class for each column.
    comparator_factory = TypeDecorator.Comparator

    def process_bind_param(self, value: Private | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _vault(dialect).seal(value.reveal())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Private | None:
        """Hand the sealed words out."""
        return None if value is None else Private.sealed(_vault(dialect), bytes(value))


def _vault(dialect: Dialect) -> Vault:
    vault: Vault = dialect.mvai_vault  # type: ignore[attr-defined]  # set by Database: types see only the dialect
    return vault


class _ComparedMoment(TypeDecorator.Comparator[datetime], DateTime.Comparator[datetime]):
    """What SQLAlchemy would make for each column of moments, once for all."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite would drop the zone and PostgreSQL would keep another."""

    impl = DateTime(timezone=True)
    cache_ok = True
    comparator_factory = _ComparedMoment

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: every moment carries its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Database:
    """One engine and the two ways to use it: `write` (one transaction) and `read`."""

    def __init__(self, url: str, vault: Vault, *, pool_size: int = 8, lock_seconds: int = LOCK_SECONDS) -> None:
        self.url = url
        self._kept = pool_size
        self.is_sqlite = url.startswith("sqlite")
        self.vault = vault
        self.engine = open_engine(url, pool_size=pool_size, lock_seconds=lock_seconds)
        self.engine.dialect.mvai_vault = vault  # type: ignore[attr-defined]  # read by PrivateText
        # SQLite has one writer: waiting here in order beats waiting in its busy handler by chance.
        self._writer: threading.Lock | None = threading.Lock() if self.is_sqlite else None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session whose transaction commits at the end, or rolls back when something is raised."""
        if self._writer is None:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            return
        with self._writer, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that only reads; on SQLite it waits for no writer."""
        reading = self.engine.execution_options(mvai_read_only=True)
        with Session(reading, expire_on_commit=False) as session:
            yield session

    def warm(self) -> None:
        """Open the connections that are kept anyway, before anybody waits for one; SQLite's cost nothing to open.

        A server that is away now is no reason to stop: readiness tells, and each gesture tries again.
        """
        if self.is_sqlite:
            return
        with suppress(DBAPIError), ExitStack() as kept:
            for _ in range(self._kept):
                kept.enter_context(self.engine.connect())

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()
