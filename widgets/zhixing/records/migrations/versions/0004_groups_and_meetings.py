"""Groups and meetings: profiles, groupings, members and tasks; meetings and their records; the ledger."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004_groups_and_meetings"
down_revision = "0003_course"


def upgrade() -> None:
    """Add the tables of groups, of the ledger and of meetings."""
    _create_teams()
    _create_ledger()
    _create_meetings()


def _create_teams() -> None:
    _create(
        "grouping",
        _column("id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("name", sa.String(120)),
        _column("state", sa.String(16)),
        _column("content", sa.JSON()),
        _column("version", sa.Integer()),
        _column("changed", sa.String(32)),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE")},
        index=("classroom_id",),
    )
    _create(
        "team",
        _column("id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("seat", sa.Integer(), nullable=True),
        _column("name", sa.String(120)),
        _column("sub_topic", sa.String(40), nullable=True),
        _column("version", sa.Integer()),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE")},
        unique=("classroom_id", "seat"),
        index=("classroom_id",),
    )
    _create(
        "commitment",
        _column("person_id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("answer", sa.String(8)),
        _column("hours", sa.Integer(), nullable=True),
        _column("brings", sa.Text()),
        _column("needs", sa.Text()),
        _column("answered", sa.String(32), nullable=True),
        key=("person_id",),
        to={"classroom_id": ("classroom", "CASCADE"), "person_id": ("person", "CASCADE")},
        index=("classroom_id",),
    )
    _create(
        "keep_apart",
        _column("one", sa.String(40)),
        _column("other", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        key=(
            "one",
            "other",
        ),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "one": ("person", "CASCADE"),
            "other": ("person", "CASCADE"),
        },
        index=("classroom_id",),
    )
    _create(
        "profile",
        _column("person_id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("level", sa.String(16)),
        _column("outlook", sa.String(16)),
        _column("specialty", sa.String(120)),
        _column("experience", sa.Integer(), nullable=True),
        _column("languages", sa.JSON()),
        _column("wishes", sa.JSON()),
        _column("relevance", sa.JSON()),
        _column("sample", sa.Boolean()),
        _column("version", sa.Integer()),
        key=("person_id",),
        to={"classroom_id": ("classroom", "CASCADE"), "person_id": ("person", "CASCADE")},
        index=("classroom_id",),
    )
    _create(
        "team_facilitator",
        _column("team_id", sa.String(40)),
        _column("person_id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        key=(
            "team_id",
            "person_id",
        ),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "person_id": ("person", "CASCADE"),
            "team_id": ("team", "CASCADE"),
        },
        index=("classroom_id",),
    )
    _create(
        "team_member",
        _column("person_id", sa.String(40)),
        _column("team_id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("task", sa.Text()),
        _column("goal", sa.Text()),
        _column("due", sa.String(10), nullable=True),
        _column("version", sa.Integer()),
        key=("person_id",),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "person_id": ("person", "CASCADE"),
            "team_id": ("team", "CASCADE"),
        },
        index=(
            "classroom_id",
            "team_id",
        ),
    )


def _create_ledger() -> None:
    _create(
        "ledger_entry",
        _column("id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("kind", sa.String(16)),
        _column("team", sa.String(40)),
        _column("source", sa.String(80)),
        _column("what", sa.Text()),
        _column("person_id", sa.String(40), nullable=True),
        _column("who", sa.String(120)),
        _column("due", sa.String(10), nullable=True),
        _column("evidence", sa.Text()),
        _column("status", sa.String(8)),
        _column("proof", sa.Text()),
        _column("closed", sa.String(10), nullable=True),
        _column("position", sa.Integer()),
        _column("version", sa.Integer()),
        _column("created", sa.String(32)),
        _column("changed", sa.String(32)),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE"), "person_id": ("person", "SET NULL")},
        index=(
            "classroom_id",
            "team",
        ),
    )
    _create(
        "ledger_change",
        _column("id", sa.String(40)),
        _column("entry_id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("changed", sa.String(32)),
        _column("person_id", sa.String(40), nullable=True),
        _column("fields", sa.JSON()),
        key=("id",),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "entry_id": ("ledger_entry", "CASCADE"),
            "person_id": ("person", "SET NULL"),
        },
        index=(
            "classroom_id",
            "entry_id",
        ),
    )


def _create_meetings() -> None:
    _create(
        "meeting",
        _column("id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("team_id", sa.String(40), nullable=True),
        _column("kind", sa.String(24)),
        _column("title", sa.String(120)),
        _column("date", sa.String(10), nullable=True),
        _column("starts", sa.String(5)),
        _column("place", sa.String(120)),
        _column("state", sa.String(16)),
        _column("plan", sa.JSON()),
        _column("detail", sa.JSON(), nullable=True),
        _column("version", sa.Integer()),
        _column("changed", sa.String(32)),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE"), "team_id": ("team", "CASCADE")},
        index=(
            "classroom_id",
            "team_id",
        ),
    )
    _create(
        "attendance",
        _column("meeting_id", sa.String(40)),
        _column("person_id", sa.String(40)),
        _column("half", sa.Integer()),
        _column("classroom_id", sa.String(40)),
        _column("state", sa.String(8)),
        _column("came", sa.String(5), nullable=True),
        _column("went", sa.String(5), nullable=True),
        _column("changed", sa.String(32)),
        key=(
            "meeting_id",
            "person_id",
            "half",
        ),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "meeting_id": ("meeting", "CASCADE"),
            "person_id": ("person", "CASCADE"),
        },
        index=("classroom_id",),
    )
    _create(
        "coach_note",
        _column("id", sa.String(40)),
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("person_id", sa.String(40), nullable=True),
        _column("end", sa.String(16)),
        _column("moment", sa.String(40)),
        _column("question", sa.Text()),
        _column("effect", sa.Text()),
        _column("noted", sa.String(32)),
        key=("id",),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "meeting_id": ("meeting", "CASCADE"),
            "person_id": ("person", "SET NULL"),
        },
        index=(
            "classroom_id",
            "meeting_id",
        ),
    )
    _create(
        "idea",
        _column("id", sa.String(40)),
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("board", sa.String(24)),
        _column("text", sa.Text()),
        _column("cluster", sa.String(120)),
        _column("merged_into", sa.String(40), nullable=True),
        _column("withdrawn", sa.Boolean()),
        _column("position", sa.Integer()),
        _column("version", sa.Integer()),
        key=("id",),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "meeting_id": ("meeting", "CASCADE"),
            "merged_into": ("idea", "SET NULL"),
        },
        index=(
            "classroom_id",
            "meeting_id",
        ),
    )
    _create(
        "idea_slip",
        _column("id", sa.String(40)),
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("board", sa.String(24)),
        _column("kind", sa.String(8)),
        _column("number", sa.Integer()),
        _column("content", sa.JSON()),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE"), "meeting_id": ("meeting", "CASCADE")},
        unique=("meeting_id", "lane", "board", "kind", "number"),
        index=(
            "classroom_id",
            "meeting_id",
        ),
    )
    _create(
        "meeting_note",
        _column("id", sa.String(40)),
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("block", sa.String(40)),
        _column("kind", sa.String(16)),
        _column("person_id", sa.String(40), nullable=True),
        _column("text", sa.Text()),
        _column("highlighted", sa.Boolean()),
        _column("withdrawn", sa.Boolean()),
        _column("position", sa.Integer()),
        _column("version", sa.Integer()),
        _column("changed", sa.String(32)),
        key=("id",),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "meeting_id": ("meeting", "CASCADE"),
            "person_id": ("person", "SET NULL"),
        },
        index=(
            "classroom_id",
            "meeting_id",
        ),
    )
    _create(
        "meeting_run",
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("block", sa.String(40), nullable=True),
        _column("began", sa.String(32), nullable=True),
        _column("ends", sa.String(32), nullable=True),
        _column("past", sa.JSON()),
        _column("detail", sa.JSON(), nullable=True),
        _column("version", sa.Integer()),
        key=(
            "meeting_id",
            "lane",
        ),
        to={"classroom_id": ("classroom", "CASCADE"), "meeting_id": ("meeting", "CASCADE")},
        index=("classroom_id",),
    )
    _create(
        "rehearsal",
        _column("id", sa.String(40)),
        _column("person_id", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("scenario", sa.String(40)),
        _column("content", sa.JSON()),
        _column("over", sa.Boolean()),
        _column("version", sa.Integer()),
        _column("changed", sa.String(32)),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE"), "person_id": ("person", "CASCADE")},
        index=(
            "classroom_id",
            "person_id",
        ),
    )
    _create(
        "speech",
        _column("id", sa.String(40)),
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("block", sa.String(40)),
        _column("person_id", sa.String(40)),
        _column("began", sa.String(32)),
        _column("ends", sa.String(32)),
        _column("ended", sa.String(32), nullable=True),
        _column("extended", sa.Integer()),
        key=("id",),
        to={
            "classroom_id": ("classroom", "CASCADE"),
            "meeting_id": ("meeting", "CASCADE"),
            "person_id": ("person", "CASCADE"),
        },
        index=(
            "classroom_id",
            "meeting_id",
        ),
    )
    _create(
        "tap",
        _column("id", sa.String(40)),
        _column("meeting_id", sa.String(40)),
        _column("lane", sa.String(40)),
        _column("classroom_id", sa.String(40)),
        _column("block", sa.String(40)),
        _column("kind", sa.String(12)),
        _column("tapped", sa.String(32)),
        key=("id",),
        to={"classroom_id": ("classroom", "CASCADE"), "meeting_id": ("meeting", "CASCADE")},
        index=(
            "classroom_id",
            "meeting_id",
        ),
    )


def _column(name: str, kind: Any, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable)


def _create(
    name: str,
    *columns: sa.Column[Any],
    key: tuple[str, ...],
    to: dict[str, tuple[str, str]],
    unique: tuple[str, ...] = (),
    index: tuple[str, ...] = (),
) -> None:
    """Create a table; ``to`` names for each reference the table it points to and what deleting that does."""
    constraints: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*key, name=f"pk_{name}")]
    for column, (target, then) in to.items():
        called = f"fk_{name}_{column}_{target}"
        constraints.append(sa.ForeignKeyConstraint([column], [f"{target}.id"], name=called, ondelete=then))
    if unique:
        constraints.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    op.create_table(name, *columns, *constraints)
    for column in index:
        op.create_index(f"ix_{name}_{column}", name, [column])
