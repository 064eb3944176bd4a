"""What a proposed topic must say before it is taken."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from zhixing.errors import InputError
from zhixing.topics.rules.statement import Parts

TITLE_AT_MOST = 120
STATEMENT_AT_MOST = 2000
OWNER_AT_MOST = 120
UNIT_AT_MOST = 200
UNITS_AT_MOST = 20
SOURCE_AT_MOST = 200


class TopicKind(StrEnum):
    """The three kinds of topic: 任务, 项目, 问题."""

    TASK = "task"
    PROJECT = "project"
    PROBLEM = "problem"


class Origin(StrEnum):
    """Where a topic comes from; one that the leader designates (领导指定) is sharpened but never ranked."""

    RESEARCH = "research"
    MEMBER = "member"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody writes about a topic.

    Args:
        title: the topic in one line.
        statement: the problem: who suffers from what, since when, how much.
        kind: task, project or problem.
        origin: research, a member of the class, or the leader.
        owner: the person who answers for it.
        owner_unit: that person's unit.
        expected_units: units expected to take part.
        source: which research, which member or unit, or which leader's instruction; None: not asked, what is
            stored stays.
        parts: the parts of the problem statement; None: not asked, what is stored stays.
    """

    title: str
    statement: str
    kind: TopicKind
    origin: Origin
    owner: str
    owner_unit: str
    expected_units: tuple[str, ...] = ()
    source: str | None = None
    parts: Parts | None = None

    def checked(self) -> Self:
        """Return the proposal, trimmed and without doubled units.

        Raises:
            InputError: something is missing or too long.
        """
        units = tuple(dict.fromkeys(unit.strip() for unit in self.expected_units if unit.strip()))
        proposal = replace(
            self,
            title=" ".join(self.title.split()),
            statement=self.statement.strip(),
            owner=" ".join(self.owner.split()),
            owner_unit=" ".join(self.owner_unit.split()),
            expected_units=units,
            source=None if self.source is None else " ".join(self.source.split()),
            parts=None if self.parts is None else self.parts.checked(),
        )
        _length("title", proposal.title, TITLE_AT_MOST)
        _length("statement", proposal.statement, STATEMENT_AT_MOST)
        _length("owner", proposal.owner, OWNER_AT_MOST)
        _length("owner-unit", proposal.owner_unit, UNIT_AT_MOST)
        if len(units) > UNITS_AT_MOST:
            raise InputError("topics.error.units-many", {"most": UNITS_AT_MOST, "found": len(units)})
        for unit in units:
            _length("expected-unit", unit, UNIT_AT_MOST)
        _check_source(proposal.origin, proposal.source)
        return proposal


_MISSING = {
    "title": "topics.error.title-missing",
    "statement": "topics.error.statement-missing",
    "owner": "topics.error.owner-missing",
    "owner-unit": "topics.error.owner-unit-missing",
    "expected-unit": "topics.error.expected-unit-missing",
}
_LONG = {
    "title": "topics.error.title-long",
    "statement": "topics.error.statement-long",
    "owner": "topics.error.owner-long",
    "owner-unit": "topics.error.owner-unit-long",
    "expected-unit": "topics.error.expected-unit-long",
}


_SOURCELESS = {
    Origin.RESEARCH: "proposal.error.research-missing",
    Origin.LEADER: "proposal.error.instruction-missing",
}


def _check_source(origin: Origin, source: str | None) -> None:
    if source is None:
        return
    if not source and origin in _SOURCELESS:
        raise InputError(_SOURCELESS[origin])
    if len(source) > SOURCE_AT_MOST:
        raise InputError("proposal.error.source-long", {"most": SOURCE_AT_MOST, "found": len(source)})


def _length(name: str, text: str, most: int) -> None:
    if not text:
        raise InputError(_MISSING[name])
    if len(text) > most:
        raise InputError(_LONG[name], {"most": most, "found": len(text)})
