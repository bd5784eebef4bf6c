"""Bullet lists."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bullet_list",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_bullet_list_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_bullet_list")),
    )
    op.create_table(
        "bullet_list_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("withdraws", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("workstream", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_bullet_list_version_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["bullet_list.programme_id", "bullet_list.number"],
            name=op.f("fk_bullet_list_version_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_bullet_list_version_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "workstream"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_bullet_list_version_programme_id_workstream"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bullet_list_version")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_bullet_list_version_programme_id_number_sequence")
        ),
        info={"thing": "bullet_list"},
    )
    op.create_index(
        "ix_bullet_list_version_reading",
        "bullet_list_version",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "bullet",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["bullet_list_version.id"], name=op.f("fk_bullet_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_bullet")),
    )


def downgrade() -> None:
    op.drop_table("bullet")
    op.drop_table("bullet_list_version")
    op.drop_table("bullet_list")
