"""The record of a meeting (会议记录): what is generated, what the group words itself, how it is confirmed.

A paragraph that the group has worded anew keeps what had been generated then. When the facts change later,
both stand side by side until somebody chooses; nothing that was written goes without a trace.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from zhixing.errors import ConflictError, InputError
from zhixing.text import Text

WORDING_AT_MOST = 2000
REMARKS_AT_MOST = 4000
LINE_AT_MOST = 300
REASON_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is generated.

    Args:
        id: ``<section>/<what it tells>``; the same as long as it tells of the same thing.
        text: what it says.
        lead: words that open it in bold, None where there are none.
        strong: whether it stands out.
    """

    id: str
    text: Text
    lead: Text | None = None
    strong: bool = False

    @property
    def section(self) -> str:
        """The section it belongs to."""
        return self.id.partition("/")[0]


class Standing(StrEnum):
    """Whose words a paragraph shows, and whether the facts behind it have changed since."""

    GENERATED = "generated"
    OWN = "own"
    STALE = "stale"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph in the group's own words.

    Args:
        text: the words.
        basis: what was generated when they were written or looked at last, None where nothing was any more.
        lead: the bold words before them.
        changed: stored time.
    """

    text: str
    basis: Text | None
    lead: Text | None
    changed: str

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        basis, lead = _told(self.basis), _told(self.lead)
        return {"text": self.text, "basis": basis, "lead": lead, "changed": self.changed}

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(raw["text"], _read(raw["basis"]), _read(raw["lead"]), raw["changed"])


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as the record shows it.

    Args:
        paragraph: with the words that count.
        standing: whose words they are.
        generated: what is generated now, None where nothing is any more.
    """

    paragraph: Paragraph
    standing: Standing
    generated: Text | None

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose between the own words and the facts."""
        return self.standing in {Standing.STALE, Standing.GONE}

    @property
    def mark(self) -> str:
        """What an editor must have seen."""
        return mark_of([self.json()])

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {
            "id": self.paragraph.id,
            "lead": _told(self.paragraph.lead),
            "text": self.paragraph.text.json(),
            "strong": self.paragraph.strong,
            "standing": self.standing.value,
            "generated": _told(self.generated),
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        paragraph = Paragraph(raw["id"], Text.parse(raw["text"]), _read(raw["lead"]), raw["strong"])
        return cls(paragraph, Standing(raw["standing"]), _read(raw["generated"]))


@dataclass(frozen=True, slots=True)
class Objection:
    """What a member sees differently, with a name only where that is wanted.

    Until the record is confirmed a mark says which line is whose, so that it can be changed; then it is gone.
    """

    mark: str
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """That the record was confirmed, or opened again: when, by whom, why, and as which version."""

    at: str
    by: str
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What people have put into a record beside what is generated.

    Args:
        edits: paragraphs in the group's own words, by id.
        remarks: additions and corrections.
        objections: what members see differently.
        earlier: own words that were replaced or given up, as ``(paragraph, words, time)``.
        confirmed: how it was confirmed, None while it is open.
        reopened: each time it was opened again.
    """

    edits: Mapping[str, Edit] = field(default_factory=dict)
    remarks: str = ""
    objections: tuple[Objection, ...] = ()
    earlier: tuple[tuple[str, str, str], ...] = ()
    confirmed: Seal | None = None
    reopened: tuple[Seal, ...] = ()

    def json(self) -> dict[str, Any]:
        """Return the form that is stored."""
        return {
            "edits": {paragraph: edit.json() for paragraph, edit in self.edits.items()},
            "remarks": self.remarks,
            "objections": [asdict(one) for one in self.objections],
            "earlier": [list(one) for one in self.earlier],
            "confirmed": None if self.confirmed is None else asdict(self.confirmed),
            "reopened": [asdict(one) for one in self.reopened],
        }

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``json`` wrote."""
        return cls(
            {paragraph: Edit.parse(edit) for paragraph, edit in raw["edits"].items()},
            raw["remarks"],
            tuple(Objection(**one) for one in raw["objections"]),
            tuple((one[0], one[1], one[2]) for one in raw["earlier"]),
            None if raw["confirmed"] is None else Seal(**raw["confirmed"]),
            tuple(Seal(**one) for one in raw["reopened"]),
        )

    def worded(self, shown: Shown, text: str, now: str) -> Self:
        """Return the record with a paragraph in own words; words equal to the generated are not kept apart.

        Raises:
            InputError: ``record.error.wording-empty``, ``record.error.too-long``.
        """
        said = text.strip()
        if not said:
            raise InputError("record.error.wording-empty")
        check_length(said, WORDING_AT_MOST)
        if shown.generated is not None and said in {shown.generated.zh, shown.generated.en}:
            return self.given_up(shown.paragraph.id, now)
        edit = Edit(said, shown.generated, shown.paragraph.lead, now)
        return replace(
            self._put_aside(shown.paragraph.id, now), edits={**self.edits, shown.paragraph.id: edit}
        )

    def given_up(self, paragraph: str, now: str) -> Self:
        """Return the record with what is generated in place of the own words, which are kept aside."""
        others = {each: edit for each, edit in self.edits.items() if each != paragraph}
        return replace(self._put_aside(paragraph, now), edits=others)

    def kept(self, shown: Shown, now: str) -> Self:
        """Return the record with the own words, by somebody who has seen what is generated now."""
        fresh = replace(self.edits[shown.paragraph.id], basis=shown.generated, changed=now)
        return replace(self, edits={**self.edits, shown.paragraph.id: fresh})

    def objected(self, mark: str, text: str, name: str) -> Self:
        """Return the record with a member's one line of objection; a blank one takes it back.

        Raises:
            InputError: ``record.error.too-long``.
        """
        said = " ".join(text.split())
        check_length(said, LINE_AT_MOST)
        others = tuple(one for one in self.objections if one.mark != mark)
        return replace(self, objections=(*others, Objection(mark, said, name)) if said else others)

    def sealed(self, seal: Seal) -> Self:
        """Return the record as it is confirmed; nothing tells any more whose an unnamed objection was."""
        objections = tuple(replace(one, mark="") for one in self.objections)
        return replace(self, confirmed=seal, objections=objections)

    def _put_aside(self, paragraph: str, now: str) -> Self:
        edit = self.edits.get(paragraph)
        if edit is None:
            return self
        return replace(self, earlier=(*self.earlier, (paragraph, edit.text, now)))


def laid_over(generated: Sequence[Paragraph], edits: Mapping[str, Edit]) -> tuple[Shown, ...]:
    """Return the paragraphs with the group's own words in place; each edit and each paragraph is in it.

    Own words about something that is generated no longer stand at the end of their section.
    """
    found = [_laid(paragraph, edits.get(paragraph.id)) for paragraph in generated]
    known = {paragraph.id for paragraph in generated}
    for paragraph_id, edit in edits.items():
        if paragraph_id not in known:
            gone = Paragraph(paragraph_id, Text(edit.text, edit.text), edit.lead)
            found.append(Shown(gone, Standing.OWN if edit.basis is None else Standing.GONE, None))
    return tuple(found)


def _laid(paragraph: Paragraph, edit: Edit | None) -> Shown:
    if edit is None:
        return Shown(paragraph, Standing.GENERATED, paragraph.text)
    own = replace(paragraph, text=Text(edit.text, edit.text))
    standing = Standing.OWN if edit.basis == paragraph.text else Standing.STALE
    return Shown(own, standing, paragraph.text)


def _told(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text.json()


def _read(raw: object) -> Text | None:
    return None if raw is None else Text.parse(raw)


def check_length(text: str, most: int) -> None:
    """Refuse what is too long.

    Raises:
        InputError: ``record.error.too-long``.
    """
    if len(text) > most:
        raise InputError("record.error.too-long", {"most": most, "found": len(text)})


def mark_of(parts: Iterable[Any]) -> str:
    """Return a short mark of something as it was seen; whatever changes in it changes the mark."""
    said = json.dumps(list(parts), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:20]


def check_mark(seen: str, now: str, code: str = "record.error.changed-meanwhile") -> None:
    """Refuse to write over what the editor has not seen.

    Raises:
        ConflictError: the given code.
    """
    if seen != now:
        raise ConflictError(code)
