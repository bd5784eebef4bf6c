"""A file that another one has contradicted may be loaded again, so that it counts."""

import sqlalchemy as sa
from alembic import op

from wsoa.database.upgrade import UpgradeFailed

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_TABLE, _ONCE = "statistics_file", "uq_statistics_file_sha256"


def upgrade() -> None:
    with op.batch_alter_table(_TABLE) as batch:
        batch.drop_constraint(_ONCE, type_="unique")
    op.create_index("ix_statistics_file_sha256", _TABLE, ["sha256"], unique=False)


def downgrade() -> None:
    again = sa.text(f"SELECT sha256 FROM {_TABLE} GROUP BY sha256 HAVING count(*) > 1")
    if op.get_bind().execute(again).first():
        raise UpgradeFailed("A file was loaded more than once; the database was left as it was.")
    op.drop_index("ix_statistics_file_sha256", _TABLE)
    with op.batch_alter_table(_TABLE) as batch:
        batch.create_unique_constraint(_ONCE, ["sha256"])
