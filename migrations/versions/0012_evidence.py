"""Evidence, numbered for ever."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_evidence_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_evidence")),
    )
    op.create_table(
        "evidence_terms",
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
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("shows", sa.String(), nullable=True),
        sa.Column("klass", sa.String(40), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(32), nullable=True),
        sa.Column("sensitivity", sa.String(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["organisation.uid"], name=op.f("fk_evidence_terms_owner")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_evidence_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["evidence.programme_id", "evidence.number"],
            name=op.f("fk_evidence_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_evidence_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_evidence_terms_programme_id_number_sequence")
        ),
        info={"thing": "evidence"},
    )
    op.create_index(
        "ix_evidence_terms_reading",
        "evidence_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "evidence_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["evidence_terms.id"], name=op.f("fk_evidence_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_evidence_weakness")),
    )
    op.create_table(
        "evidence_milestone",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("milestone", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["evidence_terms.id"], name=op.f("fk_evidence_milestone_row_id")),
        sa.PrimaryKeyConstraint("row_id", "milestone", name=op.f("pk_evidence_milestone")),
    )
    op.create_table(
        "evidence_indicator",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["evidence_terms.id"], name=op.f("fk_evidence_indicator_row_id")),
        sa.PrimaryKeyConstraint("row_id", "indicator", name=op.f("pk_evidence_indicator")),
    )
    op.create_table(
        "evidence_risk",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("risk", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["evidence_terms.id"], name=op.f("fk_evidence_risk_row_id")),
        sa.PrimaryKeyConstraint("row_id", "risk", name=op.f("pk_evidence_risk")),
    )


def downgrade() -> None:
    op.drop_table("evidence_risk")
    op.drop_table("evidence_indicator")
    op.drop_table("evidence_milestone")
    op.drop_table("evidence_weakness")
    op.drop_table("evidence_terms")
    op.drop_table("evidence")
