"""What visitors ask for, and what is answered."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit_request",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_visit_request_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_visit_request")),
    )
    op.create_table(
        "visit_request_terms",
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
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.String(5), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_visit_request_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["visit_request.programme_id", "visit_request.number"],
            name=op.f("fk_visit_request_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_visit_request_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "visit"],
            ["visit.programme_id", "visit.number"],
            name=op.f("fk_visit_request_terms_programme_id_visit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_request_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_visit_request_terms_programme_id_number_sequence")
        ),
        info={"thing": "visit_request"},
    )
    op.create_index(
        "ix_visit_request_terms_reading",
        "visit_request_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "visit_request_answer",
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
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_visit_request_answer_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["visit_request.programme_id", "visit_request.number"],
            name=op.f("fk_visit_request_answer_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_visit_request_answer_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_request_answer")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_visit_request_answer_programme_id_number_sequence")
        ),
        info={"thing": "visit_request"},
    )
    op.create_index(
        "ix_visit_request_answer_reading",
        "visit_request_answer",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "request_evidence",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["visit_request_answer.id"], name=op.f("fk_request_evidence_row_id")),
        sa.PrimaryKeyConstraint("row_id", "evidence", name=op.f("pk_request_evidence")),
    )


def downgrade() -> None:
    op.drop_table("request_evidence")
    op.drop_table("visit_request_answer")
    op.drop_table("visit_request_terms")
    op.drop_table("visit_request")
