"""What was opened lately is found without reading every incident there ever was: each opening waits for it."""

from collections.abc import Sequence

from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_incident_opened_at", "incident", ["team_id", "opened_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_incident_opened_at", "incident")
