"""Boards, and the rounds in which they are reported to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "round_terms",
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
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position_date", sa.Date(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("board_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_round_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_round_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_round_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_round_terms_programme_id_number_sequence")
        ),
        info={"thing": "round"},
    )
    op.create_index(
        "ix_round_terms_reading", "round_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "board",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_board_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_board")),
    )
    op.create_table(
        "board_terms",
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
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("cadence", sa.String(), nullable=True),
        sa.Column("reports_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_board_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["board.programme_id", "board.number"],
            name=op.f("fk_board_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "reports_to"],
            ["board.programme_id", "board.number"],
            name=op.f("fk_board_terms_programme_id_reports_to"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_board_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_board_terms_programme_id_number_sequence")
        ),
        info={"thing": "board"},
    )
    op.create_index(
        "ix_board_terms_reading", "board_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )


def downgrade() -> None:
    op.drop_table("board_terms")
    op.drop_table("board")
    op.drop_table("round_terms")
