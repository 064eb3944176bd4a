"""Ideas on a wall: what they say, what is merged into what, what is said twice; no I/O."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhixing.errors import ConflictError, FaultsError, InputError, Location

IDEAS_AT_MOST = 300
"""Ideas on one wall, those set aside included; more than any table works through in a day."""
HEADING_AT_MOST = 40
"""Characters of a heading: it is read from the other end of the room."""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea, without its author.

    Args:
        id: permanent.
        number: permanent on its wall; people name the idea by it, and write it on their slips.
        text: one line.
        heading: what people have put it under, blank before.
        merged_into: the idea it was merged into.
        withdrawn: whether it was set aside.
        version: counts the changes of its text.
    """

    id: str
    number: int
    text: str
    heading: str = ""
    merged_into: str | None = None
    withdrawn: bool = False
    version: int = 1


@dataclass(frozen=True)
class Ideas:
    """All ideas of a wall; each is in exactly one place: standing, set aside, or below one of these."""

    all: tuple[Idea, ...]

    @classmethod
    def of(cls, ideas: Iterable[Idea]) -> "Ideas":
        """Collect ideas by number."""
        return cls(tuple(sorted(ideas, key=lambda idea: (idea.number, idea.id))))

    @cached_property
    def by_id(self) -> Mapping[str, Idea]:
        """Every idea by its id."""
        return {idea.id: idea for idea in self.all}

    @cached_property
    def standing(self) -> tuple[Idea, ...]:
        """The ideas people work with."""
        return tuple(idea for idea in self.all if not idea.withdrawn and self._top(idea) is idea)

    @cached_property
    def withdrawn(self) -> tuple[Idea, ...]:
        """The ideas that were set aside; what had been merged into them waits with them."""
        return tuple(idea for idea in self.all if idea.withdrawn and self._top(idea) is idea)

    @cached_property
    def under(self) -> Mapping[str, tuple[Idea, ...]]:
        """What was merged into an idea, and into that in turn, by number."""
        found: dict[str, list[Idea]] = {}
        for idea in self.all:
            top = self._top(idea)
            if top is not idea:
                found.setdefault(top.id, []).append(idea)
        return {top: tuple(below) for top, below in found.items()}

    @cached_property
    def twins(self) -> Mapping[str, int]:
        """The number of an earlier idea that says exactly the same, by id."""
        first: dict[str, int] = {}
        found = {}
        for idea in self.standing:
            number = first.setdefault(bare(idea.text), idea.number)
            if number != idea.number:
                found[idea.id] = number
        return found

    @cached_property
    def headings(self) -> Mapping[str, tuple[Idea, ...]]:
        """The standing ideas by heading, in the order of their first ideas; loose ones are left out."""
        found: dict[str, list[Idea]] = {}
        for idea in self.standing:
            if idea.heading:
                found.setdefault(idea.heading, []).append(idea)
        return {heading: tuple(below) for heading, below in found.items()}

    @property
    def loose(self) -> tuple[Idea, ...]:
        """The standing ideas without a heading."""
        return tuple(idea for idea in self.standing if not idea.heading)

    def standing_ones(self, ids: Sequence[str]) -> tuple[Idea, ...]:
        """Return ideas that all still stand.

        Raises:
            ConflictError: ``ideas.error.moved``: one was merged, set aside or taken away meanwhile.
        """
        known = {idea.id: idea for idea in self.standing}
        if any(each not in known for each in ids):
            raise ConflictError("ideas.error.moved")
        return tuple(known[each] for each in dict.fromkeys(ids))

    def _top(self, idea: Idea) -> Idea:
        while idea.merged_into is not None and idea.merged_into in self.by_id:
            idea = self.by_id[idea.merged_into]
        return idea


def bare(text: str) -> str:
    """Return what is left of a text without spaces, punctuation and letter case; a sign alone stays."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum()) or plain


def checked_text(text: str, most: int) -> str:
    """Return an idea as it is stored: one line, outer and doubled spaces gone.

    Raises:
        InputError: ``ideas.error.empty``, ``ideas.error.long``.
    """
    line = " ".join(text.split())
    if not line:
        raise InputError("ideas.error.empty")
    if len(line) > most:
        raise InputError("ideas.error.long", {"most": most, "found": len(line)})
    return line


def checked_lines(text: str, most: int) -> tuple[str, ...]:
    """Return the ideas of a text, one a line; blank lines are passed over.

    Raises:
        InputError: nothing is written, or the only line is too long.
        FaultsError: ``ideas.error.lines``; each fault names its line.
    """
    lines = [(row, line) for row, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) <= 1:
        return (checked_text(text, most),)
    found, faults = [], []
    for row, line in lines:
        try:
            found.append(checked_text(line, most))
        except InputError as error:
            faults.append(InputError(error.code, error.params, Location(row=row)))
    if faults:
        raise FaultsError("ideas.error.lines", faults)
    return tuple(found)


def checked_heading(text: str) -> str:
    """Return a heading as it is stored.

    Raises:
        InputError: ``ideas.error.no-heading``, ``ideas.error.heading-long``.
    """
    line = " ".join(text.split())
    if not line:
        raise InputError("ideas.error.no-heading")
    if len(line) > HEADING_AT_MOST:
        raise InputError("ideas.error.heading-long", {"most": HEADING_AT_MOST, "found": len(line)})
    return line


def check_room(standing: int, added: int) -> None:
    """Refuse more ideas than a wall takes.

    Raises:
        InputError: ``ideas.error.full``.
    """
    if standing + added > IDEAS_AT_MOST:
        raise InputError("ideas.error.full", {"most": IDEAS_AT_MOST, "found": standing + added})
