"""Risks and issues."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "risk",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_risk_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_risk")),
    )
    op.create_table(
        "risk_terms",
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
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("workstream", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_risk_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["risk.programme_id", "risk.number"],
            name=op.f("fk_risk_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_risk_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "workstream"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_risk_terms_programme_id_workstream"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_risk_terms_programme_id_number_sequence")
        ),
        info={"thing": "risk"},
    )
    op.create_index(
        "ix_risk_terms_reading", "risk_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "risk_milestone",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("milestone", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["risk_terms.id"], name=op.f("fk_risk_milestone_row_id")),
        sa.PrimaryKeyConstraint("row_id", "milestone", name=op.f("pk_risk_milestone")),
    )
    op.create_table(
        "risk_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["risk_terms.id"], name=op.f("fk_risk_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_risk_weakness")),
    )
    op.create_table(
        "risk_update",
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
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("rating_key", sa.Integer(), nullable=True),
        sa.Column("key_version", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("impact", sa.String(), nullable=True),
        sa.Column("mitigation", sa.String(), nullable=True),
        sa.Column("proximity", sa.String(), nullable=True),
        sa.Column("escalation", sa.String(), nullable=True),
        sa.Column("likelihood_before", sa.Integer(), nullable=True),
        sa.Column("severity_before", sa.Integer(), nullable=True),
        sa.Column("likelihood_after", sa.Integer(), nullable=True),
        sa.Column("severity_after", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_risk_update_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["risk.programme_id", "risk.number"],
            name=op.f("fk_risk_update_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "rating_key", "key_version"],
            ["rating_key_terms.programme_id", "rating_key_terms.number", "rating_key_terms.sequence"],
            name=op.f("fk_risk_update_programme_id_rating_key_key_version"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_risk_update_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_update")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_risk_update_programme_id_number_sequence")
        ),
        info={"thing": "risk"},
    )
    op.create_index(
        "ix_risk_update_reading", "risk_update", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )


def downgrade() -> None:
    op.drop_table("risk_update")
    op.drop_table("risk_weakness")
    op.drop_table("risk_milestone")
    op.drop_table("risk_terms")
    op.drop_table("risk")
