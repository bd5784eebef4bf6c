"""Browsers that are known, tries to sign in that are counted, codes for a new passphrase."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_browser",
        sa.Column("secret_sha256", sa.String(64), nullable=False),
        sa.Column("person_uid", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_uid"], ["person.uid"], name=op.f("fk_known_browser_person_uid")),
        sa.PrimaryKeyConstraint("secret_sha256", name=op.f("pk_known_browser")),
    )
    op.create_index(op.f("ix_known_browser_person_uid"), "known_browser", ["person_uid"], unique=False)
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("tries", sa.JSON(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_tries")),
    )
    op.create_index(op.f("ix_sign_in_tries_last_at"), "sign_in_tries", ["last_at"], unique=False)
    with op.batch_alter_table("invitation") as batch:
        batch.add_column(sa.Column("purpose", sa.String(40), nullable=True))
        batch.add_column(sa.Column("made_by", sa.String(32), nullable=True))
        batch.create_foreign_key("fk_invitation_made_by", "person", ["made_by"], ["uid"])
    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("passphrase_set_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("web_session") as batch:
        batch.add_column(sa.Column("browser", sa.String(60), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("web_session") as batch:
        batch.drop_column("browser")
    with op.batch_alter_table("person") as batch:
        batch.drop_column("passphrase_set_at")
    with op.batch_alter_table("invitation") as batch:
        batch.drop_constraint("fk_invitation_made_by", type_="foreignkey")
        batch.drop_column("made_by")
        batch.drop_column("purpose")
    op.drop_table("sign_in_tries")
    op.drop_table("known_browser")
