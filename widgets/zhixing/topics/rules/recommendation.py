"""The recommendation (选题建议) that goes to the leader for approval."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from zhixing.errors import InputError

TEXT_AT_MOST = 2000
LINE_AT_MOST = 200
UNKNOWNS_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question still open: what, who finds out, by when."""

    what: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended, why, and what is not yet known.

    Args:
        chosen: 首选, id of a topic.
        runner_up: 备选, id of a topic, or None.
        held: 暂缓, ids of topics.
        reasons: why.
        dissent: views that differ, without names.
        lead_unit: the unit that should lead.
        unknowns: what has to be found out.
        dissent_named: a differing view that somebody wants recorded under their own name.
    """

    chosen: str
    runner_up: str | None
    held: tuple[str, ...]
    reasons: str
    dissent: str
    lead_unit: str
    unknowns: tuple[Unknown, ...]
    dissent_named: str = ""

    def checked(self, topics: Mapping[str, str]) -> Self:
        """Return the recommendation if it may be submitted.

        Args:
            topics: titles of the topics that may be recommended, by id.

        Raises:
            InputError: something is missing, doubled or too long.
        """
        named = [self.chosen, *([self.runner_up] if self.runner_up else []), *self.held]
        if not self.chosen:
            raise InputError("topics.error.chosen-missing")
        if not set(named) <= set(topics):
            raise InputError("topics.error.not-recommendable")
        for topic in named:
            if named.count(topic) > 1:
                raise InputError("topics.error.named-twice", {"topic": topics[topic]})
        if not self.reasons.strip():
            raise InputError("topics.error.reasons-missing")
        if not self.lead_unit.strip():
            raise InputError("topics.error.lead-unit-missing")
        self._check_lengths()
        return self

    def _check_lengths(self) -> None:
        for text in (self.reasons, self.dissent, self.dissent_named):
            if len(text) > TEXT_AT_MOST:
                raise InputError("topics.error.text-long", {"most": TEXT_AT_MOST, "found": len(text)})
        if len(self.unknowns) > UNKNOWNS_AT_MOST:
            raise InputError("topics.error.unknowns-many", {"most": UNKNOWNS_AT_MOST})
        for number, unknown in enumerate(self.unknowns, start=1):
            if not all(part.strip() for part in (unknown.what, unknown.who, unknown.when)):
                raise InputError("topics.error.unknown-half", {"number": number})
        lines = [part for unknown in self.unknowns for part in (unknown.what, unknown.who, unknown.when)]
        for line in [self.lead_unit, *lines]:
            if len(line) > LINE_AT_MOST:
                raise InputError("topics.error.line-long", {"most": LINE_AT_MOST, "found": len(line)})

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            **asdict(self),
            "held": list(self.held),
            "unknowns": [asdict(unknown) for unknown in self.unknowns],
        }

    @classmethod
    def parse(cls, content: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            chosen=content["chosen"],
            runner_up=content["runner_up"],
            held=tuple(content["held"]),
            reasons=content["reasons"],
            dissent=content["dissent"],
            lead_unit=content["lead_unit"],
            unknowns=tuple(Unknown(**unknown) for unknown in content["unknowns"]),
            dissent_named=content.get("dissent_named", ""),
        )


@dataclass(frozen=True, slots=True)
class Basis:
    """How the topics were rated, as it stood when the recommendation was submitted; no rater is in it.

    Args:
        raters: how many ballots there are.
        on_paper: how many of them were on paper.
        rounds: 2 where people could change their ratings after talking about them.
        weighing: how the weights came about: ``equal``, ``points``, ``pairs``.
        weights: the weight of each criterion in percent.
        kind: ``recommendation``, or ``consultation`` where learners are chosen after the topic.
    """

    raters: int = 0
    on_paper: int = 0
    rounds: int = 1
    weighing: str = "equal"
    weights: Mapping[str, float] = field(default_factory=dict)
    kind: str = "recommendation"

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {**asdict(self), "weights": dict(self.weights)}

    @classmethod
    def parse(cls, content: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(**content)
