"""Impact is judged for each area of weakness."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "impact_judgement",
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
        sa.Column("impact", sa.String(40), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("lead_indicator", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_impact_judgement_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_impact_judgement_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "lead_indicator"],
            ["indicator.programme_id", "indicator.number"],
            name=op.f("fk_impact_judgement_programme_id_lead_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_impact_judgement_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impact_judgement")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_impact_judgement_programme_id_number_sequence")
        ),
        info={"thing": "weakness"},
    )
    op.create_index(
        "ix_impact_judgement_reading",
        "impact_judgement",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "impact_evidence",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["impact_judgement.id"], name=op.f("fk_impact_evidence_row_id")),
        sa.PrimaryKeyConstraint("row_id", "evidence", name=op.f("pk_impact_evidence")),
    )
    op.create_table(
        "impact_indicator",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["impact_judgement.id"], name=op.f("fk_impact_indicator_row_id")),
        sa.PrimaryKeyConstraint("row_id", "indicator", name=op.f("pk_impact_indicator")),
    )


def downgrade() -> None:
    op.drop_table("impact_indicator")
    op.drop_table("impact_evidence")
    op.drop_table("impact_judgement")
