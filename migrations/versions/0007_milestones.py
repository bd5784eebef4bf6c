"""Milestones: terms, dates and updates."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "milestone",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_milestone_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_milestone")),
    )
    op.create_table(
        "milestone_terms",
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
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("plan", sa.Integer(), nullable=True),
        sa.Column("workstream", sa.Integer(), nullable=True),
        sa.Column("leads_words", sa.String(), nullable=True),
        sa.Column("senior_owner", sa.String(), nullable=True),
        sa.Column("success_measure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_milestone_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_milestone_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "parent"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_milestone_terms_programme_id_parent"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "plan"],
            ["plan.programme_id", "plan.number"],
            name=op.f("fk_milestone_terms_programme_id_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "replaced_by"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_milestone_terms_programme_id_replaced_by"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_milestone_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "workstream"],
            ["workstream.programme_id", "workstream.number"],
            name=op.f("fk_milestone_terms_programme_id_workstream"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_milestone_terms_programme_id_number_sequence")
        ),
        info={"thing": "milestone"},
    )
    op.create_index(
        "ix_milestone_terms_reading",
        "milestone_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "milestone_focus_area",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("focus_area", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["milestone_terms.id"], name=op.f("fk_milestone_focus_area_row_id")),
        sa.PrimaryKeyConstraint("row_id", "focus_area", name=op.f("pk_milestone_focus_area")),
    )
    op.create_table(
        "milestone_lead",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("person", sa.String(32), nullable=True),
        sa.Column("organisation", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.uid"], name=op.f("fk_milestone_lead_organisation")),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_milestone_lead_person")),
        sa.ForeignKeyConstraint(["row_id"], ["milestone_terms.id"], name=op.f("fk_milestone_lead_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_milestone_lead")),
    )
    op.create_table(
        "milestone_date",
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
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(40), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("approver", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_milestone_date_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_milestone_date_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_milestone_date_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_date")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_milestone_date_programme_id_number_sequence")
        ),
        info={"thing": "milestone"},
    )
    op.create_index(
        "ix_milestone_date_reading",
        "milestone_date",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "milestone_update",
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
        sa.Column("rating_key", sa.Integer(), nullable=True),
        sa.Column("key_version", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("progress", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("mitigation", sa.String(), nullable=True),
        sa.Column("forecast_words", sa.String(), nullable=True),
        sa.Column("forecast_kind", sa.String(40), nullable=True),
        sa.Column("forecast_earliest", sa.Date(), nullable=True),
        sa.Column("forecast_latest", sa.Date(), nullable=True),
        sa.Column("forecast_precision", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_milestone_update_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_milestone_update_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "rating_key", "key_version"],
            ["rating_key_terms.programme_id", "rating_key_terms.number", "rating_key_terms.sequence"],
            name=op.f("fk_milestone_update_programme_id_rating_key_key_version"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_milestone_update_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_update")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_milestone_update_programme_id_number_sequence")
        ),
        info={"thing": "milestone"},
    )
    op.create_index(
        "ix_milestone_update_reading",
        "milestone_update",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "update_evidence",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("evidence", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["milestone_update.id"], name=op.f("fk_update_evidence_row_id")),
        sa.PrimaryKeyConstraint("row_id", "evidence", name=op.f("pk_update_evidence")),
    )


def downgrade() -> None:
    op.drop_table("update_evidence")
    op.drop_table("milestone_update")
    op.drop_table("milestone_date")
    op.drop_table("milestone_lead")
    op.drop_table("milestone_focus_area")
    op.drop_table("milestone_terms")
    op.drop_table("milestone")
