"""What people type, folded: the same number or word, whichever keyboard wrote it."""

import math
import re
import unicodedata
from collections.abc import Iterable

MOST_TYPED = 40
"""Characters of a number; nobody types more."""

_SIGNS = str.maketrans({"−": "-", "–": "-", "。": "."})
_NUMBER = re.compile(r"[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")
_GROUP = re.compile(r"(?<=[0-9])[ ](?=[0-9]{3}(?![0-9]))")
_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_PERCENT = ("%",)

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BETWEEN = re.compile(r"(?<=\d)[\W_]+(?=\d)")


def fold_number(typed: object, units: Iterable[str] = ()) -> float | None:
    """Return the number somebody typed; None where it is not one number and nothing else.

    Full-width signs, separators of thousands and blanks do not matter, nor does the unit behind the number.

    Args:
        typed: a number, or what stands in a field.
        units: how the unit is written; without a unit a percent sign is passed over.
    """
    if isinstance(typed, bool) or not isinstance(typed, int | float | str):
        return None
    if not isinstance(typed, str):
        return _finite(typed)
    if len(typed) > MOST_TYPED:
        return None
    text = _bare(typed)
    for unit in tuple(map(_bare, units)) or _PERCENT:
        text = text.removesuffix(unit)
    return _finite(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)
    return _SPACE.sub("", _GROUP.sub(",", plain.strip()))


def _finite(number: str | float) -> float | None:
    try:
        value = float(number)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def fold_text(text: str) -> str:
    """Return a text without what does not change its meaning: width, case, punctuation and blanks.

    Between digits a sign stays, so that 1.5 is not 15; all dashes there are the same.
    """
    plain = _THOUSANDS.sub("", _normal(text))
    kept = _BETWEEN.sub(lambda signs: "." if "." in signs[0] else "-", plain)
    at_digits = {found.start() for found in _BETWEEN.finditer(kept)}
    return _normal("".join(sign for at, sign in enumerate(kept) if at in at_digits or not _is_empty(sign)))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _is_empty(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PZC"
