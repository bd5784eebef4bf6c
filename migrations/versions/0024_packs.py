"""Packs: drafts, what was issued, the files it was issued as, and edited ones that went out."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_pack_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_pack")),
    )
    op.create_table(
        "pack_terms",
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
        sa.Column("report", sa.String(40), nullable=False),
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("reports_round", sa.Integer(), nullable=True),
        sa.Column("position_date", sa.Date(), nullable=False),
        sa.Column("known_by", sa.Integer(), nullable=False),
        sa.Column("head_digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("pack", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("cleared_by", sa.String(32), nullable=True),
        sa.Column("program_version", sa.String(), nullable=True),
        sa.Column("contents_digest", sa.String(64), nullable=True),
        sa.Column("file_digest", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["cleared_by"], ["person.uid"], name=op.f("fk_pack_terms_cleared_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "board"],
            ["board.programme_id", "board.number"],
            name=op.f("fk_pack_terms_programme_id_board"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_pack_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["pack.programme_id", "pack.number"],
            name=op.f("fk_pack_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "replaces"],
            ["pack.programme_id", "pack.number"],
            name=op.f("fk_pack_terms_programme_id_replaces"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "reports_round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_pack_terms_programme_id_reports_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_pack_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_pack_terms_programme_id_number_sequence")
        ),
        info={"thing": "pack"},
    )
    op.create_index(
        "ix_pack_terms_reading", "pack_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "pack_amendment",
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
        sa.Column("file_digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_pack_amendment_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["pack.programme_id", "pack.number"],
            name=op.f("fk_pack_amendment_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_pack_amendment_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_amendment")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_pack_amendment_programme_id_number_sequence")
        ),
        info={"thing": "pack"},
    )
    op.create_index(
        "ix_pack_amendment_reading",
        "pack_amendment",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "pack_difference",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("issued", sa.String(), nullable=True),
        sa.Column("amended", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["pack_amendment.id"], name=op.f("fk_pack_difference_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_pack_difference")),
    )
    op.create_table(
        "frozen_file",
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_frozen_file_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "digest", name=op.f("pk_frozen_file")),
    )


def downgrade() -> None:
    op.drop_table("frozen_file")
    op.drop_table("pack_difference")
    op.drop_table("pack_amendment")
    op.drop_table("pack_terms")
    op.drop_table("pack")
