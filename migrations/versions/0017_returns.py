"""Next steps are answered by the round after, and returns are called complete."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lead_return",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_lead_return_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_lead_return")),
    )
    op.create_table(
        "lead_return_state",
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
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_lead_return_state_person")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_lead_return_state_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["lead_return.programme_id", "lead_return.number"],
            name=op.f("fk_lead_return_state_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_lead_return_state_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_return_state")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_lead_return_state_programme_id_number_sequence")
        ),
        info={"thing": "lead_return"},
    )
    op.create_index(
        "ix_lead_return_state_reading",
        "lead_return_state",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "next_steps_answered",
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
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_next_steps_answered_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number", "version"],
            ["bullet_list_version.programme_id", "bullet_list_version.number", "bullet_list_version.sequence"],
            name=op.f("fk_next_steps_answered_programme_id_number_version"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["bullet_list.programme_id", "bullet_list.number"],
            name=op.f("fk_next_steps_answered_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_next_steps_answered_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_next_steps_answered")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_next_steps_answered_programme_id_number_sequence")
        ),
        info={"thing": "bullet_list"},
    )
    op.create_index(
        "ix_next_steps_answered_reading",
        "next_steps_answered",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "next_step_answer",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["next_steps_answered.id"], name=op.f("fk_next_step_answer_row_id")),
        sa.PrimaryKeyConstraint("row_id", "position", name=op.f("pk_next_step_answer")),
    )


def downgrade() -> None:
    op.drop_table("next_step_answer")
    op.drop_table("next_steps_answered")
    op.drop_table("lead_return_state")
    op.drop_table("lead_return")
