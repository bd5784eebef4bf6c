"""Parts of a plan that are none of the lists of a round keep their own heading."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bullet_list_version", sa.Column("heading", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bullet_list_version") as batch:
        batch.drop_column("heading")
