"""Letters that go out by mail, mails that arrive, and how the mailbox stands."""

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
    _received_mail()
    _mailbox()


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


def _received_mail() -> None:
    op.create_table(
        "received_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(40), nullable=False),
        sa.Column("mailbox", sa.String(64), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("says", sa.String(64), nullable=False),
        sa.Column("writer", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column(
            "state", words("state", "request", "answer", "held", "let-in", "dropped", "again", "bounce"), nullable=False
        ),
        sa.Column("why", words("why", "unverified", "too-big", "broken", "machine", "words", "twin"), nullable=True),
        sa.Column("sender", sa.LargeBinary(), nullable=True),
        sa.Column("sender_name", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("attachments", sa.LargeBinary(), nullable=True),
        sa.Column("message_id", sa.LargeBinary(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("alarmed_at", MOMENT, nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_received_mail_letter_id")),
        sa.ForeignKeyConstraint(["request_id"], ["assistance_request.id"], name=op.f("fk_received_mail_request_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_received_mail_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_mail")),
        sa.UniqueConstraint("mailbox", "uid_validity", "uid", name=op.f("uq_received_mail_mailbox")),
    )
    for column in ("name", "writer", "request_id"):
        op.create_index(op.f(f"ix_received_mail_{column}"), "received_mail", [column], unique=False)
    op.create_index("ix_received_mail_state", "received_mail", ["team_id", "state"], unique=False)


def _mailbox() -> None:
    op.create_table(
        "mailbox",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("team_id", sa.String(40), nullable=False),
        sa.Column("watched_since", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("fault", sa.String(60), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mailbox")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("mailbox")
    op.drop_table("received_mail")
    op.drop_table("letter")
