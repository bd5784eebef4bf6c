"""Plans of the lineage, and the areas of weakness they answer."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_plan_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_plan")),
    )
    op.create_table(
        "plan_terms",
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
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("approvals", sa.String(), nullable=True),
        sa.Column("predecessor", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_plan_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["plan.programme_id", "plan.number"],
            name=op.f("fk_plan_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "predecessor"],
            ["plan.programme_id", "plan.number"],
            name=op.f("fk_plan_terms_programme_id_predecessor"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_plan_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_plan_terms_programme_id_number_sequence")
        ),
        info={"thing": "plan"},
    )
    op.create_index(
        "ix_plan_terms_reading", "plan_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "weakness",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_weakness_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_weakness")),
    )
    op.create_table(
        "weakness_terms",
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
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("wording_confirmed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_weakness_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_weakness_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_weakness_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weakness_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_weakness_terms_programme_id_number_sequence")
        ),
        info={"thing": "weakness"},
    )
    op.create_index(
        "ix_weakness_terms_reading",
        "weakness_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "weakness_reference",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["weakness_terms.id"], name=op.f("fk_weakness_reference_row_id")),
        sa.PrimaryKeyConstraint("row_id", "plan", name=op.f("pk_weakness_reference")),
    )


def downgrade() -> None:
    op.drop_table("weakness_reference")
    op.drop_table("weakness_terms")
    op.drop_table("weakness")
    op.drop_table("plan_terms")
    op.drop_table("plan")
