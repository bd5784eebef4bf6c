"""Indicators as defined."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_indicator_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_indicator")),
    )
    op.create_table(
        "indicator_terms",
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
        sa.Column("klass", sa.String(40), nullable=True),
        sa.Column("class_words", sa.String(), nullable=True),
        sa.Column("definition", sa.String(), nullable=True),
        sa.Column("numerator", sa.String(), nullable=True),
        sa.Column("denominator", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("polarity", sa.String(40), nullable=True),
        sa.Column("period_basis", sa.String(40), nullable=True),
        sa.Column("frequency", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_indicator_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["indicator.programme_id", "indicator.number"],
            name=op.f("fk_indicator_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_indicator_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_indicator_terms_programme_id_number_sequence")
        ),
        info={"thing": "indicator"},
    )
    op.create_index(
        "ix_indicator_terms_reading",
        "indicator_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "indicator_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["indicator_terms.id"], name=op.f("fk_indicator_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_indicator_weakness")),
    )
    op.create_table(
        "indicator_milestone",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("milestone", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["indicator_terms.id"], name=op.f("fk_indicator_milestone_row_id")),
        sa.PrimaryKeyConstraint("row_id", "milestone", name=op.f("pk_indicator_milestone")),
    )


def downgrade() -> None:
    op.drop_table("indicator_milestone")
    op.drop_table("indicator_weakness")
    op.drop_table("indicator_terms")
    op.drop_table("indicator")
