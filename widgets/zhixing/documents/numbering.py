"""The four levels of numbering in an official paper: 一、（一）1.（1） and their English equals."""

from zhixing.actor import Locale
from zhixing.text import catalogue

_PATTERNS = {
    1: "documents.number.level-1",
    2: "documents.number.level-2",
    3: "documents.number.level-3",
    4: "documents.number.level-4",
}
_NUMERALS = {1: "documents.number.numerals-1", 2: "documents.number.numerals-2"}


def numbered(text: str, level: int, number: int, locale: Locale) -> str:
    """Return the text behind its number in the style of the level, 1 to 4."""
    return catalogue().say(_PATTERNS[level], locale, number=_numeral(level, number, locale), text=text)


def _numeral(level: int, number: int, locale: Locale) -> str:
    if level not in _NUMERALS:
        return str(number)
    numerals = catalogue().say(_NUMERALS[level], locale).split()
    return numerals[number - 1] if 1 <= number <= len(numerals) else str(number)
