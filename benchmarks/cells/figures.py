"""The sheet of figures: each beside the baseline, the fastest neighbour and the goal."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from table import grid, short

from cells.subjects import BASELINE, SUBJECTS

_HEAD = ["", "median", "span (runs)", "unit", "× Voila", "× neighbour", "goal", "note"]


@dataclass(frozen=True)
class Goal:
    """What ours shall reach: a limit, a share of the baseline, a share of the fastest neighbour."""

    limit: float | None = None
    of_voila: float | None = None
    of_peer: float | None = None

    def told(self, value: float, voila: float, peer: float) -> str:
        """Return the goal in words, each part that is missed marked; without its comparison no part is."""
        bounds = [(self.limit, 1.0, ""), (self.of_voila, voila, "V"), (self.of_peer, peer, "N")]
        return ", ".join(
            f"≤ {short(share)}{name}{' !' if value > share * unit else ''}"
            for share, unit, name in bounds
            if share is not None
        )


GOALS: dict[str, Goal] = {
    "browser: prose readable": Goal(0.15),
    "browser: live cell usable": Goal(of_voila=0.11, of_peer=0.25),
    "browser: chart visible": Goal(0.8),
    "20 at once": Goal(of_voila=0.07),
    "60 at once": Goal(2.5),
    "200 at once": Goal(8.0),
    "memory per session, idle": Goal(12),
    "memory per session, after use": Goal(25),
    "server CPU per opened page": Goal(0.05),
    "act → view alone, p95": Goal(15),
    "act → view 100 at once, p95": Goal(200),
    "sessions started": Goal(0),
    "memory per reader": Goal(0.5),
    "300 activity pages at once": Goal(5.0),
}


@dataclass(frozen=True)
class Figure:
    """A measure of one subject on one page, with the values of its repetitions."""

    page: str
    measure: str
    subject: str
    values: tuple[float, ...]
    unit: str
    note: str = ""

    @property
    def median(self) -> float:
        found = [value for value in self.values if not math.isnan(value)]
        return median(found) if found else math.nan

    @property
    def span(self) -> str:
        found = [value for value in self.values if not math.isnan(value)]
        if not found:
            return ""
        return f"{short(min(found))}–{short(max(found))} ({len(found)})" if len(found) > 1 else "(1)"


@dataclass
class Sheet:
    """All figures, in the order in which they were taken."""

    figures: list[Figure] = field(default_factory=list)

    def add(
        self, page: str, measure: str, subject: str, values: Iterable[float], unit: str, note: str = ""
    ) -> None:
        self.figures.append(Figure(page, measure, subject, tuple(values), unit, note))

    def text(self) -> str:
        """Return the printed sheet: a block a measure, a line a subject."""
        blocks = dict.fromkeys((figure.page, figure.measure) for figure in self.figures)
        rows: list[list[str] | str] = []
        for page, measure in blocks:
            block = [one for one in self.figures if (one.page, one.measure) == (page, measure)]
            rows += [f"{measure}  [{page}]", *self._lines(block, GOALS.get(measure, Goal()))]
        return grid(_HEAD, rows)

    def save(self, path: Path) -> None:
        """Write all values down."""
        path.write_text(
            json.dumps([vars(one) for one in self.figures], ensure_ascii=False, indent=1), "utf-8"
        )

    def _lines(self, block: Sequence[Figure], goal: Goal) -> list[list[str]]:
        voila = _of(block, lambda name: name == BASELINE)
        peer = _of(block, lambda name: name in SUBJECTS and SUBJECTS[name].is_peer)
        lines = []
        for one in block:
            is_ours = one.subject in SUBJECTS and SUBJECTS[one.subject].is_ours
            told = goal.told(one.median, voila, peer) if is_ours else ""
            value = "–" if math.isnan(one.median) else short(one.median)
            ratios = [_ratio(one.median, voila), _ratio(one.median, peer)]
            lines.append([f"  {one.subject}", value, one.span, one.unit, *ratios, told, one.note])
        return lines


def _of(block: Sequence[Figure], is_one: Callable[[str], bool]) -> float:
    """Return the smallest median of those subjects."""
    found = [one.median for one in block if is_one(one.subject) and not math.isnan(one.median)]
    return min(found, default=math.nan)


def _ratio(value: float, other: float) -> str:
    return "" if math.isnan(value) or math.isnan(other) or not other else short(value / other)
