"""A wish for a call that somebody shares, and a person's call that is asked for again while nobody has made it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Keep when the person asked for the call too, and when a call to make was last asked for again."""
    op.add_column("call_raised", sa.Column("own_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("checkin_call_to_make", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget both."""
    op.drop_column("checkin_call_to_make", "reminded_at")
    op.drop_column("call_raised", "own_at")
