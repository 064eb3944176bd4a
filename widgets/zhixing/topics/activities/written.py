"""What a page sends when somebody has written a topic."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from zhixing.activity import Act
from zhixing.topics import rules
from zhixing.topics.rules import Origin, Proposal, TopicKind

Words = Annotated[str, StringConstraints(max_length=10_000)]
"""Long enough for a sentence that says what is too long."""


class StatementParts(BaseModel):
    """The parts of a problem statement and the answers of the checks."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    whose: Words = ""
    since: Words = ""
    often: Words = ""
    for_whom: Words = ""
    different: Words = ""
    unknown: Words = ""
    checks: Annotated[dict[str, bool], Field(max_length=100)] = {}

    def parts(self) -> rules.Parts:
        """Return them as the rules know them."""
        return rules.Parts(**self.model_dump())


class Written(Act):
    """A topic as it stands in the editor; what an older page does not send stays as it is stored."""

    title: Words
    statement: Words
    topic_kind: TopicKind
    origin: Origin
    owner: Words
    owner_unit: Words
    expected_units: Annotated[list[Words], Field(max_length=100)]
    source: Words | None = None
    parts: StatementParts | None = None

    def proposal(self) -> Proposal:
        """Return it as the rules know it."""
        return Proposal(
            title=self.title,
            statement=self.statement,
            kind=self.topic_kind,
            origin=self.origin,
            owner=self.owner,
            owner_unit=self.owner_unit,
            expected_units=tuple(self.expected_units),
            source=self.source,
            parts=None if self.parts is None else self.parts.parts(),
        )
