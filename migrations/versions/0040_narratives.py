"""Evidence narratives on their way to their readers, and their release."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "narrative",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_narrative_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_narrative")),
    )
    op.create_table(
        "narrative_terms",
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
        sa.Column("weakness", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("position_date", sa.Date(), nullable=False),
        sa.Column("known_by", sa.Integer(), nullable=False),
        sa.Column("head_digest", sa.String(64), nullable=False),
        sa.Column("partners_until", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("program_version", sa.String(), nullable=True),
        sa.Column("contents_digest", sa.String(64), nullable=True),
        sa.Column("file_digest", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["checked_by"], ["person.uid"], name=op.f("fk_narrative_terms_checked_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_narrative_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["narrative.programme_id", "narrative.number"],
            name=op.f("fk_narrative_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "replaces"],
            ["narrative.programme_id", "narrative.number"],
            name=op.f("fk_narrative_terms_programme_id_replaces"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_narrative_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "weakness"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_narrative_terms_programme_id_weakness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrative_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_narrative_terms_programme_id_number_sequence")
        ),
        info={"thing": "narrative"},
    )
    op.create_index(
        "ix_narrative_terms_reading",
        "narrative_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "narrative_signatory",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_narrative_signatory_person")),
        sa.ForeignKeyConstraint(["row_id"], ["narrative_terms.id"], name=op.f("fk_narrative_signatory_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_narrative_signatory")),
    )
    op.create_table(
        "checked_claim",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cited", sa.String(60), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["narrative_terms.id"], name=op.f("fk_checked_claim_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_checked_claim")),
    )
    op.create_table(
        "narrative_release",
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
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.String(32), nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.uid"], name=op.f("fk_narrative_release_decided_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_narrative_release_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["narrative.programme_id", "narrative.number"],
            name=op.f("fk_narrative_release_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_narrative_release_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.uid"], name=op.f("fk_narrative_release_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrative_release")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_narrative_release_programme_id_number_sequence")
        ),
        info={"thing": "narrative"},
    )
    op.create_index(
        "ix_narrative_release_reading",
        "narrative_release",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("narrative_release")
    op.drop_table("checked_claim")
    op.drop_table("narrative_signatory")
    op.drop_table("narrative_terms")
    op.drop_table("narrative")
