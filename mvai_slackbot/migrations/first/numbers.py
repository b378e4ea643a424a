"""The tables of numbers given, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def counter() -> None:
    """Make the table counter."""
    op.create_table(
        "counter",
        sa.Column("series", sa.String(length=100), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
