"""A data file while it is checked: what it says, on which line, and how a fault of it is told."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, Self

from zhixing.course.bank.schema_faults import SchemaFault
from zhixing.course.lines import Path, line_at, lines_of
from zhixing.errors import InputError, Location

_SYNTAX = {
    "Cannot overwrite a value": "bank.error.syntax-twice",
    "Cannot declare": "bank.error.syntax-twice",
    "Duplicate inline table key": "bank.error.syntax-twice",
    "Expected '=' after a key": "bank.error.syntax-equals",
    "Unterminated string": "bank.error.syntax-string",
    "Illegal character": "bank.error.syntax-string",
    "Unescaped": "bank.error.syntax-string",
    "Unclosed array": "bank.error.syntax-list",
    "Unclosed inline table": "bank.error.syntax-table",
    "Expected newline or end of document": "bank.error.syntax-rest",
    "Expected ']": "bank.error.syntax-header",
    "Invalid initial character for a key part": "bank.error.syntax-key",
    "Invalid value": "bank.error.syntax-value",
}
"""What ``tomllib`` says, by its first words."""
_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Page:
    """One TOML file.

    Args:
        path: where it is.
        text: as it is written.
        raw: what it says; empty where it cannot be read.
        broken: why it cannot be read.
    """

    path: FilePath
    text: str
    raw: Mapping[str, Any]
    broken: tuple[InputError, ...] = ()

    @classmethod
    def read(cls, path: FilePath) -> Self:
        """Read a file; one that is no TOML is told in ``broken``."""
        name = _name(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            return cls(path, "", {}, (InputError("bank.error.not-utf-8", {}, Location(file=name)),))
        try:
            return cls(path, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            return cls(path, text, {}, (_syntax(name, text, str(error)),))

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.path.name

    def tables(self, key: str) -> Sequence[Mapping[str, Any]]:
        """Return the tables under a key; what is none is passed over."""
        found = self.raw.get(key, [])
        return [raw if isinstance(raw, dict) else {} for raw in found] if isinstance(found, list) else []

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """Line of everything in it."""
        return {} if self.broken else lines_of(self.text)

    def fault(self, code: str, params: Mapping[str, object], path: Path) -> InputError:
        """Return a fault of what stands at a path."""
        return InputError(code, params, self._place(path))

    def worded(self, fault: SchemaFault) -> InputError:
        """Return a fault that a schema found."""
        return self.fault(fault.code, fault.params, fault.path)

    def moved(self, error: InputError, path: Path) -> InputError:
        """Return a fault that names no line, at the line of what it speaks of."""
        return InputError(error.code, error.params, self._place(self.meant(error, path)))

    def _place(self, path: Path) -> Location:
        return Location(_name(self.path), line_at(self.lines, path), self._field(path) or None)

    def _field(self, path: Path) -> str:
        """Return a path as authors would say it: ``u01-q01 option b feedback``."""
        words: list[str] = []
        value: Any = self.raw
        for step in path:
            value = _inner(value, step)
            if isinstance(step, str):
                words.append(step)
            elif isinstance(value, dict):
                words.append(str(value.get("id", step + 1))[:40])
        if words[-1:] == ["id"] and len(words) > 1:
            words.pop()
        return " ".join(words[1:] if words[:1] == ["item"] else words)

    def meant(self, error: InputError, path: Path) -> Path:
        """Find what a fault of something speaks of: the key or the part that it names."""
        within: Any = self.raw
        for step in path:
            within = _inner(within, step)
        field = error.location.field if error.location is not None else None
        hints = [field, error.params.get("key"), error.params.get("place")]
        for hint in (each for each in hints if isinstance(each, str)):
            found = _walk(within, hint)
            if found:
                return (*path, *found)
        for value in error.params.values():
            found = _part(within, str(value))
            if found:
                return (*path, *found)
        return path


def _inner(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (LookupError, TypeError):
        return None


def _walk(value: Any, hint: str) -> Path:
    """Follow the words of a hint as far as they lead: keys, ids of parts, numbers of parts."""
    path: Path = ()
    for word in re.split(r"[ .]+", hint):
        found = _step(value, word)
        for step in found:
            value = _inner(value, step)
        path = (*path, *found)
    return path


def _step(value: Any, word: str) -> Path:
    if isinstance(value, dict) and word in value:
        return (word,)
    if isinstance(value, list) and word.isdecimal() and 0 < int(word) <= len(value):
        return (int(word) - 1,)
    return _part(value, word)


def _part(value: Any, name: str) -> Path:
    """Find the part that has this id."""
    if isinstance(value, list):
        return next(
            ((at,) for at, one in enumerate(value) if isinstance(one, dict) and one.get("id") == name), ()
        )
    if isinstance(value, dict):
        for key, inner in value.items():
            found = _part(inner, name) if isinstance(inner, list) else ()
            if found:
                return (key, *found)
    return ()


def _syntax(name: str, text: str, said: str) -> InputError:
    """Word what ``tomllib`` says; what is not known is told in its own words."""
    matched = _LINE.search(said)
    line = int(matched[1]) if matched else text.count("\n") + 1
    code = next((code for words, code in _SYNTAX.items() if said.startswith(words)), None)
    place = Location(name, line)
    if code is None:
        return InputError("course.error.unreadable", {"reason": said}, place)
    return InputError(code, {}, place)


def _name(path: FilePath) -> str:
    return f"{path.parent.name}/{path.name}"
