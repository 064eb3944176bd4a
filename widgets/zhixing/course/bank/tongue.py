"""Which of the two languages a piece of writing is in."""

import re
from enum import StrEnum

_HAN = re.compile(r"[\u3400-\u9fff]")
_LOWER = re.compile(r"[a-z]{2}")


class Tongue(StrEnum):
    """A side of a text."""

    ZH = "zh"
    EN = "en"

    @property
    def other(self) -> "Tongue":
        """The other side."""
        return Tongue.EN if self is Tongue.ZH else Tongue.ZH


def tongue_of(text: str) -> Tongue:
    """Return the language of a text: Chinese as soon as it has a Chinese character."""
    return Tongue.ZH if _HAN.search(text) else Tongue.EN


def is_common(text: str) -> bool:
    """Tell whether a text is the same in both: without words, as a number, a formula, an abbreviation."""
    return not _HAN.search(text) and not _LOWER.search(text)
