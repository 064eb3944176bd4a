"""Reading a scenario's file: every fault names the file and the entry."""

import json
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from zhixing.errors import InputError, Location
from zhixing.meetings.rules.rehearsal.condition import CLOCK, Condition, Stated
from zhixing.meetings.rules.rehearsal.move import Do
from zhixing.meetings.rules.rehearsal.scenario import (
    CLIMATE,
    Line,
    Member,
    Moment,
    Planted,
    Question,
    Reply,
    Scenario,
    Way,
    Worth,
)
from zhixing.meetings.rules.rehearsal.wording import Form
from zhixing.text import Text

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_CHANGE = 40
_WHOLE = {"id", "level", "minutes", "title", "situation", "start", "member", "planted", "moment", "closing"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a scenario's file while it is read; ``place`` names it in faults."""

    file: str
    place: str
    raw: Mapping[str, Any]

    def fault(self, code: str, **params: object) -> InputError:
        """Return a fault of this entry."""
        return InputError(code, params, Location(file=self.file, field=self.place))

    def keys(self, needed: AbstractSet[str], known: AbstractSet[str] = frozenset()) -> None:
        """Refuse an entry that lacks a key, or has one that nobody reads."""
        for key in sorted(needed - self.raw.keys()):
            raise self.fault("rehearsal.error.key-missing", key=key)
        for key in sorted(self.raw.keys() - needed - known):
            raise self.fault("rehearsal.error.key-unknown", key=str(key)[:40])

    def inner(self, raw: object, place: str) -> "Entry":
        """Return a part of this entry."""
        where = f"{self.place} {place}".strip()
        if not isinstance(raw, dict):
            raise replace(self, place=where).fault("rehearsal.error.not-a-table")
        return Entry(self.file, where, raw)

    def parts(self, key: str) -> list["Entry"]:
        """Return the parts under a key, each named by its id or its number."""
        found = self.raw.get(key, [])
        if not isinstance(found, list):
            raise self.fault("rehearsal.error.not-a-list", key=key)
        return [
            self.inner(raw, f"{key} {raw.get('id', number) if isinstance(raw, dict) else number}")
            for number, raw in enumerate(found, start=1)
        ]

    def text(self, key: str) -> Text:
        """Return a text in both languages."""
        try:
            return Text.parse(self.raw[key])
        except InputError as error:
            place = Location(file=self.file, field=f"{self.place} {key}".strip())
            raise InputError(error.code, error.params, place) from error

    def id(self) -> str:
        """Return the entry's id."""
        found = self.raw["id"]
        if not isinstance(found, str) or not _ID.fullmatch(found):
            raise self.fault("rehearsal.error.bad-id", found=str(found)[:40])
        return found

    def word(self, key: str, allowed: AbstractSet[str], default: str | None = None) -> str:
        """Return one of the allowed words."""
        found = self.raw.get(key, default)
        if found not in allowed:
            listed = " / ".join(sorted(allowed))
            raise self.fault("rehearsal.error.not-one-of", key=key, found=str(found)[:40], allowed=listed)
        return str(found)

    def whole(self, key: str, least: int, most: int) -> int:
        """Return a whole number between bounds."""
        return self.number(key, self.raw[key], least, most)

    def number(self, key: str, found: object, least: int, most: int) -> int:
        """Return a found number that is whole and between bounds."""
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            found = str(found)[:40]
            raise self.fault("rehearsal.error.out-of-range", key=key, found=found, least=least, most=most)
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words; none when the key is not there."""
        found = self.raw.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.fault("rehearsal.error.not-a-list", key=key)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Known:
    """What entries may refer to."""

    norms: AbstractSet[str]
    kinds: AbstractSet[str]
    ends: AbstractSet[str]
    questions: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class _Cast:
    """The names a scenario's own entries may refer to."""

    members: AbstractSet[str]
    planted: AbstractSet[str]

    @property
    def levels(self) -> frozenset[str]:
        return frozenset((*CLIMATE, *self.members))


def read(file: str, raw: Mapping[str, Any], known: Known) -> Scenario:
    """Read a scenario's file as far as its single entries go; how they hang together see ``check``.

    Raises:
        InputError: naming file and entry.
    """
    entry = Entry(file, "", raw)
    entry.keys(_WHOLE)
    members = tuple(_member(each) for each in entry.parts("member"))
    cast = _Cast({member.id for member in members}, set())
    planted = tuple(_planted(each, cast, known) for each in entry.parts("planted"))
    cast = replace(cast, planted={each.id for each in planted})
    start = entry.inner(raw["start"], "start")
    start.keys(set(CLIMATE))
    return Scenario(
        id=entry.id(),
        level=entry.whole("level", 1, 3),
        minutes=entry.whole("minutes", 20, 120),
        title=entry.text("title"),
        situation=entry.text("situation"),
        start={name: start.whole(name, 0, 100) for name in CLIMATE},
        members=members,
        planted=planted,
        moments=tuple(_moment(each, cast, known) for each in entry.parts("moment")),
        closing=tuple(_line(each, cast) for each in entry.parts("closing")),
        fingerprint=sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:16],
    )


def _member(entry: Entry) -> Member:
    entry.keys({"id", "name", "post", "calls", "ready"})
    return Member(
        entry.id(), entry.text("name"), entry.text("post"), entry.words("calls"), entry.whole("ready", 0, 100)
    )


def _planted(entry: Entry, cast: _Cast, known: Known) -> Planted:
    entry.keys({"id", "kind", "who", "norm", "question", "sign", "answer"})
    return Planted(
        id=entry.id(),
        kind=entry.word("kind", known.kinds),
        who=entry.word("who", {"", *cast.members}),
        norm=entry.word("norm", known.norms),
        question=entry.word("question", known.questions),
        sign=entry.text("sign"),
        answer=entry.text("answer"),
    )


def _moment(entry: Entry, cast: _Cast, known: Known) -> Moment:
    entry.keys({"id", "takes", "line", "question", "reply"}, {"plants", "way"})
    plants = entry.words("plants")
    for name in plants:
        if name not in cast.planted:
            raise entry.fault("rehearsal.error.no-planted", found=name[:40])
    return Moment(
        id=entry.id(),
        takes=entry.whole("takes", 1, 15),
        plants=plants,
        lines=tuple(_line(each, cast) for each in entry.parts("line")),
        questions=tuple(_question(each, cast, known) for each in entry.parts("question")),
        replies=tuple(_reply(each, cast) for each in entry.parts("reply")),
        ways=tuple(_way(each, cast) for each in entry.parts("way")),
    )


def _line(entry: Entry, cast: _Cast) -> Line:
    entry.keys({"who", "zh", "en"}, {"when", "change", "weight"})
    weight = entry.whole("weight", 1, 2000) if "weight" in entry.raw else 0
    who = entry.word("who", {"", *cast.members})
    said = replace(entry, raw={"text": {side: entry.raw[side] for side in ("zh", "en")}}).text("text")
    return Line(who, said, _when(entry, cast), _change(entry, cast), weight)


def _question(entry: Entry, cast: _Cast, known: Known) -> Question:
    entry.keys({"id", "to", "form", "zh", "en"}, {"end"})
    said = replace(entry, raw={"text": {side: entry.raw[side] for side in ("zh", "en")}}).text("text")
    return Question(
        id=entry.id(),
        to=entry.word("to", {"all", *cast.members}),
        form=Form(entry.word("form", {form.value for form in Form} - {Form.TELLING.value})),
        end=entry.word("end", {"", *known.ends}, ""),
        text=said,
    )


def _reply(entry: Entry, cast: _Cast) -> Reply:
    entry.keys({"on", "worth"}, {"answers", "when", "change", "line", "why"})
    answers = entry.words("answers")
    for name in answers:
        if name not in cast.planted:
            raise entry.fault("rehearsal.error.no-planted", found=name[:40])
    return Reply(
        on=entry.words("on"),
        worth=Worth(entry.word("worth", {worth.value for worth in Worth})),
        answers=answers,
        when=_when(entry, cast),
        change=_change(entry, cast),
        lines=tuple(_line(each, cast) for each in entry.parts("line")),
        why=entry.text("why") if "why" in entry.raw else None,
    )


def _way(entry: Entry, cast: _Cast) -> Way:
    entry.keys({"to"}, {"when"})
    return Way(str(entry.raw["to"]), _when(entry, cast))


def _change(entry: Entry, cast: _Cast) -> Mapping[str, int]:
    raw = entry.inner(entry.raw.get("change", {}), "change")
    for name in sorted(raw.raw.keys() - cast.levels):
        raise raw.fault("rehearsal.error.no-level", found=str(name)[:40])
    return {name: raw.number(name, by, -_MOST_CHANGE, _MOST_CHANGE) for name, by in raw.raw.items()}


def _when(entry: Entry, cast: _Cast) -> tuple[Condition, ...]:
    found = [(written, Condition.parse(written)) for written in entry.words("when")]
    for written, condition in found:
        if condition is None or not _names_something(condition, cast):
            raise entry.fault("rehearsal.error.bad-condition", found=written[:60])
    return tuple(condition for _, condition in found if condition is not None)


def _names_something(condition: Condition, cast: _Cast) -> bool:
    match condition.stated:
        case Stated.OPEN | Stated.ANSWERED:
            return condition.name in cast.planted
        case Stated.LEVEL:
            return condition.name == CLOCK or (condition.name in cast.levels and 0 < condition.bound <= 100)
        case Stated.DID:
            return condition.name in tuple(Do)
        case Stated.CALM:
            return True
