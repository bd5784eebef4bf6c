"""A proposed date says who is asked to agree."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("milestone_date", sa.Column("asked_person", sa.String(32), nullable=True))
    op.add_column("milestone_date", sa.Column("asked_board", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("milestone_date") as batch:
        batch.drop_column("asked_board")
        batch.drop_column("asked_person")
