"""What a paper says, section by section, in words: supplied by the feature that the paper belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhixing.actor import Locale
from zhixing.decisions.rules.difference import differences
from zhixing.text import Text

Line = str | Text


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a paper.

    Args:
        path: what comments and differences call it; the same in every version.
        title: its heading.
        text: one text, or the lines of a list; a ``Text`` is shown in the language of its reader.
    """

    path: str
    title: Text
    text: Line | Sequence[Line]

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        given = (self.text,) if isinstance(self.text, str | Text) else self.text
        return {
            "path": self.path,
            "title": self.title.json(),
            "lines": [line.json() if isinstance(line, Text) else line for line in given],
        }

    def lines(self, locale: Locale) -> tuple[str, ...]:
        """Return what it says to a reader of this language, line by line."""
        given = (self.text,) if isinstance(self.text, str | Text) else self.text
        said = [line.to(locale) if isinstance(line, Text) else line for line in given]
        return tuple(part for line in said for part in line.split("\n") if part.strip())


@dataclass(frozen=True, slots=True)
class Change:
    """A section that says something else than before; an empty side was not there."""

    title: Text
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(old: Sequence[Section], new: Sequence[Section], locale: Locale) -> list[Change]:
    """Return the sections in which two versions of a paper differ, in the order of the paper."""
    titles = {section.path: section.title for section in (*old, *new)}
    return [
        Change(titles[place.path[0]], _lines(place.before), _lines(place.after))
        for place in differences(_told(old, locale), _told(new, locale))
    ]


def _told(sections: Sequence[Section], locale: Locale) -> Mapping[str, str]:
    return {section.path: "\n".join(section.lines(locale)) for section in sections}


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").splitlines())
