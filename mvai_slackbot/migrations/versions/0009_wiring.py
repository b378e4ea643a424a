"""An incident's number is unique in its workspace, as its series is; it was unique across all of them."""

from collections.abc import Sequence

from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Let two workspaces have the same number."""
    with op.batch_alter_table("incident") as batch:
        batch.drop_constraint(op.f("uq_incident_number"), type_="unique")
        batch.create_unique_constraint("uq_incident_team_id_number", ["team_id", "number"])


def downgrade() -> None:
    """Let a number be there once in all workspaces."""
    with op.batch_alter_table("incident") as batch:
        batch.drop_constraint("uq_incident_team_id_number", type_="unique")
        batch.create_unique_constraint(op.f("uq_incident_number"), ["number"])
