"""The catalogue: every interface sentence by key, one file a room in each language."""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhixing.actor import Locale
from zhixing.errors import FaultsError, ZhixingError
from zhixing.text.pair import Text


@dataclass(frozen=True)
class Catalogue:
    """All sentences of the product: ``room.section.name`` to text, per language."""

    sentences: Mapping[Locale, Mapping[str, str]]

    def say(self, key: str, locale: Locale, /, **params: object) -> str:
        """Return the sentence of a key with its placeholders filled; a ``Text`` fills in its own side.

        Raises:
            KeyError: the key is not in the catalogue, or a placeholder has no value.
        """
        spoken = {
            name: value.to(locale) if isinstance(value, Text) else value for name, value in params.items()
        }
        return self.sentences[locale][key].format_map(spoken)

    def explain(self, error: ZhixingError, locale: Locale) -> str:
        """Word an error for the person: where, what, and each single fault on a line of its own."""
        sentence = self.say(error.code, locale, **error.params)
        place = error.location
        if place is not None and place.field is not None:
            sentence = self.say("text.place.field", locale, field=place.field, what=sentence)
        if place is not None and place.row is not None:
            sentence = self.say("text.place.row", locale, row=place.row, what=sentence)
        if place is not None and place.file is not None:
            sentence = self.say("text.place.file", locale, file=place.file, what=sentence)
        if isinstance(error, FaultsError):
            return "\n".join([sentence, *(self.explain(fault, locale) for fault in error.faults)])
        return sentence


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names a sentence expects."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name)


def _flatten(table: Mapping[str, object], prefix: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            flat |= _flatten(value, key)
        else:
            flat[key] = str(value)
    return flat


@cache
def catalogue() -> Catalogue:
    """Read the catalogue once per process."""
    root = files(__package__)
    sentences: dict[Locale, dict[str, str]] = {}
    for locale in Locale:
        merged: dict[str, str] = {}
        for page in sorted(root.joinpath(locale.value).iterdir(), key=lambda entry: entry.name):
            if page.name.endswith(".toml"):
                merged |= _flatten(
                    tomllib.loads(page.read_text(encoding="utf-8")), page.name[: -len(".toml")]
                )
        sentences[locale] = merged
    return Catalogue(sentences)
