"""What boards are asked for, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ask",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_ask_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_ask")),
    )
    op.create_table(
        "ask_answer",
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
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_ask_answer_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["ask.programme_id", "ask.number"],
            name=op.f("fk_ask_answer_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_ask_answer_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_answer")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_ask_answer_programme_id_number_sequence")
        ),
        info={"thing": "ask"},
    )
    op.create_index(
        "ix_ask_answer_reading", "ask_answer", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "ask_terms",
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
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("milestone", sa.Integer(), nullable=True),
        sa.Column("risk", sa.Integer(), nullable=True),
        sa.Column("board", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("meeting", sa.Date(), nullable=True),
        sa.Column("consequence", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "board"],
            ["board.programme_id", "board.number"],
            name=op.f("fk_ask_terms_programme_id_board"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_ask_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "milestone"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_ask_terms_programme_id_milestone"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["ask.programme_id", "ask.number"],
            name=op.f("fk_ask_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "risk"], ["risk.programme_id", "risk.number"], name=op.f("fk_ask_terms_programme_id_risk")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_ask_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_ask_terms_programme_id_number_sequence")
        ),
        info={"thing": "ask"},
    )
    op.create_index(
        "ix_ask_terms_reading", "ask_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )


def downgrade() -> None:
    op.drop_table("ask_terms")
    op.drop_table("ask_answer")
    op.drop_table("ask")
