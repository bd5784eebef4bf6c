"""Visits: their timetable, and the notes of the meetings that keep in touch."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_visit_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_visit")),
    )
    op.create_table(
        "visit_terms",
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
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("visitors", sa.String(), nullable=True),
        sa.Column("nominee", sa.String(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_visit_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["visit.programme_id", "visit.number"],
            name=op.f("fk_visit_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_visit_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_visit_terms_programme_id_number_sequence")
        ),
        info={"thing": "visit"},
    )
    op.create_index(
        "ix_visit_terms_reading", "visit_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "visit_session",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_visit_session_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_visit_session")),
    )
    op.create_table(
        "session_terms",
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
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.String(5), nullable=False),
        sa.Column("ends", sa.String(5), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("attends", sa.String(), nullable=True),
        sa.Column("weakness", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_session_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["visit_session.programme_id", "visit_session.number"],
            name=op.f("fk_session_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_session_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "visit"],
            ["visit.programme_id", "visit.number"],
            name=op.f("fk_session_terms_programme_id_visit"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "weakness"],
            ["weakness.programme_id", "weakness.number"],
            name=op.f("fk_session_terms_programme_id_weakness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_session_terms_programme_id_number_sequence")
        ),
        info={"thing": "visit_session"},
    )
    op.create_index(
        "ix_session_terms_reading",
        "session_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "visit_note",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_visit_note_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_visit_note")),
    )
    op.create_table(
        "visit_note_terms",
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
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_visit_note_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["visit_note.programme_id", "visit_note.number"],
            name=op.f("fk_visit_note_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_visit_note_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "visit"],
            ["visit.programme_id", "visit.number"],
            name=op.f("fk_visit_note_terms_programme_id_visit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_note_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_visit_note_terms_programme_id_number_sequence")
        ),
        info={"thing": "visit_note"},
    )
    op.create_index(
        "ix_visit_note_terms_reading",
        "visit_note_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("visit_note_terms")
    op.drop_table("visit_note")
    op.drop_table("session_terms")
    op.drop_table("visit_session")
    op.drop_table("visit_terms")
    op.drop_table("visit")
