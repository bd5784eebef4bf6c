"""Each file's statistical neighbours stand beside those of the others: what was published before can still be told."""

import sqlalchemy as sa
from alembic import op

from wsoa.database.upgrade import UpgradeFailed

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_TABLE, _KEY = "statistical_neighbour", "pk_statistical_neighbour"
_PLACE = ["neighbour_set", "area", "rank"]


def upgrade() -> None:
    _keyed_by([*_PLACE, "file"])


def downgrade() -> None:
    place = ", ".join(_PLACE)
    told_twice = sa.text(f"SELECT {place} FROM {_TABLE} GROUP BY {place} HAVING count(*) > 1")
    if op.get_bind().execute(told_twice).first():
        raise UpgradeFailed("Several files name one set of neighbours; the database was left as it was.")
    _keyed_by(_PLACE)


def _keyed_by(columns: list[str]) -> None:
    with op.batch_alter_table(_TABLE) as batch:
        batch.drop_constraint(_KEY, type_="primary")
        batch.create_primary_key(_KEY, columns)
