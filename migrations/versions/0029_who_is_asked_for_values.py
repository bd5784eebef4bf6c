"""Somebody in person is asked for the values of an indicator."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("indicator_terms", sa.Column("asked", sa.String(32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("indicator_terms") as batch:
        batch.drop_column("asked")
