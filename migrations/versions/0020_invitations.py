"""People are invited to a programme, and organisations belong to it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme_organisation",
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_uid", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_uid"], ["organisation.uid"], name=op.f("fk_programme_organisation_organisation_uid")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_organisation_programme_id")
        ),
        sa.PrimaryKeyConstraint("programme_id", "organisation_uid", name=op.f("pk_programme_organisation")),
    )
    op.create_table(
        "invitation",
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("person_uid", sa.String(32), nullable=False),
        sa.Column("code_sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_uid"], ["person.uid"], name=op.f("fk_invitation_person_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_person_uid"), "invitation", ["person_uid"], unique=False)


def downgrade() -> None:
    op.drop_table("invitation")
    op.drop_table("programme_organisation")
