"""How many ideas the screen of a room shows at once, so that they are read from the last row; no I/O."""

import unicodedata
from collections.abc import Sequence

from zhixing.meetings.rules.ideas import Idea, Ideas

WIDTH = 34
"""Han characters of the smallest legible size in one line of a screen."""
LINES = 10
"""Lines a screen has for ideas, below its title and what they belong to."""
LINES_EACH = 3
"""Lines of one idea at most; what is longer ends in an ellipsis."""


RESULT_WIDTH = 20
"""Han characters of an idea in one line of a result, beside its place and its points."""
RESULT_ROOM = 18
"""Thirds of a row there is room for: a short idea of a result takes three, a long one four."""


def lines_of(text: str, width: int = WIDTH, most: int = LINES_EACH) -> int:
    """Return how many lines an idea takes on the screen."""
    taken = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.55 for sign in text)
    return min(most, max(1, -int(-taken // width)))


def results_shown(texts: Sequence[str]) -> int:
    """Return how many ideas of a result fit on the screen, best first."""
    room = RESULT_ROOM
    for place, text in enumerate(texts):
        room -= 2 + lines_of(text, RESULT_WIDTH, most=2)
        if room < 0:
            return place
    return len(texts)


def pages(ideas: Sequence[Idea]) -> tuple[tuple[Idea, ...], ...]:
    """Return ideas in pages that fit; no page is empty, but there is always one."""
    found: list[list[Idea]] = [[]]
    room = LINES
    for idea in ideas:
        lines = lines_of(idea.text)
        if lines > room and found[-1]:
            found.append([])
            room = LINES
        found[-1].append(idea)
        room -= lines
    return tuple(tuple(page) for page in found)


def newest(ideas: Sequence[Idea]) -> tuple[Idea, ...]:
    """Return the last ideas that fit on the screen together, at least the last one."""
    room = LINES
    for back, idea in enumerate(reversed(ideas)):
        room -= lines_of(idea.text)
        if room < 0:
            return tuple(ideas[len(ideas) - max(1, back) :])
    return tuple(ideas)


def fits_with_headings(ideas: Ideas) -> bool:
    """Tell whether all ideas fit below their headings; else headings and numbers alone are shown."""
    loose = bool(ideas.loose)
    return len(ideas.headings) + loose + sum(lines_of(idea.text) for idea in ideas.standing) <= LINES
