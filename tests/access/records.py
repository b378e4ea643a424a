"""The database of the matrix: what changed, and back to how it was."""

import sqlite3
from pathlib import Path

# What the bot remembers of gestures, and whom it met, is nobody's doing.
LEFT_OUT = {"outbox_answer", "person"}


class Records:
    """Watches the file beside the running bot."""

    def __init__(self, path: Path) -> None:
        self.file = sqlite3.connect(path, timeout=10)
        self.file.execute("PRAGMA synchronous = off")
        self.start = sqlite3.connect(":memory:")
        self.file.backup(self.start)
        self.tables = [name for (name,) in self.start.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self.before = {table: self._rows(self.start, table) for table in self.tables}
        self.version = self._version()

    def _version(self) -> int:
        # Changes when another connection has committed something.
        return int(self.file.execute("PRAGMA data_version").fetchone()[0])

    def _rows(self, connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
        return list(connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'))

    def changed(self, *, compare: bool) -> list[str]:
        """Return the tables that differ from the start when asked to `compare`, and put everything back."""
        if self._version() == self.version:
            return []
        tables = self.tables if compare else []
        different = [table for table in tables if self._rows(self.file, table) != self.before[table]]
        self.start.backup(self.file)
        self.version = self._version()
        return [table for table in different if table not in LEFT_OUT]

    def close(self) -> None:
        """Close both."""
        self.file.close()
        self.start.close()
