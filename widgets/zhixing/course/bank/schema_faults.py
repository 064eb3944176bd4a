"""Everything a schema finds wrong in a data file, each fault with its path and its sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from zhixing.actor import Locale
from zhixing.course.bank.shape import Schema, item_schema
from zhixing.course.lines import Path
from zhixing.text import Text, catalogue

_EXPECTED = {
    "text": "bank.expected.text",
    "texts": "bank.expected.texts",
    "words": "bank.expected.words",
    "id": "bank.expected.id",
    "ids": "bank.expected.ids",
    "boolean": "bank.expected.flag",
    "number": "bank.expected.number",
    "integer": "bank.expected.whole",
    "string": "bank.expected.string",
    "array": "bank.expected.list",
    "object": "bank.expected.table",
}
_FOUND_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One fault: the path of what is wrong, and the sentence for it."""

    path: Path
    code: str
    params: Mapping[str, object]


def schema_faults(raw: object, schema: Schema, defs: Schema) -> Iterator[SchemaFault]:
    """Find all faults of a value that a schema knows of.

    Args:
        raw: the value, as ``tomllib`` returns it.
        schema: what it should be.
        defs: the definitions that the schema refers to.
    """
    validator = Draft202012Validator({**schema, "$defs": defs})
    told: set[tuple[Path, str, str]] = set()
    for error in sorted(
        validator.iter_errors(raw), key=lambda error: [str(each) for each in error.absolute_path]
    ):
        for fault in _faults(error, defs):
            key = (fault.path, fault.code, str(fault.params.get("key")))
            if key not in told:
                told.add(key)
                yield fault


def item_faults(raw: Mapping[str, Any]) -> list[SchemaFault]:
    """Return all faults of an item; of one without a known kind, only those that every item can have."""
    defs = item_schema()["$defs"]
    kind = raw.get("kind")
    known = defs["item"]["properties"]["kind"]["enum"]
    if isinstance(kind, str) and kind in known:
        return list(schema_faults(raw, defs[kind], defs))
    return list(schema_faults(raw, {**defs["item"], "allOf": []}, defs))


def _faults(error: ValidationError, defs: Schema) -> Iterator[SchemaFault]:
    path: Path = tuple(error.absolute_path)
    if error.validator == "required":
        code = "bank.error.one-sided" if error.schema == defs["text"] else "bank.error.key-missing"
        missing = [key for key in error.validator_value if key not in error.instance]
        yield from (SchemaFault(path, code, {"key": key}) for key in missing)
    elif error.validator == "additionalProperties":
        known = error.schema["properties"]
        for key in (key for key in error.instance if key not in known):
            yield SchemaFault((*path, key), "bank.error.key-unknown", {"key": key[:_FOUND_AT_MOST]})
    elif error.validator == "pattern" and error.schema == defs["text"]["properties"]["zh"]:
        side = next(step for step in reversed(path) if isinstance(step, str))
        yield SchemaFault(path, "bank.error.one-sided", {"key": side})
    else:
        yield _fault(error, path, defs)


def _fault(error: ValidationError, path: Path, defs: Schema) -> SchemaFault:
    found = str(error.instance)[:_FOUND_AT_MOST]
    value: Any = error.validator_value
    match error.validator:
        case "minItems":
            return SchemaFault(path, "bank.error.too-few", {"least": value, "found": len(error.instance)})
        case "minimum":
            return SchemaFault(path, "bank.error.too-small", {"least": value, "found": found})
        case "maximum":
            return SchemaFault(path, "bank.error.too-great", {"most": value, "found": found})
        case "enum" | "const":
            known = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            return SchemaFault(path, "bank.error.not-one-of", {"known": known, "found": found})
        case _:
            expected = "id" if error.validator == "pattern" else _name(error, defs)
            told = {"expected": _expected(expected), "found": found}
            return SchemaFault(path, "bank.error.expected", told)


def _name(error: ValidationError, defs: Schema) -> str:
    named = next(
        (name for name in ("text", "texts", "words", "ids", "id") if error.schema == defs.get(name)), None
    )
    value: Any = error.validator_value
    return named or (value if isinstance(value, str) else "string")


def _expected(name: str) -> Text:
    say = catalogue().say
    return Text(say(_EXPECTED[name], Locale.ZH), say(_EXPECTED[name], Locale.EN))
