"""What is known of a person for forming groups, and what the person has answered to taking part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from zhixing.errors import InputError


class Level(StrEnum):
    """Where somebody works: leading, or at the front line."""

    LEADER = "leader"
    FRONT_LINE = "front-line"


class Outlook(StrEnum):
    """What somebody brings more of: theory, practice, or both alike."""

    THEORY = "theory"
    PRACTICE = "practice"
    BOTH = "both"


class Answer(StrEnum):
    """What somebody answers to whether they take part from beginning to end."""

    YES = "yes"
    TALK = "talk"
    NO = "no"


class Writer(StrEnum):
    """Who wrote a value down last, by what they are and not by name."""

    SELF = "self"
    OFFICE = "office"
    FACILITATOR = "facilitator"


SPECIALTY_AT_MOST = 120
YEARS_AT_MOST = 60
LANGUAGES_AT_MOST, LANGUAGE_AT_MOST = 6, 20
WISHES_AT_MOST = 3
LEAST_RELEVANT, MOST_RELEVANT = 0, 3
HOURS_AT_MOST = 200
WORDS_AT_MOST = 500
NUMBERED = "#"
"""Begins a wish of example people: ``#2`` is the second sub-topic, whatever the scheme will be."""


@dataclass(frozen=True, slots=True)
class SubTopicRef:
    """A sub-topic that people wish for: its id, its number in the scheme, its title."""

    id: str
    number: int
    title: str

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {"id": self.id, "number": self.number, "title": self.title}


@dataclass(frozen=True, slots=True)
class Relevance:
    """How near a sub-topic is to somebody's duty, 0 to 3, and who said so last."""

    level: int
    by: str = Writer.SELF.value

    def json(self) -> dict[str, Any]:
        """Return the form it is kept and shown in."""
        return {"level": self.level, "by": self.by}


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person; whatever is not known stays blank.

    Args:
        level: a ``Level`` or blank.
        outlook: an ``Outlook`` or blank.
        specialty: in the person's own words.
        experience: whole years in the field.
        languages: languages and dialects, as they are called.
        wishes: ids of sub-topics, best first.
        relevance: by sub-topic.
    """

    level: str = ""
    outlook: str = ""
    specialty: str = ""
    experience: int | None = None
    languages: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    relevance: Mapping[str, Relevance] = field(default_factory=dict)

    def checked(self) -> Self:
        """Return the profile without outer space and doubles.

        Raises:
            InputError: something is too long, too much or out of bounds.
        """
        specialty = " ".join(self.specialty.split())
        if len(specialty) > SPECIALTY_AT_MOST:
            limit = {"most": SPECIALTY_AT_MOST, "found": len(specialty)}
            raise InputError("members.error.long-specialty", limit)
        if self.experience is not None and not 0 <= self.experience <= YEARS_AT_MOST:
            raise InputError("members.error.years", {"most": YEARS_AT_MOST, "found": self.experience})
        if len(self.wishes) > WISHES_AT_MOST:
            raise InputError("members.error.wishes", {"most": WISHES_AT_MOST, "found": len(self.wishes)})
        if len(set(self.wishes)) < len(self.wishes):
            raise InputError("members.error.wish-twice")
        if any(not LEAST_RELEVANT <= each.level <= MOST_RELEVANT for each in self.relevance.values()):
            raise InputError("members.error.relevance", {"least": LEAST_RELEVANT, "most": MOST_RELEVANT})
        return replace(self, specialty=specialty, languages=checked_languages(self.languages))

    def within(self, sub_topics: Iterable[SubTopicRef]) -> Self:
        """Return the profile as it stands towards a scheme: numbers resolved, what is not in it left out."""
        ids = {each.id: each.id for each in sub_topics}
        ids |= {f"{NUMBERED}{each.number}": each.id for each in sub_topics}
        wishes = dict.fromkeys(ids[wish] for wish in self.wishes if wish in ids)
        relevance = {ids[key]: said for key, said in self.relevance.items() if key in ids}
        return replace(self, wishes=tuple(wishes), relevance=relevance)

    def missing(self, *, unit: str, sub_topics: Iterable[SubTopicRef]) -> tuple[str, ...]:
        """Return what grouping would still like to know, by word; wishes and languages are never missed."""
        blanks = {
            "unit": not unit,
            "level": not self.level,
            "outlook": not self.outlook,
            "specialty": not self.specialty,
            "experience": self.experience is None,
            "relevance": any(each.id not in self.relevance for each in sub_topics),
        }
        return tuple(name for name, is_blank in blanks.items() if is_blank)

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "level": self.level,
            "outlook": self.outlook,
            "specialty": self.specialty,
            "experience": self.experience,
            "languages": list(self.languages),
            "wishes": list(self.wishes),
            "relevance": {key: said.json() for key, said in self.relevance.items()},
        }


def checked_languages(languages: Iterable[str]) -> tuple[str, ...]:
    """Return languages without outer space, blanks and doubles.

    Raises:
        InputError: too many, or one of them too long.
    """
    plain = tuple(dict.fromkeys(name for each in languages if (name := " ".join(each.split()))))
    if len(plain) > LANGUAGES_AT_MOST:
        raise InputError("members.error.languages", {"most": LANGUAGES_AT_MOST, "found": len(plain)})
    for name in plain:
        if len(name) > LANGUAGE_AT_MOST:
            raise InputError("members.error.long-language", {"most": LANGUAGE_AT_MOST, "found": name[:40]})
    return plain


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a person has answered; blank while they have not.

    Args:
        answer: an ``Answer`` or blank.
        hours: hours a month.
        brings: what they bring.
        needs: what they need so that they can.
        answered: when, ISO-8601; None while they have not.
    """

    answer: str = ""
    hours: int | None = None
    brings: str = ""
    needs: str = ""
    answered: str | None = None

    def checked(self) -> Self:
        """Return the answer without outer space.

        Raises:
            InputError: no answer, or something out of bounds.
        """
        if self.answer not in set(Answer):
            raise InputError("members.error.no-answer")
        if self.hours is not None and not 0 <= self.hours <= HOURS_AT_MOST:
            raise InputError("members.error.hours", {"most": HOURS_AT_MOST, "found": self.hours})
        brings, needs = self.brings.strip(), self.needs.strip()
        for code, text in (("members.error.long-brings", brings), ("members.error.long-needs", needs)):
            if len(text) > WORDS_AT_MOST:
                raise InputError(code, {"most": WORDS_AT_MOST, "found": len(text)})
        return replace(self, brings=brings, needs=needs)

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "answer": self.answer,
            "hours": self.hours,
            "brings": self.brings,
            "needs": self.needs,
            "answered": self.answered,
        }


NOT_ASKED = Commitment()
"""Where somebody stands who has not answered."""
