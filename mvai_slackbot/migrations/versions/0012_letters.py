"""Who stands in for a reviewer; the letter that carries a link to a form."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table, and let a link name its letter."""
    op.create_table(
        "reviewer_stand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("named_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reviewer_id"], ["person.id"], name=op.f("fk_reviewer_stand_in_reviewer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reviewer_stand_in_person_id")),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_reviewer_stand_in_named_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer_stand_in")),
    )
    op.create_index(op.f("ix_reviewer_stand_in_reviewer_id"), "reviewer_stand_in", ["reviewer_id"])
    with op.batch_alter_table("checkin_form_link") as batch:
        batch.add_column(sa.Column("letter_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_checkin_form_link_letter_id"), "letter", ["letter_id"], ["id"])
        batch.create_index(op.f("ix_checkin_form_link_letter_id"), ["letter_id"])


def downgrade() -> None:
    """Drop both."""
    with op.batch_alter_table("checkin_form_link") as batch:
        batch.drop_index(op.f("ix_checkin_form_link_letter_id"))
        batch.drop_constraint(op.f("fk_checkin_form_link_letter_id"), type_="foreignkey")
        batch.drop_column("letter_id")
    op.drop_table("reviewer_stand_in")
