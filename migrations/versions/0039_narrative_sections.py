"""Evidence narratives: the sections people write, and the comments on them."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "narrative_section",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_narrative_section_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_narrative_section")),
    )
    op.create_table(
        "section_version",
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
        sa.Column("weakness", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_section_version_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["narrative_section.programme_id", "narrative_section.number"],
            name=op.f("fk_section_version_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_section_version_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "weakness"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_section_version_programme_id_weakness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_version")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_section_version_programme_id_number_sequence")
        ),
        info={"thing": "narrative_section"},
    )
    op.create_index(
        "ix_section_version_reading",
        "section_version",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "narrative_comment",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_narrative_comment_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_narrative_comment")),
    )
    op.create_table(
        "comment_terms",
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
        sa.Column("weakness", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("organisation", sa.String(32), nullable=True),
        sa.Column("wording", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.uid"], name=op.f("fk_comment_terms_organisation")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_comment_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["narrative_comment.programme_id", "narrative_comment.number"],
            name=op.f("fk_comment_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_comment_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "weakness"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_comment_terms_programme_id_weakness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_comment_terms_programme_id_number_sequence")
        ),
        info={"thing": "narrative_comment"},
    )
    op.create_index(
        "ix_comment_terms_reading",
        "comment_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "comment_answer",
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
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_comment_answer_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["narrative_comment.programme_id", "narrative_comment.number"],
            name=op.f("fk_comment_answer_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_comment_answer_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_answer")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_comment_answer_programme_id_number_sequence")
        ),
        info={"thing": "narrative_comment"},
    )
    op.create_index(
        "ix_comment_answer_reading",
        "comment_answer",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("comment_answer")
    op.drop_table("comment_terms")
    op.drop_table("narrative_comment")
    op.drop_table("section_version")
    op.drop_table("narrative_section")
