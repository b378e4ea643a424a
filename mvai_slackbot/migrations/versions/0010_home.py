"""The Home tabs in use: which page of each list they show, and what they last showed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "home_tab",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("shown", sa.String(length=64), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_home_tab_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_home_tab")),
    )
    op.create_index(op.f("ix_home_tab_used_at"), "home_tab", ["used_at"], unique=False)


def downgrade() -> None:
    """Take the table away: tabs are made anew when they are opened."""
    op.drop_table("home_tab")
