"""Alembic's side: which tables there should be, and how our column types are written into a revision."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from mvai_slackbot import features
from mvai_slackbot.db import Base, PrivateText, UTCDateTime
from mvai_slackbot.privacy import models as privacy

# Naming the features is what makes their tables known.
KNOWN = (features, privacy)


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as plain ones: a revision must run long after the types have changed."""
    if kind != "type":
        return False
    if isinstance(item, PrivateText):
        return "sa.LargeBinary()"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum):
        words = ", ".join(repr(word) for word in item.enums)
        return f"sa.Enum({words}, name={item.name!r}, native_enum=False, create_constraint=True, length={item.length})"
    return False


def migrate() -> None:
    """Run the steps on the connection that was handed in; its owner commits."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


migrate()
