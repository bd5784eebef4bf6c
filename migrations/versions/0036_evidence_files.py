"""Files of evidence: revisions, redacted copies, and what a second person decided about one."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_revision",
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
        sa.Column("file_digest", sa.String(64), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("file_kind", sa.String(10), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("holds_personal", sa.Boolean(), nullable=True),
        sa.Column("whose", sa.String(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("hidden", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_evidence_revision_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["evidence.programme_id", "evidence.number"],
            name=op.f("fk_evidence_revision_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_evidence_revision_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_revision")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_evidence_revision_programme_id_number_sequence")
        ),
        info={"thing": "evidence"},
    )
    op.create_index(
        "ix_evidence_revision_reading",
        "evidence_revision",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "evidence_redaction",
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
        sa.Column("of_digest", sa.String(64), nullable=False),
        sa.Column("file_digest", sa.String(64), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("file_kind", sa.String(10), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("hidden", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_evidence_redaction_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["evidence.programme_id", "evidence.number"],
            name=op.f("fk_evidence_redaction_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_evidence_redaction_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_redaction")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_evidence_redaction_programme_id_number_sequence")
        ),
        info={"thing": "evidence"},
    )
    op.create_index(
        "ix_evidence_redaction_reading",
        "evidence_redaction",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "evidence_file_check",
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
        sa.Column("file_digest", sa.String(64), nullable=False),
        sa.Column("may_be_released", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.uid"], name=op.f("fk_evidence_file_check_decided_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_evidence_file_check_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["evidence.programme_id", "evidence.number"],
            name=op.f("fk_evidence_file_check_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_evidence_file_check_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_file_check")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_evidence_file_check_programme_id_number_sequence")
        ),
        info={"thing": "evidence"},
    )
    op.create_index(
        "ix_evidence_file_check_reading",
        "evidence_file_check",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )

    op.add_column("evidence_terms", sa.Column("withdrawn", sa.Boolean(), nullable=True))
    op.add_column("evidence_release", sa.Column("file_digest", sa.String(64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("evidence_release") as batch:
        batch.drop_column("file_digest")
    with op.batch_alter_table("evidence_terms") as batch:
        batch.drop_column("withdrawn")
    op.drop_table("evidence_file_check")
    op.drop_table("evidence_redaction")
    op.drop_table("evidence_revision")
