"""People, organisations and web sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("successor_uid", sa.String(32), nullable=True),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["successor_uid"], ["organisation.uid"], name=op.f("fk_organisation_successor_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_organisation")),
    )
    op.create_table(
        "person",
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("organisation_uid", sa.String(32), nullable=True),
        sa.Column("passphrase", sa.String(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_uid"], ["organisation.uid"], name=op.f("fk_person_organisation_uid")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "web_session",
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("person_uid", sa.String(32), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_uid"], ["person.uid"], name=op.f("fk_web_session_person_uid")),
        sa.PrimaryKeyConstraint("secret_sha256", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_person_uid"), "web_session", ["person_uid"], unique=False)


def downgrade() -> None:
    op.drop_table("web_session")
    op.drop_table("person")
    op.drop_table("organisation")
