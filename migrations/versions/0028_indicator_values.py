"""Indicators have targets, values, and a word on how far their figures can be trusted."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("indicator_terms", sa.Column("measure", sa.String(80), nullable=True))
    op.add_column("indicator_terms", sa.Column("standard", sa.String(), nullable=True))
    op.add_column("indicator_terms", sa.Column("baseline", sa.String(), nullable=True))
    op.add_column("indicator_terms", sa.Column("baseline_on", sa.Date(), nullable=True))
    op.create_table(
        "target",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_target_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_target")),
    )
    op.create_table(
        "target_terms",
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
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("upper", sa.String(), nullable=True),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_target_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "indicator"],
            ["indicator.programme_id", "indicator.number"],
            name=op.f("fk_target_terms_programme_id_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["target.programme_id", "target.number"],
            name=op.f("fk_target_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_target_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_target_terms_programme_id_number_sequence")
        ),
        info={"thing": "target"},
    )
    op.create_index(
        "ix_target_terms_reading",
        "target_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "target_checkpoint",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["target_terms.id"], name=op.f("fk_target_checkpoint_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_target_checkpoint")),
    )
    op.create_table(
        "indicator_value",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_indicator_value_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_indicator_value")),
    )
    op.create_table(
        "indicator_value_terms",
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
        sa.Column("indicator", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("missing", sa.String(40), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("measured_by", sa.String(), nullable=True),
        sa.Column("numerator", sa.Integer(), nullable=True),
        sa.Column("denominator", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answering", sa.Integer(), nullable=True),
        sa.Column("opening", sa.Integer(), nullable=True),
        sa.Column("arrived", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_indicator_value_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "indicator"],
            ["indicator.programme_id", "indicator.number"],
            name=op.f("fk_indicator_value_terms_programme_id_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["indicator_value.programme_id", "indicator_value.number"],
            name=op.f("fk_indicator_value_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_indicator_value_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_indicator_value_terms_programme_id_number_sequence")
        ),
        info={"thing": "indicator_value"},
    )
    op.create_index(
        "ix_indicator_value_terms_reading",
        "indicator_value_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "indicator_quality",
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
        sa.Column("feed", sa.String(40), nullable=True),
        sa.Column("spreadsheet", sa.String(), nullable=True),
        sa.Column("retires", sa.Date(), nullable=True),
        sa.Column("validated_on", sa.Date(), nullable=True),
        sa.Column("validated_by", sa.String(), nullable=True),
        sa.Column("sample", sa.String(), nullable=True),
        sa.Column("matched", sa.String(), nullable=True),
        sa.Column("faults", sa.String(), nullable=True),
        sa.Column("confidence", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_indicator_quality_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["indicator.programme_id", "indicator.number"],
            name=op.f("fk_indicator_quality_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_indicator_quality_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_quality")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_indicator_quality_programme_id_number_sequence")
        ),
        info={"thing": "indicator"},
    )
    op.create_index(
        "ix_indicator_quality_reading",
        "indicator_quality",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("indicator_quality")
    op.drop_table("indicator_value_terms")
    op.drop_table("indicator_value")
    op.drop_table("target_checkpoint")
    op.drop_table("target_terms")
    op.drop_table("target")
    with op.batch_alter_table("indicator_terms") as batch:
        batch.drop_column("baseline_on")
        batch.drop_column("baseline")
        batch.drop_column("standard")
        batch.drop_column("measure")
