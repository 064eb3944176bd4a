"""Whether a value from a file fits a column, checked before the database sees it."""

from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, String

_SMALLEST, _LARGEST = -(2**31), 2**31 - 1


def fits(column: Column[Any], value: object) -> bool:
    """Tell whether a value may be stored in a column, on SQLite and PostgreSQL alike."""
    if value is None:
        return bool(column.nullable)
    match column.type:
        case JSON():
            return True
        case Boolean():
            return isinstance(value, bool)
        case Integer():
            return isinstance(value, int) and not isinstance(value, bool) and _SMALLEST <= value <= _LARGEST
        case String(length=length):
            return isinstance(value, str) and len(value) <= (length or len(value)) and _is_storable(value)
        case _:
            return isinstance(value, float | int)


def _is_storable(text: str) -> bool:
    # PostgreSQL knows no NUL in text, and neither database half a surrogate pair.
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
