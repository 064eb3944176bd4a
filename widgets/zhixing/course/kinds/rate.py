"""Rate like an expert: commit to a level on each criterion, then see how far off, and why.

Each criterion gives a part of the score: the expert's own level 1, one level away 0.5, further away nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.scale import LevelId, Scale, read_scales
from zhixing.course.written import Entry
from zhixing.errors import InputError
from zhixing.text import Text

KEYS = frozenset({"title", "expert"})
NOTES = frozenset({"fact"})

PARTS = {0: 1.0, 1: 0.5}
"""Part of the score by distance in levels; nothing for any other."""

FAR = 2
"""Distance from which the expert adds a remark."""

MASTERED = 0.8
"""Score from which an item is left."""

_EXPERT_KEYS = frozenset({"criterion", "level", "why"})
_EXPERT_NOTES = frozenset({"remark"})


def part(distance: int) -> float:
    """Return what a criterion gives at a distance in levels, to either side."""
    return PARTS.get(abs(distance), 0.0)


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert's level on one criterion; it stays on the server until it may be seen.

    Args:
        scale: the criterion.
        level: the level given.
        why: the facts of the case behind it.
        remark: what somebody far away has probably overlooked; it does not name the level.
    """

    scale: Scale
    level: LevelId
    why: Text
    remark: Text | None

    def off(self, level: LevelId) -> int:
        """Return how many levels somebody stands above the expert; below is negative."""
        return _place(self.scale, level) - _place(self.scale, self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateItem(Item):
    """A sample topic to be rated; an answer is a level by criterion.

    Args:
        title: the topic's name; the prompt is its wording.
        facts: what is known of the case.
        experts: the expert's level on each criterion, in the order asked.
    """

    kind: ClassVar[str] = "rate"

    title: Text
    facts: tuple[Text, ...]
    experts: tuple[Expert, ...]

    def asked(self) -> dict[str, Any]:
        """Return the topic and the criteria with their levels."""
        return {
            "title": self.title.json(),
            "facts": [fact.json() for fact in self.facts],
            "criteria": [expert.scale.json() for expert in self.experts],
            "mastered": MASTERED,
        }

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return a level for each criterion."""
        levels = raw.get("levels")
        if set(raw) != {"levels"} or not isinstance(levels, dict):
            raise InputError("course.error.no-answer")
        asked = {expert.scale.id for expert in self.experts}
        if not set(levels) <= asked:
            raise InputError("course.error.not-asked", {"criterion": str(min(set(levels) - asked))[:40]})
        for expert in self.experts:
            level = levels.get(expert.scale.id)
            if level is None:
                raise InputError("course.error.level-missing", {"criterion": expert.scale.name})
            if expert.scale.place(level) is None:
                found = {"criterion": expert.scale.name, "found": str(level)[:40]}
                raise InputError("course.error.level-unknown", found)
        return {expert.scale.id: levels[expert.scale.id] for expert in self.experts}

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"levels": dict(answer)}

    def off(self, answer: Answer) -> dict[str, int]:
        """Return by criterion how many levels an answer stands above the expert's."""
        return {expert.scale.id: expert.off(answer[expert.scale.id]) for expert in self.experts}

    def mark(self, answer: Answer) -> Mark:
        """Return the mean of the criteria's parts."""
        parts = [part(distance) for distance in self.off(answer).values()]
        score = sum(parts) / len(parts)
        return Mark(round(score, 4), score >= MASTERED - 1e-9)

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return how far the last answer is off on each criterion.

        The expert's level and why are told where it is the same, and everywhere once it is over.
        """
        if not answers and not over:
            return []
        off = self.off(answers[-1]) if answers else {}
        return [_told(expert, off.get(expert.scale.id), over=over) for expert in self.experts]

    def solution(self) -> dict[str, Any]:
        """Return the expert's level on each criterion."""
        return {"levels": {expert.scale.id: expert.level for expert in self.experts}}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count levels by criterion."""
        return {
            expert.scale.id: {
                str(level.id): sum(answer[expert.scale.id] == level.id for answer in answers)
                for level in expert.scale.levels
            }
            for expert in self.experts
        }


def _told(expert: Expert, off: int | None, *, over: bool) -> dict[str, Any]:
    known = over or off == 0
    far = off is not None and abs(off) >= FAR
    return {
        "criterion": expert.scale.id,
        "distance": None if off is None else abs(off),
        "far": far,
        "expert": expert.level if known else None,
        "why": expert.why.json() if known else None,
        "remark": expert.remark.json() if far and expert.remark is not None else None,
    }


def _place(scale: Scale, level: LevelId) -> int:
    place = scale.place(level)
    if place is None:
        raise ValueError(scale.id, level)
    return place


def read(entry: Entry, head: Mapping[str, Any]) -> RateItem:
    """Read an item; its criteria are those of the unit's ``criteria.toml``.

    Raises:
        InputError: naming file, item and key.
    """
    scales = read_scales(entry.page.with_name("criteria.toml"))
    experts = tuple(_expert(entry.inner(raw, "expert"), scales) for raw in entry.entries("expert"))
    if not experts:
        raise entry.fault("course.error.no-expert")
    if len({expert.scale.id for expert in experts}) != len(experts):
        raise entry.fault("course.error.expert-doubled")
    return RateItem(**head, title=entry.text("title"), facts=entry.texts("fact"), experts=experts)


def _expert(entry: Entry, scales: Mapping[str, Scale]) -> Expert:
    entry.check_keys(_EXPERT_KEYS, _EXPERT_NOTES)
    scale = scales.get(str(entry.raw["criterion"]))
    if scale is None:
        raise entry.fault("course.error.no-criterion", criterion=str(entry.raw["criterion"])[:40])
    level = entry.raw["level"]
    if scale.place(level) is None:
        raise entry.fault("course.error.expert-level", criterion=scale.id, found=str(level)[:40])
    named = entry.inner(entry.raw, scale.id)
    remark = named.text("remark") if "remark" in entry.raw else None
    return Expert(scale, level, named.text("why"), remark)
