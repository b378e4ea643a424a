"""The tables of outbox, as they were in the first version."""

import sqlalchemy as sa
from alembic import op


def outbox_answer() -> None:
    """Make the table outbox_answer."""
    op.create_table(
        "outbox_answer",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outbox_answer")),
    )
    op.create_index(op.f("ix_outbox_answer_at"), "outbox_answer", ["at"], unique=False)


def outbox_entry() -> None:
    """Make the table outbox_entry."""
    op.create_table(
        "outbox_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("lane", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("step", sa.String(length=100), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "leased", "done", "dead", name="state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_entry")),
    )
    op.create_index(op.f("ix_outbox_entry_finished_at"), "outbox_entry", ["finished_at"], unique=False)
    op.create_index("ix_outbox_entry_open", "outbox_entry", ["state", "lane", "id"], unique=False)
    op.create_index("ix_outbox_entry_subject", "outbox_entry", ["subject"], unique=False)


def outbox_receipt() -> None:
    """Make the table outbox_receipt."""
    op.create_table(
        "outbox_receipt",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("ts", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outbox_receipt")),
    )
