"""Voices: case studies without names, quotations with consent, audits of the quality of plans."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_study",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_case_study_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_case_study")),
    )
    op.create_table(
        "case_study_terms",
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
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("age_group", sa.String(40), nullable=False),
        sa.Column("situation", sa.String(), nullable=False),
        sa.Column("done", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("family_view", sa.String(), nullable=True),
        sa.Column("services", sa.String(), nullable=True),
        sa.Column("consent_by", sa.String(40), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_case_study_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["case_study.programme_id", "case_study.number"],
            name=op.f("fk_case_study_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_case_study_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_study_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_case_study_terms_programme_id_number_sequence")
        ),
        info={"thing": "case_study"},
    )
    op.create_index(
        "ix_case_study_terms_reading",
        "case_study_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "case_study_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["case_study_terms.id"], name=op.f("fk_case_study_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_case_study_weakness")),
    )
    op.create_table(
        "voice",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_voice_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_voice")),
    )
    op.create_table(
        "voice_terms",
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
        sa.Column("said_by", sa.String(40), nullable=False),
        sa.Column("heard", sa.String(), nullable=False),
        sa.Column("consent_by", sa.String(40), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_voice_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["voice.programme_id", "voice.number"],
            name=op.f("fk_voice_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_voice_terms_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_voice_terms_programme_id_number_sequence")
        ),
        info={"thing": "voice"},
    )
    op.create_index(
        "ix_voice_terms_reading", "voice_terms", ["programme_id", "number", "as_at", "sequence", "entry"], unique=False
    )
    op.create_table(
        "voice_weakness",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weakness", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["voice_terms.id"], name=op.f("fk_voice_weakness_row_id")),
        sa.PrimaryKeyConstraint("row_id", "weakness", name=op.f("pk_voice_weakness")),
    )
    op.create_table(
        "plan_audit",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_plan_audit_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_plan_audit")),
    )
    op.create_table(
        "plan_audit_terms",
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
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("themes", sa.String(), nullable=False),
        sa.Column("indicator", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_plan_audit_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "indicator"],
            ["indicator.programme_id", "indicator.number"],
            name=op.f("fk_plan_audit_terms_programme_id_indicator"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["plan_audit.programme_id", "plan_audit.number"],
            name=op.f("fk_plan_audit_terms_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_plan_audit_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "value"],
            ["indicator_value.programme_id", "indicator_value.number"],
            name=op.f("fk_plan_audit_terms_programme_id_value"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_audit_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_plan_audit_terms_programme_id_number_sequence")
        ),
        info={"thing": "plan_audit"},
    )
    op.create_index(
        "ix_plan_audit_terms_reading",
        "plan_audit_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "audit_auditor",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_words", sa.String(), nullable=False),
        sa.Column("auditors", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["plan_audit_terms.id"], name=op.f("fk_audit_auditor_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_audit_auditor")),
    )
    op.create_table(
        "audit_grade",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("plans", sa.Integer(), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["plan_audit_terms.id"], name=op.f("fk_audit_grade_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_audit_grade")),
    )


def downgrade() -> None:
    op.drop_table("audit_grade")
    op.drop_table("audit_auditor")
    op.drop_table("plan_audit_terms")
    op.drop_table("plan_audit")
    op.drop_table("voice_weakness")
    op.drop_table("voice_terms")
    op.drop_table("voice")
    op.drop_table("case_study_weakness")
    op.drop_table("case_study_terms")
    op.drop_table("case_study")
