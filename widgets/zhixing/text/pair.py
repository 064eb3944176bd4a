"""A text in both languages; an empty side is refused."""

from dataclasses import dataclass
from typing import Self

from zhixing.actor import Locale
from zhixing.errors import InputError


@dataclass(frozen=True, slots=True)
class Text:
    """One text, complete in Chinese and English.

    Raises:
        InputError: ``text.error.one-sided`` when a side is empty or only space.
    """

    zh: str
    en: str

    def __post_init__(self) -> None:
        for locale, side in (("zh", self.zh), ("en", self.en)):
            if not side.strip():
                raise InputError("text.error.one-sided", {"locale": locale, "other": self.zh or self.en})

    @classmethod
    def parse(cls, raw: object) -> Self:
        """Read ``{zh = "…", en = "…"}`` as it stands in a data file."""
        if not isinstance(raw, dict) or set(raw) != {"zh", "en"}:
            raise InputError("text.error.not-a-pair", {"found": repr(raw)[:80]})
        zh, en = raw["zh"], raw["en"]
        if not isinstance(zh, str) or not isinstance(en, str):
            raise InputError("text.error.not-a-pair", {"found": repr(raw)[:80]})
        return cls(zh, en)

    def to(self, locale: Locale) -> str:
        """Return the side that a reader of this language sees."""
        return self.zh if locale is Locale.ZH else self.en

    def json(self) -> dict[str, str]:
        """Return the form the browser switches between."""
        return {"zh": self.zh, "en": self.en}
