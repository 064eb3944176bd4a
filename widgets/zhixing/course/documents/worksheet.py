"""What a worksheet says on paper, in the language of its reader; only the person themself gets it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom, person, units
from zhixing.course.documents.one_page import Box, OnePage
from zhixing.course.service.worksheets import Filled, filled_sheet
from zhixing.course.worksheets import Field, FieldKind, Part, Written
from zhixing.errors import MissingError
from zhixing.records import Work
from zhixing.text import Text, catalogue
from zhixing.text.dates import long_date

_SHORT = 12.0
"""Weight of a field that is not typed, in characters."""


def worksheet_paper(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of one's own worksheet, as far as it is filled.

    Args:
        db: the unit of work.
        actor: whose worksheet, and for whom.
        wishes: ``sheet`` names the worksheet.

    Raises:
        MissingError: there is no such worksheet, or it does not leave as a paper.
    """
    filled = filled_sheet(db, actor, wishes.get("sheet", ""))
    if filled.sheet.document is None:
        raise MissingError("worksheet.error.no-document", {"sheet": filled.sheet.title})
    row, locale = person(db, actor), actor.locale
    room = classroom(db, actor)
    unit = next((each.name for each in units(db, actor.classroom) if each.id == row.unit_id), "")
    words = _Words(locale)
    title = filled.sheet.title.to(locale)
    paper = OnePage(author=room.name, locale=locale).compose(
        title,
        [
            words.say("worksheet.paper.name", name=_known("" if actor.solo else row.name, words)),
            words.say("worksheet.paper.unit", unit=_known(unit, words)),
        ],
        boxes(filled, locale),
        [words.say("worksheet.paper.sign-self"), words.say("worksheet.paper.sign-partner")],
        words.say("worksheet.paper.day"),
    )
    return words.say("worksheet.paper.file", title=title), paper


def boxes(filled: Filled, locale: Locale) -> list[Box]:
    """Return the rows of the paper: a heading for each part, then what is written in it."""
    words = _Words(locale)
    found = []
    for part in filled.sheet.parts:
        found.append(Box(part.title.to(locale)))
        found += _part_boxes(part, [each for each in filled.written() if each.part is part], words)
    return found


class _Words:
    """Sentences and values in one language."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)

    def value(self, field: Field, value: str | int) -> str:
        """Return what stands in a field."""
        said = field.said(value)
        if said is not None and field.kind is FieldKind.SCALE:
            return self.say("worksheet.paper.level", text=said, level=value)
        if said is not None:
            return said.to(self._locale)
        if field.kind is FieldKind.DATE:
            return long_date(date.fromisoformat(str(value)), self._locale)
        return str(value)

    def joined(self, part: Part, some: Sequence[Written]) -> str:
        """Return the fields of a row or group; a part's only field goes without its label."""
        if len(part.fields) == 1:
            return "".join(self.value(each.field, each.value) for each in some)
        return self.say("worksheet.paper.between").join(
            self.say("worksheet.paper.line", label=each.field.label, text=self.value(each.field, each.value))
            for each in some
        )

    def to(self, text: Text) -> str:
        """Return a text in this language."""
        return text.to(self._locale)


def _part_boxes(part: Part, some: Sequence[Written], words: _Words) -> Iterator[Box]:
    weight = sum(field.most or _SHORT for field in part.fields)
    if part.repeat is not None:
        count = max(part.repeat[0], len({each.spot for each in some}), 1)
        for place in range(count):
            text = words.joined(part, [each for each in some if each.spot == place])
            yield Box(words.say("worksheet.paper.number", number=place + 1), text, weight)
    elif part.rows:
        for row in part.rows:
            text = words.joined(part, [each for each in some if each.spot == row.id])
            yield Box(words.to(row.text), text, weight)
    else:
        values = {each.field.id: each.value for each in some}
        for field in part.fields:
            text = words.value(field, values[field.id]) if field.id in values else ""
            yield Box(words.to(field.label), text, field.most or _SHORT)


def _known(text: str, words: _Words) -> str:
    return text or words.say("worksheet.paper.blank")
