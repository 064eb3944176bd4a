"""The course: reviews, ways through cases, steps of a class, worksheets."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003_course"
down_revision = "0002_topic_to_scheme"


def upgrade() -> None:
    """Add what a course keeps beside answers."""
    op.add_column("answer", sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
    _create_personal(
        "walk",
        "item_id",
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("content_version", sa.String(16), nullable=False),
    )
    _create_personal(
        "review",
        "item_id",
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("due", sa.String(32), nullable=False),
    )
    op.create_index("ix_review_due", "review", ["due"])
    _create_personal(
        "worksheet",
        "sheet",
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "course_step",
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("classroom_id", "unit", "step", name="pk_course_step"),
        _to_classroom("course_step"),
    )


def _create_personal(name: str, key: str, *columns: sa.Column[Any]) -> None:
    """Create a table with one row for each person and thing."""
    op.create_table(
        name,
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column(key, sa.String(40), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        *columns,
        sa.Column("changed", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("person_id", key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=f"fk_{name}_person_id_person", ondelete="CASCADE"
        ),
        _to_classroom(name),
    )
    op.create_index(f"ix_{name}_classroom_id", name, ["classroom_id"])


def _to_classroom(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["classroom_id"], ["classroom.id"], name=f"fk_{table}_classroom_id_classroom", ondelete="CASCADE"
    )
