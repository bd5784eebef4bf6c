"""The security log that people may read, and the salt under which typed names are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "security_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person_uid", sa.String(32), nullable=True),
        sa.Column("about_uid", sa.String(32), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(120), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["about_uid"], ["person.uid"], name=op.f("fk_security_event_about_uid")),
        sa.ForeignKeyConstraint(["person_uid"], ["person.uid"], name=op.f("fk_security_event_person_uid")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_security_event_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_event")),
    )
    op.create_index("ix_security_event_at", "security_event", ["at"], unique=False)
    op.create_index("ix_security_event_person", "security_event", ["person_uid", "at"], unique=False)
    op.create_index("ix_security_event_programme", "security_event", ["programme_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_table("security_event")
    op.drop_table("installation")
