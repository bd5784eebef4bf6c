"""Words that two people took out of the record, and how long a programme is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_erasure_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_erasure")),
    )
    op.create_table(
        "erasure_terms",
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
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("requested_by", sa.String(32), nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.uid"], name=op.f("fk_erasure_terms_decided_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_erasure_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["erasure.programme_id", "erasure.number"],
            name=op.f("fk_erasure_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_erasure_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["requested_by"], ["person.uid"], name=op.f("fk_erasure_terms_requested_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_erasure_terms_programme_id_number_sequence")
        ),
        info={"thing": "erasure"},
    )
    op.create_index(
        "ix_erasure_terms_reading",
        "erasure_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "erased_place",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("remaining", sa.String(64), nullable=True),
        sa.Column("was", sa.String(64), nullable=True),
        sa.Column("becomes", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["erasure_terms.id"], name=op.f("fk_erased_place_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_erased_place")),
    )
    op.create_table(
        "programme_retention",
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
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_programme_retention_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_programme_retention_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_programme_retention_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_retention")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_programme_retention_programme_id_number_sequence")
        ),
        info={"thing": "programme"},
    )
    op.create_index(
        "ix_programme_retention_reading",
        "programme_retention",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    done = sa.text("SELECT count(*) FROM erased_place JOIN erasure_terms ON id = row_id WHERE state = 'done'")
    if op.get_bind().scalar(done):
        raise RuntimeError(
            "Words were erased from this record. Without these tables nobody could tell that from tampering, so the"
            " schema stays. Nothing was changed."
        )
    op.drop_table("programme_retention")
    op.drop_table("erased_place")
    op.drop_table("erasure_terms")
    op.drop_table("erasure")
