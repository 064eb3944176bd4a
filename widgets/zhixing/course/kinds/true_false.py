"""True or false, with the reason: the verdict is half of it, the reason the other half."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.options import read_options
from zhixing.course.kinds.parts import told_part
from zhixing.course.kinds.pieces import check_part
from zhixing.course.kinds.single import Option
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError, MissingError
from zhixing.text import Text

KEYS = frozenset({"verdict", "verdicts", "reason"})
NOTES: frozenset[str] = frozenset()

LEAST = 3
"""Fewest reasons; with two, whoever knows the verdict could guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseItem(Item):
    """A statement to be judged; an answer is ``{"verdict": true or false, "reason": id}``.

    Args:
        verdict: whether the statement is true.
        verdicts: what is said to somebody who judges it so.
        reasons: why; one of them is correct.
    """

    kind: ClassVar[str] = "true-false"

    verdict: bool
    verdicts: Mapping[bool, Text]
    reasons: tuple[Option, ...]

    @property
    def reason(self) -> Option:
        """The correct reason."""
        return next(option for option in self.reasons if option.correct)

    def asked(self) -> dict[str, Any]:
        """Return the reasons without key and feedback; the prompt is the statement."""
        return {"reasons": [{"id": option.id, "text": option.text.json()} for option in self.reasons]}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return the verdict with the reason chosen."""
        if set(raw) != {"verdict", "reason"} or not isinstance(raw["verdict"], bool):
            raise InputError("course.error.no-answer")
        if raw["reason"] not in [option.id for option in self.reasons]:
            raise MissingError("course.error.no-option", {"option": str(raw["reason"])[:40]})
        return {"verdict": raw["verdict"], "reason": raw["reason"]}

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return dict(answer)

    def mark(self, answer: Answer) -> Mark:
        """Return a half for the verdict and a half for the reason."""
        right = [answer["verdict"] == self.verdict, answer["reason"] == self.reason.id]
        return Mark(sum(right) / 2, all(right))

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:
        """Return whether verdict and reason are right, with what is said to the ones chosen.

        Once it is over, every verdict and every reason follows with its own, as ``verdict:true`` and
        ``reason:<id>``; ``key`` then tells whether it is the right one.
        """
        if not answers and not over:
            return []
        own = answers[-1] if answers else self.solution()
        texts = {
            "verdict": self.verdicts[own["verdict"]],
            "reason": next(option.feedback for option in self.reasons if option.id == own["reason"]),
        }
        main = [
            told_part(
                part,
                right=own[part] == key if answers else None,
                why=texts[part],
                key=key,
                over=over,
                hint=texts[part],
            )
            for part, key in self.solution().items()
        ]
        return main + (self._every() if over else [])

    def _every(self) -> list[dict[str, Any]]:
        verdicts = [
            (f"verdict:{str(each).lower()}", text, each == self.verdict)
            for each, text in self.verdicts.items()
        ]
        reasons = [(f"reason:{option.id}", option.feedback, option.correct) for option in self.reasons]
        return [
            told_part(part, right=None, why=text, key=key, over=True)
            for part, text, key in verdicts + reasons
        ]

    def solution(self) -> dict[str, Any]:
        """Return the right verdict with the correct reason."""
        return {"verdict": self.verdict, "reason": self.reason.id}

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count verdicts and reasons."""
        return {
            "verdict": {
                str(each).lower(): sum(answer["verdict"] == each for answer in answers)
                for each in (True, False)
            },
            "reason": {
                option.id: sum(answer["reason"] == option.id for answer in answers) for option in self.reasons
            },
        }


def read(entry: Entry, head: Mapping[str, Any]) -> TrueFalseItem:
    """Read an item.

    Raises:
        InputError: naming file, item and key.
    """
    said = entry.inner(entry.raw["verdicts"], "verdicts")
    check_part(said, {"true", "false"})
    reasons = read_options(entry, "reason", least=LEAST)
    right = sum(reason.correct for reason in reasons)
    if right != 1:
        raise entry.fault("quiz.error.not-one-reason", found=right)
    return TrueFalseItem(
        **head,
        verdict=entry.flag("verdict"),
        verdicts={True: said.text("true"), False: said.text("false")},
        reasons=reasons,
    )
