"""A worked example of a scheme, complete, about an invented topic."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhixing import resources
from zhixing.actor import Locale
from zhixing.text import Text


@dataclass(frozen=True)
class SchemeExample:
    """The example as a page shows it, in each language."""

    zh: dict[str, Any]
    en: dict[str, Any]


@cache
def scheme_example() -> SchemeExample:
    """Read the example once per process."""
    page = resources.data() / "course" / "choose-topic" / "scheme-example.toml"
    raw = tomllib.loads(page.read_text(encoding="utf-8"))
    return SchemeExample(_spoken(raw, Locale.ZH), _spoken(raw, Locale.EN))


def _spoken(value: Any, locale: Locale) -> Any:
    match value:
        case {"zh": _, "en": _}:
            return Text.parse(value).to(locale)
        case dict():
            return {name: _spoken(inner, locale) for name, inner in value.items()}
        case list():
            return [_spoken(inner, locale) for inner in value]
    return value
