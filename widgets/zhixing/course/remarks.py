"""Gentle remarks on what somebody writes: big words without a number or a name, claims without a fact.

They never hinder; whoever knows better goes on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhixing import resources
from zhixing.actor import Locale
from zhixing.course.written import table
from zhixing.text import Text, catalogue

_DIGIT = re.compile(r"[0-9０-９]")
_GIVEN = r"[\u4e00-\u9fff]{1,2}"
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class Remark:
    """What may be thought over once more.

    Args:
        code: its sentence in the catalogue.
        word: the words it is about; empty where it is about all of them.
    """

    code: str
    word: str = ""

    def text(self) -> Text:
        """Return it in both languages."""
        say = catalogue().say
        return Text(*(say(self.code, locale, word=self.word) for locale in (Locale.ZH, Locale.EN)))


@dataclass(frozen=True)
class Words:
    """The word lists of remarks, as patterns.

    Args:
        slogan: big words.
        count: a numeral with what it counts.
        nobody: people who are nobody in particular.
        somebody: a person or a post.
        when: what tells a time.
        where: what tells a place.
        example: what introduces an example.
    """

    slogan: re.Pattern[str]
    count: re.Pattern[str]
    nobody: re.Pattern[str]
    somebody: re.Pattern[str]
    when: re.Pattern[str]
    where: re.Pattern[str]
    example: re.Pattern[str]

    def is_counted(self, text: str) -> bool:
        """Tell whether a text says how many, how much or how long."""
        return bool(_DIGIT.search(text) or self.count.search(text))

    def is_named(self, text: str) -> bool:
        """Tell whether a text says who: a name or a post."""
        left = self.nobody.sub("／", text)
        return bool(self.somebody.search(left) or _FULL_NAME.search(left))

    def is_factual(self, text: str) -> bool:
        """Tell whether a text has a number, a time, a place or an example."""
        others = (self.when, self.where, self.example)
        return self.is_counted(text) or any(pattern.search(text) for pattern in others)


def remark_on(guard: str, text: str, words: Words | None = None) -> Remark | None:
    """Return what a guard has to say of a text; nothing of a blank one."""
    known = words or word_lists()
    if not text.strip():
        return None
    if guard == "fact":
        return None if known.is_factual(text) else Remark("worksheet.remark.fact")
    found = known.slogan.search(text)
    if found is None:
        return None
    counted, named = known.is_counted(text), known.is_named(text)
    if counted and named:
        return None
    code = "worksheet.remark.slogan"
    if counted or named:
        code = "worksheet.remark.slogan-who" if counted else "worksheet.remark.slogan-count"
    return Remark(code, found.group())


@cache
def word_lists() -> Words:
    """Return the word lists, read once per process."""
    raw = table(resources.data() / "remarks.toml")
    count, somebody = raw["count"], raw["somebody"]
    numeral = f"[{count['numerals']}]+(?:{_any(count['measures'])})"
    begins = rf"(?:(?<![\u4e00-\u9fff])|(?<=[{somebody['before']}]))"
    name = rf"{begins}[{somebody['surnames']}]{_GIVEN}(?={_any(somebody['behind'])})"
    called = f"[{somebody['called']}][{somebody['surnames']}]"
    return Words(
        slogan=_pattern(raw["slogan"]),
        count=re.compile(f"{numeral}|{_english(count['en'])}", re.IGNORECASE),
        nobody=_pattern(raw["nobody"]),
        somebody=re.compile(
            f"{_any(somebody['zh'])}|{name}|{called}|{_english(somebody['en'])}", re.IGNORECASE
        ),
        when=_pattern(raw["when"]),
        where=_pattern(raw["where"]),
        example=_pattern(raw["example"]),
    )


def _pattern(words: Mapping[str, list[str]]) -> re.Pattern[str]:
    return re.compile(f"{_any(words['zh'])}|{_english(words['en'])}", re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _english(words: list[str]) -> str:
    """Return a pattern of whole words; Chinese characters may stand right beside them."""
    return rf"(?<![A-Za-z])(?:{_any(words)})(?![A-Za-z])"
