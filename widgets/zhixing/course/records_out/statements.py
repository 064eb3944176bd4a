"""Course work as xAPI 1.0.3 statements: who did what, when, with which result, to which version of an item.

A statement's id follows from what it says, so that a second export repeats none under another id. What
somebody wrote for themselves, reflections and worksheets, is in no statement about a class.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from zhixing.actor import Locale
from zhixing.course.content import all_items
from zhixing.course.records_out import terms
from zhixing.course.rules import Item, Walked
from zhixing.course.service.kept_work import (
    CourseWork,
    Learner,
    Paper,
    PersonWork,
    Try,
    Underway,
    parts_of,
    unit_of_sheet,
)
from zhixing.course.units import Unit, steps_of_items
from zhixing.course.worksheets import all_sheets
from zhixing.text import Text, catalogue

Statement = dict[str, Any]

_DISPLAY = {
    terms.ANSWERED: "course-records.verb.answered",
    terms.COMPLETED: "course-records.verb.completed",
    terms.EXPERIENCED: "course-records.verb.experienced",
    terms.PROGRESSED: "course-records.verb.progressed",
}


def json_lines(work: CourseWork, *, names: bool, own: bool = False) -> bytes:
    """Return all statements, one a line, the earliest first.

    Args:
        work: what is kept.
        names: whether people's names stand beside their ids.
        own: the export is for the one person it is about, who gets their own reflections, too.
    """
    found = sorted(statements(work, names=names, own=own), key=lambda each: str(each["timestamp"]))
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found).encode()


def statements(work: CourseWork, *, names: bool, own: bool = False) -> Iterator[Statement]:
    """Return every statement about some course work."""
    for person in work.by_person().values():
        speaker = _Speaker(work.classroom, person.learner, names=names, own=own)
        for one in person.tries:
            yield speaker.answered(one)
        for case in person.underway:
            yield speaker.began(case)
        for paper in person.papers:
            yield speaker.wrote(paper)
        done = person.done()
        for unit in work.units_begun():
            moment = _last_moment(person, unit)
            if moment is not None:
                yield speaker.came_to(unit, done, moment)


def response(stored: Mapping[str, Any]) -> str:
    """Return a stored answer as the standard writes one: ``a[,]b``, and ``card[.]bin`` for what is joined."""
    return "[,]".join(part for value in stored.values() for part in _parts(value))


def _parts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{name}[.]{'[.]'.join(_parts(one))}" for name, one in value.items()]
    if isinstance(value, list | tuple):
        return [part for one in value for part in _parts(one)]
    return [value if isinstance(value, str) else json.dumps(value)]


def _last_moment(person: PersonWork, unit: Unit) -> str | None:
    parts = set(parts_of(unit))
    moments = [one.answered for one in person.tries if one.round == 0 and one.item in parts]
    moments += [paper.changed for paper in person.papers if paper.sheet in parts]
    return max(moments, default=None)


class _Speaker:
    """Says what one person did."""

    def __init__(self, classroom: str, learner: Learner, *, names: bool, own: bool) -> None:
        self._classroom = classroom
        self._learner = learner
        self._own = own
        account = {"homePage": terms.HOME, "name": learner.id}
        self._actor = {"objectType": "Agent", **({"name": learner.name} if names else {}), "account": account}

    def answered(self, one: Try) -> Statement:
        item = all_items().get(one.item)
        is_question = item is None or (item.is_marked and not isinstance(item, Walked))
        result: dict[str, Any] = {"completion": True}
        if item is None or item.is_marked:
            result |= {"success": one.correct, "score": {"scaled": round(one.score, 4)}}
        if item is not None and (item.is_marked or self._own):
            result["response"] = response(one.answer)
        return self._statement(
            terms.ANSWERED if is_question else terms.COMPLETED,
            _item(one.item, item),
            one.answered,
            (one.attempt,),
            result=result,
            unit=_unit_of(one.item),
            extensions={terms.VERSION: one.version, terms.TRY: one.attempt, terms.REVIEW: one.round},
        )

    def began(self, case: Underway) -> Statement:
        return self._statement(
            terms.EXPERIENCED,
            _item(case.item, all_items().get(case.item)),
            case.changed,
            ("began", case.changed, *case.path),
            result={"completion": False, "response": response({"path": case.path})},
            unit=_unit_of(case.item),
            extensions={terms.VERSION: case.version},
        )

    def wrote(self, paper: Paper) -> Statement:
        sheet = all_sheets().get(paper.sheet)
        return self._statement(
            terms.COMPLETED if paper.done else terms.EXPERIENCED,
            _object("worksheet", paper.sheet, terms.WRITING, None if sheet is None else sheet.title),
            paper.changed,
            ("wrote", paper.changed),
            result={"completion": paper.done},
            unit=unit_of_sheet(paper.sheet),
        )

    def came_to(self, unit: Unit, done: set[str], moment: str) -> Statement:
        parts = parts_of(unit)
        percent = 100 * len(done.intersection(parts)) // max(1, len(parts))
        whole = percent == 100
        return self._statement(
            terms.COMPLETED if whole else terms.PROGRESSED,
            _object("unit", unit.id, terms.MODULE, unit.title),
            moment,
            (moment, percent),
            result={"completion": whole, "extensions": {terms.PROGRESS: percent}},
            unit=unit,
        )

    def _statement(
        self,
        verb: str,
        target: dict[str, Any],
        moment: str,
        marks: tuple[object, ...],
        *,
        result: dict[str, Any],
        unit: Unit | None,
        extensions: dict[str, Any] | None = None,
    ) -> Statement:
        said = {"id": str(terms.stable_id(self._learner.id, verb, target["id"], *marks))}
        return said | {
            "actor": self._actor,
            "verb": {"id": verb, "display": _both(_DISPLAY[verb])},
            "object": target,
            "result": result,
            "context": self._context(unit, extensions or {}),
            "timestamp": moment,
        }

    def _context(self, unit: Unit | None, extensions: dict[str, Any]) -> dict[str, Any]:
        place = "" if unit is None else unit.id
        around = {"grouping": [_object("class", self._classroom, terms.MODULE)]}
        if unit is not None:
            around["parent"] = [_object("unit", unit.id, terms.MODULE, unit.title)]
        said: dict[str, Any] = {
            "registration": str(terms.stable_id("registration", self._learner.id, place)),
            "language": self._learner.locale,
            "contextActivities": around,
        }
        return said | ({"extensions": extensions} if extensions else {})


def _unit_of(item: str) -> Unit | None:
    place = steps_of_items().get(item)
    return None if place is None else place[0]


def _item(name: str, item: Item | None) -> dict[str, Any]:
    if item is not None and not item.is_marked:
        return _object("item", name, terms.WRITING, item.prompt)
    if isinstance(item, Walked):
        return _object("item", name, terms.CASE, getattr(item, "title", item.prompt))
    found = _object("item", name, terms.QUESTION, None if item is None else item.prompt)
    found["definition"]["interactionType"] = terms.INTERACTIONS.get(
        "" if item is None else item.kind, "other"
    )
    return found


def _object(what: str, name: str, kind: str, said: Text | None = None) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": kind}
    if said is not None:
        definition["name"] = {Locale.ZH.value: said.zh, Locale.EN.value: said.en}
    return {"objectType": "Activity", "id": terms.address(what, name), "definition": definition}


def _both(key: str) -> dict[str, str]:
    return {locale.value: catalogue().say(key, locale) for locale in (Locale.ZH, Locale.EN)}
