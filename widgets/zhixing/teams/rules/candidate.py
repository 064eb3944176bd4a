"""A candidate: what is known of somebody who is to be put into a working group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

LEADER, FRONT_LINE = "leader", "front-line"
THEORY, PRACTICE, BOTH = "theory", "practice", "both"

STRONGEST = 3
"""Relevance of somebody whose own duty the sub-topic is."""

UNSTATED = 1
"""What relevance counts as where nothing is stated: a little, so that it neither draws nor repels."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to be put into a group; whatever is not known stays blank and never makes a rule fail alone.

    Args:
        id: of the person.
        unit: id or name of the unit; blank is like nobody else's.
        level: ``leader``, ``front-line`` or blank; blank counts as neither.
        outlook: ``theory``, ``practice``, ``both`` or blank; ``both`` counts for either, blank for neither.
        specialty: in the person's words; it is shown, not computed with.
        experience: years in the field; None takes the average of those who are known.
        relevance: 0 to 3 by sub-topic; a sub-topic left out counts as ``UNSTATED``.
        wishes: ids of sub-topics, best first; without any, every group is as good.
    """

    id: str
    unit: str = ""
    level: str = ""
    outlook: str = ""
    specialty: str = ""
    experience: int | None = None
    relevance: Mapping[str, int] = field(default_factory=dict)
    wishes: tuple[str, ...] = ()

    @property
    def is_leader(self) -> bool:
        """Whether the person is known to be a leader."""
        return self.level == LEADER

    @property
    def is_front_line(self) -> bool:
        """Whether the person is known to work on the front line."""
        return self.level == FRONT_LINE

    @property
    def brings_theory(self) -> bool:
        """Whether the person is known to be theory-minded."""
        return self.outlook in (THEORY, BOTH)

    @property
    def brings_practice(self) -> bool:
        """Whether the person is known to be a practitioner."""
        return self.outlook in (PRACTICE, BOTH)

    def json(self) -> dict[str, Any]:
        """Return the candidate as JSON."""
        return {
            "id": self.id,
            "unit": self.unit,
            "level": self.level,
            "outlook": self.outlook,
            "specialty": self.specialty,
            "experience": self.experience,
            "relevance": dict(self.relevance),
            "wishes": list(self.wishes),
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Return the candidate that ``json`` wrote."""
        return cls(**{**raw, "relevance": dict(raw["relevance"]), "wishes": tuple(raw["wishes"])})


def mean_experience(candidates: Iterable[Candidate]) -> int:
    """Return the mean years of those whose experience is known, as a whole number; 0 if nobody's is."""
    known = [each.experience for each in candidates if each.experience is not None]
    return (2 * sum(known) + len(known)) // (2 * len(known)) if known else 0
