"""Where in a TOML text something stands: the line of every table, entry and key."""

import re
from collections.abc import Mapping
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""How a value is reached in what ``tomllib`` returns: ``("item", 0, "option", 1, "text", "zh")``."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}\s#]+(?: [0-9][^,\]}\s#]*)?")
_STRINGS = ('"""', "'''", '"', "'")
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|["\\btnfre])')
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def lines_of(text: str) -> Mapping[Path, int]:
    """Return the line of every path in a TOML text that ``tomllib`` accepts, counted from 1."""
    return _Scan(text.replace("\r\n", "\n")).all()


def line_at(lines: Mapping[Path, int], path: Path) -> int | None:
    """Return the line of a path; of what it is part of where it does not stand there itself."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _Scan:
    """Goes through a text once; it trusts that the text is valid."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._found: dict[Path, int] = {}
        self._last: dict[Path, int] = {}
        """By path of an array of tables: number of its last table so far."""

    def all(self) -> Mapping[Path, int]:
        """Return what is found."""
        table: Path = ()
        while self._skip():
            if self._text.startswith("[[", self._at):
                table = self._new_table()
            elif self._text[self._at] == "[":
                self._move(1)
                table = self._note(self._inside(self._keys()))
                self._move(1)
            else:
                self._entry(table)
        return self._found

    def _new_table(self) -> Path:
        self._move(2)
        *outer, name = self._keys()
        path = self._note((*self._inside(outer), name))
        self._last[path] = self._last.get(path, -1) + 1
        self._note((*path, self._last[path]))
        self._skip()
        self._move(2)
        return (*path, self._last[path])

    def _inside(self, names: list[str]) -> Path:
        """Return the path of a header: within arrays of tables their last table is meant."""
        path: Path = ()
        for name in names:
            path = self._note((*path, name))
            if path in self._last:
                path = (*path, self._last[path])
        return path

    def _entry(self, table: Path) -> None:
        path = table
        for name in self._keys():
            path = self._note((*path, name))
        self._move(1)  # the equals sign
        self._value(path)

    def _keys(self) -> list[str]:
        """Read a dotted key up to the sign behind it."""
        names = []
        while True:
            self._skip()
            bare = _BARE.match(self._text, self._at)
            names.append(bare[0] if bare else self._string())
            if bare:
                self._move(len(bare[0]))
            self._skip()
            if self._text[self._at] != ".":
                return names
            self._move(1)

    def _value(self, path: Path) -> None:
        self._skip()
        self._note(path)
        sign = self._text[self._at]
        if sign in "\"'":
            self._string()
        elif sign == "[":
            self._list(path)
        elif sign == "{":
            self._inline(path)
        else:
            plain = _PLAIN.match(self._text, self._at)
            self._move(len(plain[0]) if plain else 1)

    def _list(self, path: Path) -> None:
        self._move(1)
        number = 0
        while self._skip() and self._text[self._at] != "]":
            self._value((*path, number))
            number += 1
            self._comma()
        self._move(1)

    def _inline(self, path: Path) -> None:
        self._move(1)
        while self._skip() and self._text[self._at] != "}":
            self._entry(path)
            self._comma()
        self._move(1)

    def _comma(self) -> None:
        if self._skip() and self._text[self._at] == ",":
            self._move(1)

    def _string(self) -> str:
        mark = next(mark for mark in _STRINGS if self._text.startswith(mark, self._at))
        start = self._at + len(mark)
        end = self._text.find(mark, start)
        while mark[0] == '"' and _is_escaped(self._text, end):
            end = self._text.find(mark, end + 1)
        while len(mark) == 3 and self._text.startswith(mark[0], end + 3):
            end += 1  # up to two quotes may stand before the three that close
        self._move(end + len(mark) - self._at)
        body = self._text[start:end]
        return body if mark[0] == "'" else _ESCAPE.sub(_unescaped, body)

    def _skip(self) -> bool:
        """Pass over space and comments; tell whether there is more."""
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign == "#":
                end = self._text.find("\n", self._at)
                self._move((end if end >= 0 else len(self._text)) - self._at)
            elif sign.isspace():
                self._move(1)
            else:
                return True
        return False

    def _move(self, count: int) -> None:
        self._line += self._text.count("\n", self._at, self._at + count)
        self._at += count

    def _note(self, path: Path) -> Path:
        self._found.setdefault(path, self._line)
        return path


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[1]) or chr(int(found[1][1:], 16))
