"""The programme's own words for what the house calls a milestone, and so on."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_words",
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
        sa.Column("milestone", sa.String(), nullable=True),
        sa.Column("milestones", sa.String(), nullable=True),
        sa.Column("focus_area", sa.String(), nullable=True),
        sa.Column("focus_areas", sa.String(), nullable=True),
        sa.Column("workstream", sa.String(), nullable=True),
        sa.Column("workstreams", sa.String(), nullable=True),
        sa.Column("weakness", sa.String(), nullable=True),
        sa.Column("weaknesses", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_programme_words_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_programme_words_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_programme_words_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_words")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_programme_words_programme_id_number_sequence")
        ),
        info={"thing": "programme"},
    )
    op.create_index(
        "ix_programme_words_reading",
        "programme_words",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("programme_words")
