"""Rating keys in versions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rating_key",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_rating_key_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_rating_key")),
    )
    op.create_table(
        "rating_key_terms",
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
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_rating_key_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["rating_key.programme_id", "rating_key.number"],
            name=op.f("fk_rating_key_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_rating_key_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_key_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_rating_key_terms_programme_id_number_sequence")
        ),
        info={"thing": "rating_key"},
    )
    op.create_index(
        "ix_rating_key_terms_reading",
        "rating_key_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "rating_level",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("colour", sa.String(40), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=True),
        sa.Column("group", sa.String(40), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("exception", sa.Boolean(), nullable=False),
        sa.Column("requires", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["rating_key_terms.id"], name=op.f("fk_rating_level_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_rating_level")),
    )


def downgrade() -> None:
    op.drop_table("rating_level")
    op.drop_table("rating_key_terms")
    op.drop_table("rating_key")
