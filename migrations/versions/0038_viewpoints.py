"""Partners' own views, beside the claims they agree with or dispute."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "viewpoint",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_viewpoint_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_viewpoint")),
    )
    op.create_table(
        "viewpoint_terms",
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
        sa.Column("organisation", sa.String(32), nullable=False),
        sa.Column("weakness", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(40), nullable=False),
        sa.Column("section", sa.String(40), nullable=True),
        sa.Column("milestone", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(40), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.uid"], name=op.f("fk_viewpoint_terms_organisation")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_viewpoint_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "milestone"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_viewpoint_terms_programme_id_milestone"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["viewpoint.programme_id", "viewpoint.number"],
            name=op.f("fk_viewpoint_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_viewpoint_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "weakness"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_viewpoint_terms_programme_id_weakness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewpoint_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_viewpoint_terms_programme_id_number_sequence")
        ),
        info={"thing": "viewpoint"},
    )
    op.create_index(
        "ix_viewpoint_terms_reading",
        "viewpoint_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "viewpoint_check",
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
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("clean", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.uid"], name=op.f("fk_viewpoint_check_decided_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_viewpoint_check_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["viewpoint.programme_id", "viewpoint.number"],
            name=op.f("fk_viewpoint_check_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_viewpoint_check_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewpoint_check")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_viewpoint_check_programme_id_number_sequence")
        ),
        info={"thing": "viewpoint"},
    )
    op.create_index(
        "ix_viewpoint_check_reading",
        "viewpoint_check",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("viewpoint_check")
    op.drop_table("viewpoint_terms")
    op.drop_table("viewpoint")
