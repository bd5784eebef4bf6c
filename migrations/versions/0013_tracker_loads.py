"""Trackers that were brought, and remembered columns."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tracker_load",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(32), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("scope", sa.String(40), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("grid", sa.LargeBinary(), nullable=True),
        sa.Column("corrections", sa.JSON(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("report_digest", sa.String(64), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reading_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_tracker_load_programme_id")),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_tracker_load_person")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_tracker_load_programme_id_entry"),
        ),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_tracker_load")),
    )
    op.create_table(
        "remembered_column",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("table_kind", sa.String(40), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("person", sa.String(32), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_remembered_column_programme_id")),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_remembered_column_person")),
        sa.PrimaryKeyConstraint("programme_id", "table_kind", "header", name=op.f("pk_remembered_column")),
    )


def downgrade() -> None:
    op.drop_table("remembered_column")
    op.drop_table("tracker_load")
