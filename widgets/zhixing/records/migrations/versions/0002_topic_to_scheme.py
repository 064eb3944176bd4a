"""From the topic to its scheme: statements in parts, merging, queue; comments, papers; run sheets."""

from typing import Literal

import sqlalchemy as sa
from alembic import op

revision = "0002_topic_to_scheme"
down_revision = "0001_walking_house"

Recreate = Literal["always", "never"]


def upgrade() -> None:
    """Add what choosing a topic needs from proposal to approved scheme."""
    recreate: Recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    _widen_topic(recreate)
    _widen_classroom(recreate)
    _widen_decisions(recreate)
    _create_papers()
    op.add_column("answer", sa.Column("score", sa.Float(), nullable=True))


def _widen_topic(recreate: Recreate) -> None:
    with op.batch_alter_table("topic", recreate=recreate) as table:
        table.add_column(sa.Column("parts", sa.JSON(), nullable=True))
        table.add_column(sa.Column("source", sa.String(200), nullable=True))
        table.add_column(sa.Column("seat", sa.Integer(), nullable=True))
        table.add_column(sa.Column("merged_into", sa.String(40), nullable=True))
        table.add_column(sa.Column("standing", sa.String(16), nullable=False, server_default="open"))
        table.add_column(sa.Column("queue", sa.Integer(), nullable=True))
        table.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        table.create_foreign_key(
            "fk_topic_merged_into_topic", "topic", ["merged_into"], ["id"], ondelete="SET NULL"
        )


def _widen_classroom(recreate: Recreate) -> None:
    with op.batch_alter_table("run", recreate=recreate) as table:
        table.add_column(sa.Column("sheet", sa.String(60), nullable=False, server_default="choose-topic-90"))
        table.add_column(sa.Column("past", sa.JSON(), nullable=True))
        table.add_column(sa.Column("detail", sa.JSON(), nullable=True))
    with op.batch_alter_table("link", recreate=recreate) as table:
        table.add_column(sa.Column("person_id", sa.String(40), nullable=True))
        table.create_foreign_key(
            "fk_link_person_id_person", "person", ["person_id"], ["id"], ondelete="CASCADE"
        )


def _widen_decisions(recreate: Recreate) -> None:
    op.add_column("submission", sa.Column("stage", sa.String(16), nullable=False, server_default="approval"))
    with op.batch_alter_table("decision", recreate=recreate) as table:
        table.add_column(sa.Column("detail", sa.JSON(), nullable=True))
        table.add_column(sa.Column("recorded_by", sa.String(40), nullable=True))
        table.create_foreign_key(
            "fk_decision_recorded_by_person", "person", ["recorded_by"], ["id"], ondelete="SET NULL"
        )


def _create_papers() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("part", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("made_by", sa.String(40), nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered", sa.String(32), nullable=True),
        sa.Column("answered_by", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_comment_submission_id_submission",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name="fk_comment_made_by_person", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name="fk_comment_answered_by_person", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_comment_submission_id", "comment", ["submission_id"])
    op.create_table(
        "working_paper",
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
        sa.Column("changed_by", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("classroom_id", "subject", name="pk_working_paper"),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name="fk_working_paper_classroom_id_classroom",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["person.id"], name="fk_working_paper_changed_by_person", ondelete="SET NULL"
        ),
    )
