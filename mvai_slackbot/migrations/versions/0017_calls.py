"""A number given for a call stands apart from the phone on record, which others read too."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

person = sa.table("person", sa.column("id"), sa.column("phone"))
numbers = sa.table("call_numbers", sa.column("person_id"), sa.column("own_phone"))
earlier = sa.table(
    "person_earlier",
    sa.column("id"),
    sa.column("person_id"),
    sa.column("field"),
    sa.column("words"),
    sa.column("changed_by"),
)


def upgrade() -> None:
    """Add the column; what people had given in that form moves there, sealed as it is, for those who call alone.

    A phone that staff put on record stays or comes back. Where nothing says who gave it, it was promised to those who call.
    """
    op.add_column("call_numbers", sa.Column("own_phone", sa.LargeBinary(), nullable=True))
    bind = op.get_bind()
    given = sa.select(person.c.id, person.c.phone).join(numbers, numbers.c.person_id == person.c.id)
    for person_id, phone in bind.execute(given.where(person.c.phone.is_not(None))).all():
        changes = sa.select(earlier.c.changed_by, earlier.c.words).where(
            earlier.c.person_id == person_id, earlier.c.field == "phone"
        )
        last = bind.execute(changes.order_by(earlier.c.id.desc()).limit(1)).first()
        if last is not None and last.changed_by != person_id:
            continue
        bind.execute(numbers.update().where(numbers.c.person_id == person_id).values(own_phone=phone))
        official = last.words if last is not None else None
        bind.execute(person.update().where(person.c.id == person_id).values(phone=official))


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("call_numbers") as batch:
        batch.drop_column("own_phone")
