"""One person's record as a Word file, for that person: what they did, what they can, and all they wrote."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, pairwise
from typing import Any

from zhixing.actor import Locale
from zhixing.course.content import all_items
from zhixing.course.documents.one_page import Box
from zhixing.course.documents.worksheet import boxes
from zhixing.course.records_out.words import day, heading_of, percent, plain_day, shortened, state_word
from zhixing.course.rules import Item, Walked
from zhixing.course.service.kept_work import CourseWork, Paper, PersonWork, Try, parts_of, unit_of_sheet
from zhixing.course.service.worksheets import Filled
from zhixing.course.units import Unit
from zhixing.course.worksheets import all_sheets, known_content
from zhixing.documents import Column, OfficialDocument
from zhixing.text import catalogue


def compose(work: CourseWork, locale: Locale) -> bytes:
    """Return the record of the one person whose work it is."""
    (person,) = work.by_person().values()
    return _Record(work, person, locale).compose()


class _Record:
    def __init__(self, work: CourseWork, person: PersonWork, locale: Locale) -> None:
        self._work = work
        self._person = person
        self._locale = locale
        self._paper = OfficialDocument(author=person.learner.name or work.name, locale=locale)

    def compose(self) -> bytes:
        self._paper.title(self._say("course-records.personal.title"))
        self._paper.subtitle(self._person.learner.name)
        self._self(1)
        units = self._work.units_begun()
        number = count(2)
        for unit in units:
            self._unit(unit, next(number))
        tries, papers = self._others(units)
        if tries or papers:
            self._elsewhere(tries, papers, next(number))
        self._heading("course-records.personal.notes", 1, next(number))
        if not (units or tries or papers):
            self._paper.paragraph(self._say("course-records.personal.nothing"))
        self._paper.paragraph(self._say("course-records.personal.marks"))
        self._paper.paragraph(self._say("course-records.personal.hours"))
        return self._paper.bytes()

    def _self(self, number: int) -> None:
        learner = self._person.learner
        self._heading("course-records.personal.self", 1, number)
        facts = (
            ("course-records.personal.name", learner.name),
            ("course-records.personal.unit", learner.unit),
            ("course-records.personal.post", learner.post),
            ("course-records.personal.class", self._work.name),
            ("course-records.personal.made", day(self._work.made, self._locale)),
        )
        for key, text in facts:
            if text.strip():
                self._paper.paragraph(text, lead=self._say(key))

    def _unit(self, unit: Unit, number: int) -> None:
        name = unit.title.to(self._locale)
        self._paper.heading(self._say("course-records.personal.in-unit", unit=name), 1, number=number)
        parts = set(parts_of(unit))
        tries = [one for one in self._person.tries if one.item in parts and one.item in all_items()]
        papers = [paper for paper in self._person.papers if unit_of_sheet(paper.sheet) == unit]
        kinds: dict[str, list[Try]] = {"item": [], "case": [], "reflection": []}
        for one in tries:
            kinds[_sort_of(all_items()[one.item])].append(one)
        place = count(1)
        self._objectives(unit, next(place))
        if kinds["item"]:
            self._items(unit, kinds["item"], next(place))
        if kinds["case"]:
            self._cases(unit, kinds["case"], next(place))
        if kinds["reflection"]:
            self._reflections(unit, kinds["reflection"], next(place))
        if papers:
            self._worksheets(papers, next(place))

    def _others(self, units: Sequence[Unit]) -> tuple[list[Try], list[Paper]]:
        """Return what was answered and written outside the units as they are now."""
        parts = {part for unit in units for part in parts_of(unit)}
        tries = [one for one in self._person.tries if one.item not in parts or one.item not in all_items()]
        return tries, [paper for paper in self._person.papers if unit_of_sheet(paper.sheet) is None]

    def _elsewhere(self, tries: Sequence[Try], papers: Sequence[Paper], number: int) -> None:
        self._heading("course-records.personal.elsewhere", 1, number)
        for one in tries:
            self._paper.paragraph("\n".join(_leaves(one.answer)), lead=self._dated(one.item, one.answered))
        if papers:
            self._worksheets(papers, 1)

    def _dated(self, name: str, moment: str) -> str:
        when = day(moment, self._locale)
        return self._say("course-records.personal.dated", name=name, day=when)

    def _objectives(self, unit: Unit, place: int) -> None:
        self._heading("course-records.personal.objectives", 2, place)
        columns = self._columns(("objective", 116, False), ("state", 40, True))
        rows = [
            (held.objective.text.to(self._locale), state_word(held.state, held.score, self._locale))
            for held in self._person.standings(unit)
        ]
        self._paper.table(columns, rows)

    def _items(self, unit: Unit, tries: Sequence[Try], place: int) -> None:
        self._heading("course-records.personal.items", 2, place)
        columns = self._columns(
            ("question", 76, False),
            ("first", 17, True),
            ("last", 17, True),
            ("times", 16, True),
            ("day", 30, True),
        )
        rows = []
        for name, given in _by_item(tries, unit):
            times = str(len(given))
            if any(one.round for one in given):
                times = self._say("course-records.personal.times", tries=times)
            rows.append(
                (
                    shortened(heading_of(all_items()[name]).to(self._locale)),
                    percent(given[0].score),
                    percent(given[-1].score),
                    times,
                    plain_day(given[-1].answered),
                )
            )
        self._paper.table(columns, rows)

    def _cases(self, unit: Unit, tries: Sequence[Try], place: int) -> None:
        self._heading("course-records.personal.cases", 2, place)
        columns = self._columns(
            ("run", 18, True), ("ending", 90, False), ("score", 18, True), ("day", 30, True)
        )
        for name, runs in _by_item(tries, unit):
            item = all_items()[name]
            self._paper.heading(heading_of(item).to(self._locale), 3)
            rows = [
                (str(number), self._ending(item, run), percent(run.score), plain_day(run.answered))
                for number, run in enumerate(runs, start=1)
            ]
            self._paper.table(columns, rows)

    def _ending(self, item: Item, run: Try) -> str:
        """Return the title of the ending; a run through an older version may lead nowhere now."""
        path = item.recall(run.answer)
        ending = item.walk(path)["ending"] if isinstance(item, Walked) and path is not None else None
        if ending is None:
            return self._say("course-records.personal.older")
        return str(ending["title"]["zh" if self._locale is Locale.ZH else "en"])

    def _reflections(self, unit: Unit, tries: Sequence[Try], place: int) -> None:
        self._heading("course-records.personal.reflections", 2, place)
        for name, given in _by_item(tries, unit):
            self._paper.paragraph("", lead=all_items()[name].prompt.to(self._locale))
            for one in given:
                self._paper.paragraph(
                    str(one.answer.get("text", "")),
                    lead=self._say("course-records.personal.on-day", day=day(one.answered, self._locale)),
                )

    def _worksheets(self, papers: Iterable[Paper], place: int) -> None:
        self._heading("course-records.personal.worksheets", 2, place)
        for number, paper in enumerate(papers, start=1):
            sheet = all_sheets().get(paper.sheet)
            if sheet is None:
                self._paper.heading(paper.sheet, 3, number=number)
                self._paper.paragraph("\n".join(_leaves(paper.content)))
                continue
            self._paper.heading(sheet.title.to(self._locale), 3, number=number)
            said = "course-records.personal.kept" if paper.done else "course-records.personal.unfinished"
            self._paper.note(self._say(said, day=day(paper.changed, self._locale)))
            self._boxes(boxes(Filled(sheet, known_content(sheet, paper.content), 1), self._locale))

    def _boxes(self, found: Sequence[Box]) -> None:
        """Print a part after the other: its title, then what is written in it."""
        columns = self._columns(("what", 44, False), ("written", 112, False))
        heads = [place for place, box in enumerate(found) if box.is_heading]
        for begin, end in pairwise([*heads, len(found)]):
            self._paper.heading(found[begin].label, 4)
            self._paper.table(columns, [(box.label, box.text or "") for box in found[begin + 1 : end]])

    def _columns(self, *columns: tuple[str, float, bool]) -> list[Column]:
        return [Column(self._say(_HEADS[key]), width, centred=centred) for key, width, centred in columns]

    def _heading(self, key: str, level: int, number: int) -> None:
        self._paper.heading(self._say(key), level, number=number)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


_HEADS = {
    "objective": "course-records.personal.head-objective",
    "state": "course-records.personal.head-state",
    "question": "course-records.personal.head-question",
    "first": "course-records.personal.head-first",
    "last": "course-records.personal.head-last",
    "times": "course-records.personal.head-times",
    "day": "course-records.personal.head-day",
    "run": "course-records.personal.head-run",
    "ending": "course-records.personal.head-ending",
    "score": "course-records.personal.head-score",
    "what": "course-records.personal.head-what",
    "written": "course-records.personal.head-written",
}


def _sort_of(item: Item) -> str:
    if isinstance(item, Walked):
        return "case"
    return "item" if item.is_marked else "reflection"


def _by_item(tries: Sequence[Try], unit: Unit) -> Iterable[tuple[str, list[Try]]]:
    """Return tries by item, in the order of the unit, each item's in the order they were given."""
    for name in unit.items:
        given = sorted((one for one in tries if one.item == name), key=lambda one: one.attempt)
        if given:
            yield name, given


def _leaves(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [str(value)]
