"""A county for incidents, requests and SMEs; nobody's is known before somebody says it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

COLUMNS = (("incident", "county"), ("assistance_request", "county"), ("sme", "home_county"))


def upgrade() -> None:
    """Add the columns, empty."""
    for table, name in COLUMNS:
        op.add_column(table, sa.Column(name, sa.String(length=5), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them; the states stay."""
    for table, name in COLUMNS:
        with op.batch_alter_table(table) as batch:
            batch.drop_column(name)
