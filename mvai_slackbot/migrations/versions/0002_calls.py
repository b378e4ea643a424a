"""Calls: who asked for whom, the half hour for the outcome, numbers near somebody, tests of what wakes a phone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENTS = ("undelivered_at", "rung_at", "outcome_due_at", "outcome_reminded_at", "returned_at")


def upgrade() -> None:
    """Add the columns and make the tables."""
    for name in MOMENTS:
        op.add_column("call_asked", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("call_asking", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "call_raised",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call_asked.id"], name=op.f("fk_call_raised_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_raised_person_id")),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_call_raised")),
    )
    op.create_index(op.f("ix_call_raised_person_id"), "call_raised", ["person_id"], unique=False)
    op.create_table(
        "call_numbers",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("second_name", sa.LargeBinary(), nullable=True),
        sa.Column("second_phone", sa.LargeBinary(), nullable=True),
        sa.Column("dispatch_phone", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_numbers_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_call_numbers")),
    )
    op.create_table(
        "call_pager",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_pager_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_call_pager")),
    )
    op.create_table(
        "call_test",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("phone_rang", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_test_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_test")),
    )
    op.create_index(op.f("ix_call_test_person_id"), "call_test", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("call_test")
    op.drop_table("call_pager")
    op.drop_table("call_numbers")
    op.drop_table("call_raised")
    op.drop_column("call_asking", "taken_at")
    for name in MOMENTS:
        op.drop_column("call_asked", name)
