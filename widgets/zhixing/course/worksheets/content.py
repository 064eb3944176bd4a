"""What somebody writes on a worksheet: read, checked, walked through; what is still missing.

Content is JSON: ``{part: {field: value}}``; with rows ``{part: {row: {field: value}}}``; repeated
``{part: [{field: value}, …]}``. What is blank is not in it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from zhixing.course.worksheets.model import TYPED, Field, FieldKind, Part, Worksheet
from zhixing.errors import InputError

Value: TypeAlias = str | int
Content: TypeAlias = dict[str, Any]
_FIRST_WIDE = 0x250
"""The first character that is not of a Latin alphabet."""
_Reader: TypeAlias = Callable[[Field, object], Value | None]


@dataclass(frozen=True, slots=True)
class Written:
    """One field that is filled.

    Args:
        part: the part it is in.
        spot: the id of its row, or the place of its group counted from 0; None where it is filled once.
        field: the field.
        value: what is in it.
    """

    part: Part
    spot: str | int | None
    field: Field
    value: Value

    @property
    def path(self) -> str:
        """Its name within the worksheet."""
        return path_of(self.part, self.spot, self.field)


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that has to be filled before the worksheet is done."""

    part: Part
    spot: str | int | None
    field: Field

    @property
    def path(self) -> str:
        """Its name within the worksheet."""
        return path_of(self.part, self.spot, self.field)


def path_of(part: Part, spot: str | int | None, field: Field) -> str:
    """Return the name of a field within a worksheet: ``part.field``, or with row or group between."""
    return f"{part.id}.{field.id}" if spot is None else f"{part.id}.{spot}.{field.id}"


def read_content(sheet: Worksheet, raw: object) -> Content:
    """Return content as it was sent, without what is blank.

    Raises:
        InputError: it does not belong to this worksheet, is too long, or no date.
    """
    if not isinstance(raw, Mapping):
        raise InputError("worksheet.error.no-content")
    for name in raw:
        if not isinstance(name, str) or all(part.id != name for part in sheet.parts):
            raise _strange(str(name))
    return _parts(sheet, raw, _checked)


def known_content(sheet: Worksheet, stored: Mapping[str, Any]) -> Content:
    """Return stored content as far as this version of the worksheet has a place for it."""
    return _parts(sheet, stored, _known)


def written(sheet: Worksheet, content: Mapping[str, Any]) -> Iterator[Written]:
    """Return every field that is filled, in the order of the worksheet."""
    for part in sheet.parts:
        for spot, values in _groups(part, content.get(part.id)):
            for field in part.fields:
                if field.id in values:
                    yield Written(part, spot, field, values[field.id])


def gaps(sheet: Worksheet, content: Mapping[str, Any]) -> list[Gap]:
    """Return what is missing; the worksheet is done when nothing is."""
    found = []
    for part in sheet.parts:
        for spot, values in _asked(part, content.get(part.id)):
            missing = [field for field in part.fields if field.needed and field.id not in values]
            found += [Gap(part, spot, field) for field in missing]
    return found


def _asked(part: Part, raw: Any) -> Iterator[tuple[str | int | None, Mapping[str, Value]]]:
    """Return the groups that have to be whole: every row; of repeated ones the least, and all begun."""
    given = dict(_groups(part, raw))
    if part.repeat is not None:
        for place in range(max(part.repeat[0], len(given))):
            yield place, given.get(place, {})
    elif part.rows:
        for row in part.rows:
            yield row.id, given.get(row.id, {})
    else:
        yield None, given.get(None, {})


def _groups(part: Part, raw: Any) -> Iterator[tuple[str | int | None, Mapping[str, Value]]]:
    """Return the values of a part by row or group, as far as they have the part's shape."""
    if part.repeat is not None:
        groups = raw if isinstance(raw, list) else []
        yield from ((place, values) for place, values in enumerate(groups) if isinstance(values, Mapping))
    elif isinstance(raw, Mapping) and part.rows:
        rows = ((row.id, raw.get(row.id)) for row in part.rows)
        yield from ((name, values) for name, values in rows if isinstance(values, Mapping))
    elif isinstance(raw, Mapping):
        yield None, raw


def _parts(sheet: Worksheet, raw: Mapping[str, Any], read: _Reader) -> Content:
    found: Content = {}
    for part in sheet.parts:
        if part.id in raw and (values := _part(part, raw[part.id], read)):
            found[part.id] = values
    return found


def _part(part: Part, raw: Any, read: _Reader) -> Any:
    if read is _checked:
        _check_shape(part, raw)
    groups = {
        spot: {
            field.id: value
            for field in part.fields
            if field.id in values and (value := read(field, values[field.id])) is not None
        }
        for spot, values in _groups(part, raw)
    }
    if part.repeat is not None:
        return [values for values in groups.values() if values]
    if part.rows:
        return {spot: values for spot, values in groups.items() if values}
    return groups.get(None, {})


def _check_shape(part: Part, raw: Any) -> None:
    """Refuse what this part has no place for: it would be lost silently."""
    for values in _raw_groups(part, raw):
        if not isinstance(values, Mapping):
            raise _strange(part.id)
        for name in values:
            if part.field(str(name)) is None:
                raise _strange(str(name))


def _raw_groups(part: Part, raw: Any) -> list[Any]:
    if part.repeat is not None:
        if not isinstance(raw, list):
            raise _strange(part.id)
        if len(raw) > part.repeat[1]:
            raise InputError("worksheet.error.too-many", {"part": part.title, "most": part.repeat[1]})
        return raw
    if not isinstance(raw, Mapping):
        raise _strange(part.id)
    unknown = set(raw) - {row.id for row in part.rows} if part.rows else set()
    if unknown:
        raise _strange(str(min(unknown, key=str)))
    return list(raw.values()) if part.rows else [raw]


def _strange(name: str) -> InputError:
    return InputError("worksheet.error.not-asked", {"name": name[:40]})


def _checked(field: Field, raw: object) -> Value | None:
    """Return a value, None when it is blank."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if field.kind in TYPED:
        if not isinstance(raw, str):
            raise _strange(field.id)
        text = tidy(field, raw)
        if measure(text) > field.most:
            most = {"most": field.most, "letters": 2 * field.most}
            raise InputError("worksheet.error.too-long", {"field": field.label, **most})
        return text
    value = _known(field, raw)
    if value is None:
        code = "worksheet.error.no-date" if field.kind is FieldKind.DATE else "worksheet.error.no-option"
        raise InputError(code, {"field": field.label, "found": str(raw)[:40]})
    return value


def _known(field: Field, raw: object) -> Value | None:
    """Return a stored value that the field can still hold; words are never cut."""
    if field.kind in TYPED:
        return (tidy(field, raw) or None) if isinstance(raw, str) else None
    if field.kind is FieldKind.DATE:
        return raw if isinstance(raw, str) and _is_day(raw) else None
    return next(
        (option.id for option in field.options if type(option.id) is type(raw) and option.id == raw), None
    )


def measure(text: str) -> float:
    """Return how much room words take: a Latin letter half of what a Chinese character takes."""
    return sum(0.5 if ord(character) < _FIRST_WIDE else 1.0 for character in text)


def tidy(field: Field, text: str) -> str:
    """Return words without outer space; a line is one line."""
    return " ".join(text.split()) if field.kind is FieldKind.LINE else text.strip()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
