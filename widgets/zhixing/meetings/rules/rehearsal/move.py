"""What a trainee can do at a moment of a rehearsed meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from zhixing.meetings.rules.rehearsal.wording import EVERYBODY, Form, Judged


class Do(StrEnum):
    """The kinds of moves."""

    SILENT = "silent"
    ASK = "ask"
    OWN = "own"
    RULE = "rule"
    WORD = "word"
    SUMMARISE = "summarise"
    BREAK = "break"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Move:
    """One move.

    Args:
        do: its kind.
        which: the question, the rule, or the member who gets the word; blank for the others.
        to: whom an own question is put to: a member, ``all``, or blank where that was left open.
        text: an own question as typed.
        judged: what its form is by rule.
    """

    do: Do
    which: str = ""
    to: str = ""
    text: str = ""
    judged: Judged | None = field(default=None)

    def stored(self) -> dict[str, Any]:
        """Return the JSON in which it is kept."""
        kept: dict[str, Any] = {"do": self.do.value}
        kept |= {name: said for name in ("which", "to", "text") if (said := getattr(self, name))}
        return kept if self.judged is None else {**kept, "judged": self.judged.stored()}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``stored`` wrote."""
        judged = Judged.parse(raw["judged"]) if "judged" in raw else None
        return cls(Do(raw["do"]), raw.get("which", ""), raw.get("to", ""), raw.get("text", ""), judged)

    @property
    def addressee(self) -> str:
        """Whom it is put to: a member or everybody; of a worded question the scenario says it."""
        if self.do is Do.WORD:
            return self.which
        return self.judged.to if self.judged is not None else EVERYBODY

    def tokens(self, form: Form | None, to: str) -> tuple[str, ...]:
        """Return the names under which a reply may wait for it, the most definite first.

        Args:
            form: of a question, what it is.
            to: of a question, whom it is put to.
        """
        if self.do is Do.ASK:
            return (f"ask:{self.which}", f"ask:{form}", "ask")
        if self.do is Do.OWN:
            return (f"own:{form}:{to}", f"own:{form}", "own")
        if self.which:
            return (f"{self.do}:{self.which}", self.do.value)
        return (self.do.value,)
