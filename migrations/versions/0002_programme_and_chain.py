"""Programmes, and the chain of entries that changes them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
        sa.UniqueConstraint("uid", name=op.f("uq_programme_uid")),
    )
    op.create_table(
        "head",
        sa.Column("programme_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_head_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_head")),
    )
    op.create_table(
        "entry",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(32), nullable=True),
        sa.Column("on_behalf_of", sa.String(), nullable=True),
        sa.Column("command", sa.String(60), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("token", sa.String(64), nullable=True),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["person.uid"], name=op.f("fk_entry_actor")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_entry_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_entry")),
    )
    op.create_table(
        "round",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_round_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "number", name=op.f("pk_round")),
    )
    op.create_table(
        "programme_terms",
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
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ons_code", sa.String(9), nullable=True),
        sa.Column("old_la_code", sa.String(3), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_programme_terms_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_programme_terms_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_programme_terms_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_terms")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_programme_terms_programme_id_number_sequence")
        ),
        info={"thing": "programme"},
    )
    op.create_index(
        "ix_programme_terms_reading",
        "programme_terms",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("programme_terms")
    op.drop_table("round")
    op.drop_table("entry")
    op.drop_table("head")
    op.drop_table("programme")
