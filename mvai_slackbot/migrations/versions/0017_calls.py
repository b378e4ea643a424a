"""A number given for a call stands apart from the phone on record, which others read too."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

person = sa.table("person", sa.column("id"), sa.column("phone"), sa.column("user_id"))
numbers = sa.table("call_numbers", sa.column("person_id"), sa.column("own_phone"), sa.column("at"))
calls = sa.table("call_asked", sa.column("person_id"), sa.column("asked_at"))
roster = sa.table("sme", sa.column("person_id"))
earlier = sa.table(
    "person_earlier",
    sa.column("id"),
    sa.column("person_id"),
    sa.column("field"),
    sa.column("words"),
    sa.column("changed_by"),
)


def upgrade() -> None:
    """Add the column; what people had given for a call moves there, sealed as it is, for those who call alone.

    A phone that staff put on record stays or comes back. Where nothing says who gave it, it was promised to those who call.
    """
    op.add_column("call_numbers", sa.Column("own_phone", sa.LargeBinary(), nullable=True))
    bind = op.get_bind()
    filled = set(bind.scalars(sa.select(numbers.c.person_id)))
    for row in bind.execute(_given()).all():
        changes = sa.select(earlier.c.changed_by, earlier.c.words).where(
            earlier.c.person_id == row.id, earlier.c.field == "phone"
        )
        trail = bind.execute(changes.order_by(earlier.c.id.desc())).all()
        own = next((nth for nth, one in enumerate(trail) if one.changed_by != row.id), len(trail))
        if trail and own == 0:
            continue
        if row.id in filled:
            bind.execute(numbers.update().where(numbers.c.person_id == row.id).values(own_phone=row.phone))
        else:
            bind.execute(numbers.insert().values(person_id=row.id, own_phone=row.phone, at=row.at))
        # What stood before the first of their own changes in a row is official only where a change of staff's made it so:
        # a first value has no trace of who gave it, and may have been theirs.
        official = trail[own - 1].words if own and (own < len(trail) or row.user_id is None) else None
        bind.execute(person.update().where(person.c.id == row.id).values(phone=official))


def _given() -> sa.Select[tuple[int, bytes, str | None, object]]:
    """Select everybody who may have given their phone for a call: in the form of numbers, or with a call they asked for.

    Whoever is on the roster has shared theirs with those they help.
    """
    asked = (
        sa.select(calls.c.person_id, sa.func.min(calls.c.asked_at).label("at")).group_by(calls.c.person_id).subquery()
    )
    rows = sa.select(person.c.id, person.c.phone, person.c.user_id, asked.c.at)
    rows = rows.outerjoin(asked, asked.c.person_id == person.c.id).where(person.c.phone.is_not(None))
    by_form = person.c.id.in_(sa.select(numbers.c.person_id))
    by_call = asked.c.at.is_not(None) & person.c.user_id.is_not(None)
    return rows.where(by_form | by_call, person.c.id.not_in(sa.select(roster.c.person_id)))


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("call_numbers") as batch:
        batch.drop_column("own_phone")
