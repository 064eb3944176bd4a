"""What a Word file can hold of a text, and how wide the text will be."""

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def storable(text: str) -> str:
    """Return the text with one kind of line break and without what XML cannot hold.

    Control characters, lone surrogates and non-characters go: one of them makes Word refuse the file.
    Everything else stays, characters outside the basic plane included.
    """
    return _UNSTORABLE.sub("", _BREAKS.sub("\n", text))


def lines(text: str) -> list[str]:
    """Return the lines of a text that have something on them, without outer space."""
    return [line.strip() for line in storable(text).split("\n") if line.strip()]


def width(text: str) -> float:
    """Estimate how wide a text is, in full-width characters; a Latin letter or a digit counts half."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def plain(text: str) -> str:
    """Return a text without the spaces and line breaks that a spreadsheet adds or loses."""
    rows = [" ".join(line.split()) for line in storable(text).split("\n")]
    return "\n".join(rows).strip()
