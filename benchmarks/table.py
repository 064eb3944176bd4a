"""The printed table: a line a measure; median and span of its repetitions, the goal, the ratio to it."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that a share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


@dataclass(frozen=True)
class Line:
    """One measure with the values of its repetitions."""

    name: str
    values: tuple[float, ...]
    unit: str
    goal: float | None = None
    note: str = ""

    @property
    def cells(self) -> list[str]:
        found = [value for value in self.values if not math.isnan(value)]
        if not found:
            return [self.name, "–", "", self.unit, "", "", self.note]
        middle = median(found)
        span = f"{short(min(found))}–{short(max(found))} ({len(found)})" if len(found) > 1 else "(1)"
        goal = "" if self.goal is None else f"≤ {short(self.goal)}"
        ratio = "" if not self.goal else f"{short(middle / self.goal)}×{'' if middle <= self.goal else ' !'}"
        return [self.name, short(middle), span, self.unit, goal, ratio, self.note]


@dataclass
class Table:
    """Lines in groups, collected as they are measured."""

    lines: list[Line | str] = field(default_factory=list)

    def group(self, title: str) -> None:
        self.lines.append(title)

    def add(
        self, name: str, values: Sequence[float], unit: str, goal: float | None = None, note: str = ""
    ) -> None:
        self.lines.append(Line(name, tuple(values), unit, goal, note))

    def text(self) -> str:
        head = ["measure", "median", "span (runs)", "unit", "goal", "of goal", "note"]
        return grid(head, [line.cells if isinstance(line, Line) else line for line in self.lines])


def grid(head: Sequence[str], rows: Sequence[Sequence[str] | str]) -> str:
    """Return rows under a head, aligned; a row that is only text is a title, the last column a note."""
    filled = [head, *(row for row in rows if not isinstance(row, str))]
    widths = [max(_width(row[column]) for row in filled) for column in range(len(head) - 1)]
    printed = [_row(head, widths), "─" * (sum(widths) + 2 * len(widths) + 20)]
    printed += [f"\n{row}" if isinstance(row, str) else _row(row, widths) for row in rows]
    return "\n".join(printed)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *rest = cells
    padded = [name + " " * (widths[0] - _width(name))]
    for cell, width in zip(rest, [*widths[1:], 0], strict=True):
        room = " " * (width - _width(cell))
        padded.append(cell + room if width == 0 else room + cell)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def short(value: float) -> str:
    """Return a figure as it is read: three digits."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
