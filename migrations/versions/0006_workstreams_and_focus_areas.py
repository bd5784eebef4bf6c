"""Workstreams, groups and focus areas, and who has which role in them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workstream",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_workstream_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_workstream")),
    )
    op.create_table(
        "workstream_terms",
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
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_workstream_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_workstream_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_workstream_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstream_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_workstream_terms_programme_id_number_sequence")
        ),
        info={"thing": "workstream"},
    )
    op.create_index(
        "ix_workstream_terms_reading",
        "workstream_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "workstream_lead",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person", sa.String(32), nullable=True),
        sa.Column("organisation", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.uid"], name=op.f("fk_workstream_lead_organisation")),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_workstream_lead_person")),
        sa.ForeignKeyConstraint(["row_id"], ["workstream_terms.id"], name=op.f("fk_workstream_lead_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_workstream_lead")),
    )
    op.create_table(
        "workstream_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["workstream_terms.id"], name=op.f("fk_workstream_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_workstream_weakness")),
    )
    op.create_table(
        "workstream_notes",
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
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_workstream_notes_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_workstream_notes_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_workstream_notes_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstream_notes")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_workstream_notes_programme_id_number_sequence")
        ),
        info={"thing": "workstream"},
    )
    op.create_index(
        "ix_workstream_notes_reading",
        "workstream_notes",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "workstream_note",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["workstream_notes.id"], name=op.f("fk_workstream_note_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_workstream_note")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_uid", sa.String(32), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.Column("workstream", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_uid"], ["person.uid"], name=op.f("fk_membership_person_uid")),
        sa.ForeignKeyConstraint(
            ["programme_id", "workstream"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_membership_programme_id_workstream"),
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_membership_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_person_uid", "membership", ["person_uid"], unique=False)
    op.create_table(
        "focus_area",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_focus_area_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_focus_area")),
    )
    op.create_table(
        "focus_area_terms",
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
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("workstream", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_focus_area_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["focus_area.programme_id", "focus_area.number"],
            name=op.f("fk_focus_area_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_focus_area_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "workstream"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_focus_area_terms_programme_id_workstream"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_focus_area_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_focus_area_terms_programme_id_number_sequence")
        ),
        info={"thing": "focus_area"},
    )
    op.create_index(
        "ix_focus_area_terms_reading",
        "focus_area_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "focus_area_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["focus_area_terms.id"], name=op.f("fk_focus_area_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_focus_area_weakness")),
    )


def downgrade() -> None:
    op.drop_table("focus_area_weakness")
    op.drop_table("focus_area_terms")
    op.drop_table("focus_area")
    op.drop_table("membership")
    op.drop_table("workstream_note")
    op.drop_table("workstream_notes")
    op.drop_table("workstream_weakness")
    op.drop_table("workstream_lead")
    op.drop_table("workstream_terms")
    op.drop_table("workstream")
