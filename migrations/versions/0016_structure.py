"""Changes of the plan name who agreed to them, and milestones who is asked to update them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "milestone_assignment",
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
            name=op.f("fk_milestone_assignment_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["milestone.programme_id", "milestone.number"],
            name=op.f("fk_milestone_assignment_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_milestone_assignment_programme_id_round"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_assignment")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_milestone_assignment_programme_id_number_sequence")
        ),
        info={"thing": "milestone"},
    )
    op.create_index(
        "ix_milestone_assignment_reading",
        "milestone_assignment",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "assigned_person",
        sa.Column("row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.uid"], name=op.f("fk_assigned_person_person")),
        sa.ForeignKeyConstraint(["row_id"], ["milestone_assignment.id"], name=op.f("fk_assigned_person_row_id")),
        sa.PrimaryKeyConstraint("row_id", "person", name=op.f("pk_assigned_person")),
    )
    op.add_column("focus_area_terms", sa.Column("approver", sa.String(), nullable=True))
    op.add_column("focus_area_terms", sa.Column("replaced_by", sa.Integer(), nullable=True))
    op.add_column("milestone_terms", sa.Column("approver", sa.String(), nullable=True))
    op.add_column("milestone_terms", sa.Column("came_from", sa.Integer(), nullable=True))
    op.add_column("workstream_terms", sa.Column("approver", sa.String(), nullable=True))
    op.add_column("workstream_terms", sa.Column("replaced_by", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_table("assigned_person")
    op.drop_table("milestone_assignment")
    with op.batch_alter_table("focus_area_terms") as batch:
        batch.drop_column("replaced_by")
        batch.drop_column("approver")
    with op.batch_alter_table("milestone_terms") as batch:
        batch.drop_column("came_from")
        batch.drop_column("approver")
    with op.batch_alter_table("workstream_terms") as batch:
        batch.drop_column("replaced_by")
        batch.drop_column("approver")
