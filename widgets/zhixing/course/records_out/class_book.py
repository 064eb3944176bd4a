"""The Excel file of a class's course work: how far people are, what they can, every answer given."""

import json
from collections.abc import Mapping, Sequence

from zhixing.actor import Locale
from zhixing.course.content import all_items
from zhixing.course.records_out.words import COLUMNS, KINDS, SHEETS, state_word, when
from zhixing.course.rules import Item
from zhixing.course.service.kept_work import CourseWork, PersonWork, Try, parts_of
from zhixing.course.units import Step, Unit, steps_of_items
from zhixing.documents.spreadsheet import Field, Form, Kind, Spreadsheet
from zhixing.text import catalogue

_ABOUT = (
    ("course-records.about.steps", "course-records.about.steps-text"),
    ("course-records.about.objectives", "course-records.about.objectives-text"),
    ("course-records.about.answers", "course-records.about.answers-text"),
    ("course-records.about.private", "course-records.about.private-text"),
    ("course-records.about.order", "course-records.about.order-text"),
)


def write_class_book(work: CourseWork, locale: Locale) -> bytes:
    """Return the class's Excel file; people stand in establishment order, never by a score."""
    return _ClassBook(work, locale).write()


class _ClassBook:
    def __init__(self, work: CourseWork, locale: Locale) -> None:
        self._work = work
        self._people = list(work.by_person().values())
        self._units = work.units_begun()
        self._locale = locale
        self._book = Spreadsheet(author=work.name, locale=locale)

    def write(self) -> bytes:
        self._book.keep("kind", "course-records")
        self._book.keep("class", self._work.classroom)
        self._about()
        self._steps()
        self._objectives()
        self._answers()
        self._items()
        return self._book.bytes()

    def _about(self) -> None:
        fields = (self._field("what", 18), self._field("text", 90))
        page = self._book.page(self._form("about", fields))
        named = self._say("course-records.about.named", name=self._work.name, code=self._work.code)
        page.row([self._say("course-records.about.class"), named])
        page.row([self._say("course-records.about.made"), when(self._work.made, self._locale)])
        for what, text in _ABOUT:
            page.row([self._say(what), self._say(text)])
        page.close()

    def _steps(self) -> None:
        asked = [(unit, step) for unit in self._units for step in unit.steps if parts_of(step)]
        fields = [
            Field(f"{unit.id}-{step.id}", step.title.to(self._locale), 12, group=unit.title.to(self._locale))
            for unit, step in asked
        ]
        page = self._book.page(self._form("steps", (*self._who(), *fields)))
        for number, person in enumerate(self._people, start=1):
            done = person.done()
            cells = [self._step(step, done) for _, step in asked]
            page.row([number, *_named(person), *cells])
        page.close(frozen=len(self._who()))

    def _step(self, step: Step, done: set[str]) -> str:
        parts = parts_of(step)
        count = len(done.intersection(parts))
        if count == len(parts):
            return self._say("course-records.step.done")
        return self._say("course-records.step.part", done=count, total=len(parts)) if count else ""

    def _objectives(self) -> None:
        fields = [
            Field(objective.id, objective.text.to(self._locale), 24, group=unit.title.to(self._locale))
            for unit in self._units
            for objective in unit.objectives
        ]
        page = self._book.page(self._form("objectives", (*self._who(), *fields)))
        for number, person in enumerate(self._people, start=1):
            held = [each for unit in self._units for each in person.standings(unit)]
            states = [state_word(each.state, each.score, self._locale) for each in held]
            page.row([number, *_named(person), *states])
        page.close(frozen=len(self._who()))

    def _answers(self) -> None:
        fields = (
            self._field("item", 10),
            self._field("person", 14),
            self._field("unit", 14),
            self._field("try", 8, Kind.WHOLE),
            self._field("round", 12),
            self._field("score", 8, Kind.SHARE),
            self._field("right", 8),
            self._field("answered", 20),
            self._field("version", 14, Kind.CODE),
            self._field("answer", 40, Kind.CODE),
        )
        page = self._book.page(self._form("answers", fields))
        for one, person in sorted(self._tries(), key=self._place):
            page.row([one.item, *_named(person), *self._answer(one)])
        page.close()

    def _tries(self) -> list[tuple[Try, PersonWork]]:
        return [(one, person) for person in self._people for one in person.tries]

    def _place(self, found: tuple[Try, PersonWork]) -> tuple[int, str]:
        """Order by the course; within an item people and their tries keep their order."""
        order: Mapping[str, int] = {item: at for at, item in enumerate(steps_of_items())}
        return order.get(found[0].item, len(order)), found[0].item

    def _answer(self, one: Try) -> Sequence[str | int | float | None]:
        item = all_items().get(one.item)
        is_private = item is None or not item.is_marked
        later = self._say("course-records.round.review", number=one.round)
        right = "course-records.right.yes" if one.correct else "course-records.right.no"
        return (
            one.attempt,
            later if one.round else self._say("course-records.round.unit"),
            None if is_private else one.score,
            "" if is_private else self._say(right),
            when(one.answered, self._locale),
            one.version,
            "" if is_private else json.dumps(one.answer, ensure_ascii=False),
        )

    def _items(self) -> None:
        fields = (
            self._field("item", 10),
            self._field("course-unit", 18),
            self._field("step", 22),
            self._field("kind", 14),
            self._field("objective", 50),
            self._field("prompt", 70),
        )
        page = self._book.page(self._form("items", fields))
        items = all_items()
        for name, (unit, step) in steps_of_items().items():
            if unit in self._units and name in items:
                page.row([name, *self._item(unit, step, items[name])])
        page.close()

    def _item(self, unit: Unit, step: Step, item: Item) -> Sequence[str]:
        texts = {each.id: each.text.to(self._locale) for each in unit.objectives}
        objectives = "\n".join(texts[each] for each in item.objectives if each in texts)
        places = (unit.title.to(self._locale), step.title.to(self._locale))
        return (*places, self._say(KINDS[item.kind]), objectives, item.prompt.to(self._locale))

    def _who(self) -> tuple[Field, ...]:
        return (
            self._field("number", 6, Kind.WHOLE),
            self._field("person", 14),
            self._field("unit", 14),
        )

    def _form(self, key: str, fields: Sequence[Field]) -> Form:
        return Form(key, self._say(SHEETS[key]), tuple(fields))

    def _field(self, key: str, width: float, kind: Kind = Kind.TEXT) -> Field:
        return Field(key, self._say(COLUMNS[key]), width, kind)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def _named(person: PersonWork) -> tuple[str, str]:
    return person.learner.name, person.learner.unit
