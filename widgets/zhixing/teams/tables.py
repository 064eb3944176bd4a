"""Rows of working groups: profiles, commitments, who is kept apart, groupings, groups, members, tasks."""

from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from zhixing.records.tables import ID, Row


def _person() -> Mapped[str]:
    return mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)


def _classroom() -> Mapped[str]:
    return mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)


class ProfileRow(Row):
    """What is known of a person for forming groups.

    ``level`` is ``leader``, ``front-line`` or blank; ``outlook`` is ``theory``, ``practice``, ``both`` or
    blank; ``experience`` are years in the field; ``wishes`` ids of sub-topics, best first; ``relevance``
    holds by sub-topic a level from 0 to 3 and who said so; ``sample`` marks people of the example, whose
    wishes name sub-topics by number. ``service.profiles`` reads it.
    """

    __tablename__ = "profile"

    person_id: Mapped[str] = _person()
    classroom_id: Mapped[str] = _classroom()
    level: Mapped[str] = mapped_column(String(16), default="")
    outlook: Mapped[str] = mapped_column(String(16), default="")
    specialty: Mapped[str] = mapped_column(String(120), default="")
    experience: Mapped[int | None] = mapped_column(Integer)
    languages: Mapped[list[Any]] = mapped_column(default=list)
    wishes: Mapped[list[Any]] = mapped_column(default=list)
    relevance: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


class CommitmentRow(Row):
    """What a person has answered to whether they will take part; nobody answers for them.

    ``answer`` is ``yes``, ``talk`` or ``no``; ``hours`` are hours a month.
    """

    __tablename__ = "commitment"

    person_id: Mapped[str] = _person()
    classroom_id: Mapped[str] = _classroom()
    answer: Mapped[str] = mapped_column(String(8), default="")
    hours: Mapped[int | None] = mapped_column(Integer)
    brings: Mapped[str] = mapped_column(Text, default="")
    needs: Mapped[str] = mapped_column(Text, default="")
    answered: Mapped[str | None] = mapped_column(String(32))


class KeepApartRow(Row):
    """Two people who are not put into one group; no reason is stored, and it never leaves the product."""

    __tablename__ = "keep_apart"

    one: Mapped[str] = _person()
    other: Mapped[str] = _person()
    classroom_id: Mapped[str] = _classroom()


class GroupingRow(Row):
    """A way of putting people into groups, while it is worked on and after.

    ``state`` is ``draft``, ``adopted`` or ``retired``; ``content`` holds rules, groups, places, who is
    locked, and what the solver said.
    """

    __tablename__ = "grouping"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = _classroom()
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    content: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed: Mapped[str] = mapped_column(String(32))


class TeamRow(Row):
    """A working group (小组); ``seat`` is the number of its table, None once the group is no more.

    Groups are never deleted: their meetings and minutes stay.
    """

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("classroom_id", "seat"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    classroom_id: Mapped[str] = _classroom()
    seat: Mapped[int | None] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(120))
    sub_topic: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer, default=1)


class TeamMemberRow(Row):
    """A member of a group, in one group only; whether leader or liaison, the person's roles say.

    ``task`` is the individual assignment (子课题), ``goal`` how far, ``due`` by which date.
    """

    __tablename__ = "team_member"

    person_id: Mapped[str] = _person()
    team_id: Mapped[str] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    classroom_id: Mapped[str] = _classroom()
    task: Mapped[str] = mapped_column(Text, default="")
    goal: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[str | None] = mapped_column(String(10))
    version: Mapped[int] = mapped_column(Integer, default=1)


class TeamFacilitatorRow(Row):
    """A facilitator who accompanies a group: two to one group, or one to several."""

    __tablename__ = "team_facilitator"

    team_id: Mapped[str] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = _person()
    classroom_id: Mapped[str] = _classroom()
