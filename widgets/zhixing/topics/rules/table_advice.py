"""What one table says to the recommendation: lead unit, reasons, dissent, what is not known."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from zhixing.errors import InputError
from zhixing.topics.rules.recommendation import LINE_AT_MOST, TEXT_AT_MOST, UNKNOWNS_AT_MOST, Unknown


@dataclass(frozen=True, slots=True)
class Advice:
    """One table's words; they are kept beside the recommendation and brought together into it."""

    lead_unit: str
    reasons: str
    dissent: str
    unknowns: tuple[Unknown, ...]

    def checked(self) -> Self:
        """Return the words if they may be stored; a table may leave anything open.

        Raises:
            InputError: nothing is written, or something is too long.
        """
        if not any((self.lead_unit, self.reasons, self.dissent, self.unknowns)):
            raise InputError("approval.error.nothing-said")
        for text in (self.reasons, self.dissent):
            if len(text) > TEXT_AT_MOST:
                raise InputError("topics.error.text-long", {"most": TEXT_AT_MOST, "found": len(text)})
        if len(self.unknowns) > UNKNOWNS_AT_MOST:
            raise InputError("topics.error.unknowns-many", {"most": UNKNOWNS_AT_MOST})
        lines = [part for unknown in self.unknowns for part in asdict(unknown).values()]
        for line in (self.lead_unit, *lines):
            if len(line) > LINE_AT_MOST:
                raise InputError("topics.error.line-long", {"most": LINE_AT_MOST, "found": len(line)})
        return self

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {**asdict(self), "unknowns": [asdict(unknown) for unknown in self.unknowns]}

    @classmethod
    def parse(cls, content: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        unknowns = tuple(Unknown(**unknown) for unknown in content["unknowns"])
        return cls(content["lead_unit"], content["reasons"], content["dissent"], unknowns)
