"""What advisers, partners and inspectors may read: packs and evidence that two people released."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack_release",
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
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.String(32), nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.uid"], name=op.f("fk_pack_release_decided_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_pack_release_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["pack.programme_id", "pack.number"],
            name=op.f("fk_pack_release_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_pack_release_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.uid"], name=op.f("fk_pack_release_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_release")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_pack_release_programme_id_number_sequence")
        ),
        info={"thing": "pack"},
    )
    op.create_index(
        "ix_pack_release_reading",
        "pack_release",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )
    op.create_table(
        "evidence_release",
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
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.String(32), nullable=True),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.Column("contents_digest", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.uid"], name=op.f("fk_evidence_release_decided_by")),
        sa.ForeignKeyConstraint(
            ["programme_id", "entry"],
            ["entry.programme_id", "entry.number"],
            name=op.f("fk_evidence_release_programme_id_entry"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "number"],
            ["evidence.programme_id", "evidence.number"],
            name=op.f("fk_evidence_release_programme_id_number"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id", "round"],
            ["round.programme_id", "round.number"],
            name=op.f("fk_evidence_release_programme_id_round"),
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.uid"], name=op.f("fk_evidence_release_proposed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_release")),
        sa.UniqueConstraint(
            "programme_id", "number", "sequence", name=op.f("uq_evidence_release_programme_id_number_sequence")
        ),
        info={"thing": "evidence"},
    )
    op.create_index(
        "ix_evidence_release_reading",
        "evidence_release",
        ["programme_id", "number", "as_at", "sequence", "entry"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("evidence_release")
    op.drop_table("pack_release")
