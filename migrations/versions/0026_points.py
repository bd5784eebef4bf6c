"""What is said beside points to check, and random samples that were drawn."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "explanation",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_explanation_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_explanation")),
    )
    op.create_table(
        "explanation_terms",
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
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("about_number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_explanation_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["explanation.programme_id", "explanation.number"],
            name=op.f("fk_explanation_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_explanation_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_explanation_terms_programme_id_number_sequence")
        ),
        info={"thing": "explanation"},
    )
    op.create_index(
        "ix_explanation_terms_reading",
        "explanation_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "draw",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_draw_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_draw")),
    )
    op.create_table(
        "draw_terms",
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
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("position_date", sa.Date(), nullable=False),
        sa.Column("known_by", sa.Integer(), nullable=False),
        sa.Column("weakness", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_draw_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["draw.programme_id", "draw.number"],
            name=op.f("fk_draw_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_draw_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "weakness"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_draw_terms_programme_id_weakness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_draw_terms_programme_id_number_sequence")
        ),
        info={"thing": "draw"},
    )
    op.create_index(
        "ix_draw_terms_reading", "draw_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "drawn_milestone",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("milestone", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["draw_terms.id"], name=op.f("fk_drawn_milestone_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_drawn_milestone")),
    )


def downgrade() -> None:
    op.drop_table("drawn_milestone")
    op.drop_table("draw_terms")
    op.drop_table("draw")
    op.drop_table("explanation_terms")
    op.drop_table("explanation")
