"""The walking house: classroom, topics, decisions, course, and the ground they stand on."""

import sqlalchemy as sa
from alembic import op

revision = "0001_walking_house"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    _create_ground()
    _create_classroom()
    _create_topics()
    _create_decisions()
    _create_course()


def _create_ground() -> None:
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draft",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("activity", sa.String(120), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "activity", name="pk_draft"),
    )
    op.create_table(
        "receipt",
        sa.Column("action_id", sa.String(64), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("action_id", name="pk_receipt"),
    )
    op.create_index("ix_receipt_day", "receipt", ["day"])


def _create_classroom() -> None:
    op.create_table(
        "classroom",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=True),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("walk_ins", sa.Boolean(), nullable=False),
        sa.Column("policy", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_classroom"),
        sa.UniqueConstraint("code", name="uq_classroom_code"),
    )
    op.create_table(
        "link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_link"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_link_classroom_id_classroom", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_link_classroom_id", "link", ["classroom_id"])
    op.create_table(
        "run",
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=True),
        sa.Column("ends", sa.String(32), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("classroom_id", name="pk_run"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_run_classroom_id_classroom", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("short_name", sa.String(60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_unit_classroom_id_classroom", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_unit_classroom_id", "unit", ["classroom_id"])
    op.create_table(
        "window",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column("opened", sa.String(32), nullable=True),
        sa.Column("closed", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_window"),
        sa.UniqueConstraint("classroom_id", "purpose", "round", name="uq_window_classroom_id_purpose_round"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_window_classroom_id_classroom", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_window_classroom_id", "window", ["classroom_id"])
    op.create_table(
        "person",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.String(40), nullable=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("post", sa.String(120), nullable=False),
        sa.Column("strokes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("pin_hash", sa.String(200), nullable=True),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_person_classroom_id_classroom", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_person_unit_id_unit", ondelete="SET NULL"),
    )
    op.create_index("ix_person_classroom_id", "person", ["classroom_id"])
    op.create_table(
        "turnout",
        sa.Column("window_id", sa.String(40), nullable=False),
        sa.Column("voter", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("window_id", "voter", name="pk_turnout"),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name="fk_turnout_window_id_window", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("window_id", sa.String(40), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("entered_by", sa.String(40), nullable=True),
        sa.Column("entered", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_batch"),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["person.id"], name="fk_paper_batch_entered_by_person", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name="fk_paper_batch_window_id_window", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_paper_batch_window_id", "paper_batch", ["window_id"])
    op.create_table(
        "ballot",
        sa.Column("window_id", sa.String(40), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=True),
        sa.Column("batch_id", sa.String(40), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("window_id", "key", name="pk_ballot"),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["paper_batch.id"], name="fk_ballot_batch_id_paper_batch", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_ballot_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["window_id"], ["window.id"], name="fk_ballot_window_id_window", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )


def _create_topics() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("owner_unit", sa.String(200), nullable=False),
        sa.Column("expected_units", sa.JSON(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_topic_classroom_id_classroom", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_topic_classroom_id", "topic", ["classroom_id"])
    op.create_table(
        "condition",
        sa.Column("topic_id", sa.String(40), nullable=False),
        sa.Column("condition", sa.String(40), nullable=False),
        sa.Column("judge", sa.String(40), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic_id", "condition", "judge", name="pk_condition"),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name="fk_condition_topic_id_topic", ondelete="CASCADE"
        ),
    )


def _create_decisions() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("submitted", sa.String(32), nullable=False),
        sa.Column("submitted_by", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint(
            "classroom_id", "subject", "version", name="uq_submission_classroom_id_subject_version"
        ),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name="fk_submission_classroom_id_classroom",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["person.id"], name="fk_submission_submitted_by_person", ondelete="SET NULL"
        ),
    )
    op.create_index("ix_submission_classroom_id", "submission", ["classroom_id"])
    op.create_table(
        "decision",
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(32), nullable=False),
        sa.Column("decided_by", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("submission_id", name="pk_decision"),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name="fk_decision_decided_by_person", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_decision_submission_id_submission",
            ondelete="CASCADE",
        ),
    )


def _create_course() -> None:
    op.create_table(
        "answer",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("item_id", sa.String(40), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.String(40), nullable=False),
        sa.Column("content_version", sa.String(16), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "item_id", "attempt", name="pk_answer"),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name="fk_answer_classroom_id_classroom", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_answer_person_id_person", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_answer_classroom_id", "answer", ["classroom_id"])
