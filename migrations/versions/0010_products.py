"""Reporting products."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "product",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_product_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_product")),
    )
    op.create_table(
        "product_terms",
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
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("frequency", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_product_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["product.programme_id", "product.number"],
            name=op.f("fk_product_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_product_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_product_terms_programme_id_number_sequence")
        ),
        info={"thing": "product"},
    )
    op.create_index(
        "ix_product_terms_reading",
        "product_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "product_timescale",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("which", sa.String(40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["product_terms.id"], name=op.f("fk_product_timescale_row_id")),
        sa.PrimaryKeyConstraint("row_id", "which", name=op.f("pk_product_timescale")),
    )
    op.create_table(
        "product_update",
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
        sa.Column("progress", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_product_update_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["product.programme_id", "product.number"],
            name=op.f("fk_product_update_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_product_update_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_update")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_product_update_programme_id_number_sequence")
        ),
        info={"thing": "product"},
    )
    op.create_index(
        "ix_product_update_reading",
        "product_update",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("product_update")
    op.drop_table("product_timescale")
    op.drop_table("product_terms")
    op.drop_table("product")
