"""A causal-loop diagram to complete: the signs of links and the kinds of loops that are left out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.diagram import KINDS, SIGNS, Diagram, Link, Loop, read_diagram
from zhixing.course.kinds.parts import told_part
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError

KEYS = frozenset({"node", "link", "loop"})
NOTES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopItem(Item):
    """A diagram with gaps; an answer is a sign by link and a kind by loop, for those left out."""

    kind: ClassVar[str] = "loop"

    diagram: Diagram

    def asked(self) -> dict[str, Any]:
        """Return the diagram as far as it is given."""
        return self.diagram.json()

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the signs and kinds chosen."""
        if not set(raw) <= {"signs", "loops"}:
            raise InputError("course.error.no-answer")
        links = [link.id for link in self.diagram.asked_links]
        loops = [loop.id for loop in self.diagram.asked_loops]
        return {
            "signs": _chosen(raw.get("signs", {}), links, SIGNS, self._link_missing),
            "loops": _chosen(raw.get("loops", {}), loops, KINDS, self._loop_missing),
        }

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"signs": dict(answer["signs"]), "loops": dict(answer["loops"])}

    def mark(self, answer: Answer) -> Mark:
        """Return the share of signs and kinds that are right."""
        given = [self._is_met(part, answer) for part in self._asked]
        return Mark(round(sum(given) / len(given), 4), all(given))

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return why, part by part: links first, then loops."""
        if not answers and not over:
            return []
        return [
            told_part(
                _name(part),
                right=self._is_met(part, answers[-1]) if answers else None,
                why=part.feedback,
                key=_key(part),
                over=over,
            )
            for part in self._asked
        ]

    def solution(self) -> dict[str, Any]:
        """Return every sign and kind that was left out."""
        return {
            "signs": {link.id: link.sign for link in self.diagram.asked_links},
            "loops": {loop.id: loop.kind for loop in self.diagram.asked_loops},
        }

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count signs and kinds by part."""
        return {
            _name(part): {
                word: sum(_given(part, answer) == word for answer in answers)
                for word in (SIGNS if isinstance(part, Link) else KINDS)
            }
            for part in self._asked
        }

    @property
    def _asked(self) -> tuple[Link | Loop, ...]:
        return (*self.diagram.asked_links, *self.diagram.asked_loops)

    def _is_met(self, part: Link | Loop, answer: Answer) -> bool:
        return bool(_given(part, answer) == _key(part))

    def _link_missing(self, link_id: str) -> InputError:
        nodes = {node.id: node.text for node in self.diagram.nodes}
        link = next(link for link in self.diagram.links if link.id == link_id)
        ends = {"start": nodes[link.start], "end": nodes[link.end]}
        return InputError("exercise.error.sign-missing", ends)

    def _loop_missing(self, loop_id: str) -> InputError:
        loop = next(loop for loop in self.diagram.loops if loop.id == loop_id)
        return InputError("exercise.error.loop-missing", {"loop": loop.text})


def _name(part: Link | Loop) -> str:
    return f"link:{part.id}" if isinstance(part, Link) else f"loop:{part.id}"


def _key(part: Link | Loop) -> str:
    return part.sign if isinstance(part, Link) else part.kind


def _given(part: Link | Loop, answer: Answer) -> str:
    return str(answer["signs" if isinstance(part, Link) else "loops"][part.id])


def _chosen(
    raw: object, asked: Sequence[str], allowed: Sequence[str], missing: Callable[[str], InputError]
) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise InputError("course.error.no-answer")
    unknown = set(raw) - set(asked)
    if unknown:
        raise InputError("exercise.error.not-asked", {"part": str(min(unknown, key=str))[:40]})
    for name in asked:
        if raw.get(name) not in allowed:
            raise missing(name)
    return {name: raw[name] for name in asked}


def read(entry: Entry, head: Mapping[str, Any]) -> LoopItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    return LoopItem(**head, diagram=read_diagram(entry))
