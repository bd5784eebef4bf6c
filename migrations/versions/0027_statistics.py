"""Official statistics: files, measures, areas, neighbours and values."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statistics_file",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("retrieved_on", sa.Date(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_statistics_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_statistics_file_sha256")),
    )
    op.create_table(
        "measure",
        sa.Column("short", sa.String(80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("polarity", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("year_type", sa.String(40), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("next_update_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["statistics_file.number"], name=op.f("fk_measure_file")),
        sa.PrimaryKeyConstraint("short", name=op.f("pk_measure")),
    )
    op.create_table(
        "statistical_area",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["statistics_file.number"], name=op.f("fk_statistical_area_file")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_statistical_area")),
    )
    op.create_table(
        "statistical_neighbour",
        sa.Column("neighbour_set", sa.String(80), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("neighbour", sa.String(20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("closeness", sa.String(), nullable=True),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file"], ["statistics_file.number"], name=op.f("fk_statistical_neighbour_file")),
        sa.PrimaryKeyConstraint("neighbour_set", "area", "rank", name=op.f("pk_statistical_neighbour")),
    )
    op.create_table(
        "statistic",
        sa.Column("measure", sa.String(80), nullable=False),
        sa.Column("area", sa.String(20), nullable=False),
        sa.Column("period", sa.String(20), nullable=False),
        sa.Column("file", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("missing", sa.String(40), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["statistical_area.code"], name=op.f("fk_statistic_area")),
        sa.ForeignKeyConstraint(["file"], ["statistics_file.number"], name=op.f("fk_statistic_file")),
        sa.ForeignKeyConstraint(["measure"], ["measure.short"], name=op.f("fk_statistic_measure")),
        sa.PrimaryKeyConstraint("measure", "area", "period", "file", name=op.f("pk_statistic")),
    )
    op.create_index("ix_statistic_area", "statistic", ["area", "measure"], unique=False)


def downgrade() -> None:
    op.drop_table("statistic")
    op.drop_table("statistical_neighbour")
    op.drop_table("statistical_area")
    op.drop_table("measure")
    op.drop_table("statistics_file")
