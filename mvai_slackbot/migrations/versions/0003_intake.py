"""Letters that go out by mail."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str, *values: str) -> sa.Enum:
    """Return the type of a word list."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Make the tables."""
    _letter()


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(40), nullable=False),
        sa.Column("kind", words("kind", "acknowledgement", "decision", "offer", "check-in", "other"), nullable=False),
        sa.Column("token", sa.String(20), nullable=False),
        sa.Column("to", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("state", words("state", "sending", "sent", "by-hand", "sent-by-hand", "let-go"), nullable=False),
        sa.Column("error", sa.String(60), nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_letter_incident_id")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_letter_request_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_letter_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("token", name=op.f("uq_letter_token")),
    )
    op.create_index(op.f("ix_letter_request_id"), "letter", ["request_id"], unique=False)
    op.create_index(op.f("ix_letter_incident_id"), "letter", ["incident_id"], unique=False)
    op.create_index("ix_letter_state", "letter", ["team_id", "state"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("letter")
