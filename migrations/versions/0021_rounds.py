"""Rounds serve several boards, each with its own day, and are closed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round_board",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("board", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meets", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["round_terms.id"], name=op.f("fk_round_board_row_id")),
        sa.PrimaryKeyConstraint("row_id", "board", name=op.f("pk_round_board")),
    )
    op.create_table(
        "round_state",
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
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_round_state_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_round_state_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_round_state_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_state")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_round_state_programme_id_number_sequence")
        ),
        info={"thing": "round"},
    )
    op.create_index(
        "ix_round_state_reading", "round_state", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )


def downgrade() -> None:
    op.drop_table("round_state")
    op.drop_table("round_board")
