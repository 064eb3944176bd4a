"""The sheet that computes the ranking by itself: means, weighted sum, TOPSIS, places; plain functions only.

Excel, WPS and LibreOffice all know them. Every formula carries the value it has now, for whoever looks at the
file on a phone, where nothing is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from zhixing.documents.spreadsheet import Form, Formula, Page, Spreadsheet
from zhixing.documents.spreadsheet.field import Value
from zhixing.measures import ranking as measured
from zhixing.text import catalogue
from zhixing.topics.exchange.facts import Book, RoundFacts
from zhixing.topics.exchange.forms import asked, mark_key
from zhixing.topics.rules import Ranked, Result

_SAME = "0.000000001"
"""Scores closer than this share a place, as in the product."""


@dataclass
class Places:
    """Where on other sheets the numbers stand.

    Args:
        weights: address of each criterion's share.
        marks: address of all marks of a cell of the grid; empty where single ballots are not in the file.
    """

    weights: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)


def write_ranking(sheet: Spreadsheet, form: Form, book: Book, rated: RoundFacts, places: Places) -> None:
    """Write the ranking of a revealed round."""
    result = rated.result
    if result is None:
        return
    page = sheet.page(form)
    if any(ranked.is_withheld for ranked in result.ranking):
        _values_only(page, book, result)
    else:
        _Ranking(page, book, rated, result, places).write()
    page.skip()
    page.note_line(catalogue().say("exchange.ranking.basis", sheet.locale, raters=result.raters))
    if book.sentence is not None:
        page.note_line(book.sentence.to(sheet.locale))
    for topic in result.unrated:
        page.note_line(catalogue().say("exchange.ranking.unrated", sheet.locale, title=book.title(topic)))
    page.close()


def _values_only(page: Page, book: Book, result: Result) -> None:
    """Write the order where so few have rated that no mark may be told from a mean."""
    for ranked in result.ranking:
        row: dict[str, Value] = {
            "number": _number(book, ranked.topic),
            "title": book.title(ranked.topic),
            "place": ranked.place,
            "score": None if ranked.is_withheld else ranked.score,
        }
        page.row([row.get(each.key) for each in page.form.fields])


class _Ranking:
    def __init__(self, page: Page, book: Book, rated: RoundFacts, result: Result, places: Places) -> None:
        self._page = page
        self._form = page.form
        self._book = book
        self._places = places
        self._names = [criterion.id for criterion in asked(book, rated)]
        found = {ranked.topic: ranked for ranked in result.ranking}
        self._topics = [found[topic] for topic in rated.topics if topic in found]
        self._order = [ranked.topic for ranked in result.ranking]
        self._shares = _shares_of(book, self._names)
        # Below the headings: the shares, then a row a topic, then the best and the worst of each column.
        self._first = self._form.first_row + 1
        self._last = self._first + len(self._topics) - 1
        self._means = np.array([[each.by_criterion[name] for name in self._names] for each in self._topics])
        self._shaped = self._shape()
        self._closeness = self._close()

    def write(self) -> None:
        """Write the rows."""
        say, locale = catalogue().say, self._page.locale
        self._put(
            title=say("exchange.ranking.weights", locale),
            **{
                f"mean-{name}": Formula(self._share(name), self._shares[at])
                for at, name in enumerate(self._names)
            },
        )
        for at, ranked in enumerate(self._topics):
            self._topic(at, ranked)
        if len(self._topics) > 1:
            self._bound("exchange.ranking.best", "MAX", self._shaped.max(axis=0))
            self._bound("exchange.ranking.worst", "MIN", self._shaped.min(axis=0))
        self._sorted()

    def _share(self, name: str) -> str:
        """Return the formula of a criterion's weight among those that were asked."""
        weights = self._places.weights
        if len(self._names) == len(weights):
            return weights[name]
        total = "+".join(weights[each] for each in self._names)
        return f"IF({total}=0,1/{len(self._names)},{weights[name]}/({total}))"

    def _topic(self, at: int, ranked: Ranked) -> None:
        form, row = self._form, self._first + at
        means = f"{form.cell(f'mean-{self._names[0]}', row)}:{form.cell(f'mean-{self._names[-1]}', row)}"
        shares = _fixed(f"mean-{self._names[0]}", f"mean-{self._names[-1]}", form, form.first_row)
        count = len(self._names)
        score = f'IF(COUNT({means})={count},SUMPRODUCT({means},{shares}),"")'
        place = self._place("score", row)
        places = f"{self._anchor('place', self._first)}:{form.cell('place', row)}"
        order = f"IF(ISNUMBER({form.cell('place', row)}),{form.cell('place', row)}"
        order += f'+COUNTIF({places},{form.cell("place", row)})-1,"")'
        cells: dict[str, Value] = {
            "number": _number(self._book, ranked.topic),
            "title": self._book.title(ranked.topic),
            "score": Formula(score, ranked.score),
            "place": Formula(place, ranked.place),
            "order": Formula(order, self._order.index(ranked.topic) + 1),
        }
        for column, name in enumerate(self._names):
            cells[f"mean-{name}"] = self._mean(ranked.topic, name, float(self._means[at][column]))
        if len(self._topics) > 1:
            cells |= self._topsis(at, row)
        self._put(**cells)

    def _mean(self, topic: str, name: str, value: float) -> Value:
        marks = self._places.marks
        if not marks:
            return value
        given = ",".join(f"COUNT({marks[mark_key(topic, each)]})>0" for each in self._names)
        return Formula(f'IF(AND({given}),AVERAGE({marks[mark_key(topic, name)]}),"")', value)

    def _topsis(self, at: int, row: int) -> dict[str, Value]:
        form = self._form
        cells: dict[str, Value] = {}
        for column, name in enumerate(self._names):
            mean = form.cell(f"mean-{name}", row)
            means = self._range(f"mean-{name}")
            share = self._anchor(f"mean-{name}", form.first_row)
            shaped = f'IF(ISNUMBER({mean}),IF(SUMSQ({means})=0,0,{mean}/SQRT(SUMSQ({means})))*{share},"")'
            cells[f"shaped-{name}"] = Formula(shaped, float(self._shaped[at][column]))
        first, last = f"shaped-{self._names[0]}", f"shaped-{self._names[-1]}"
        own = f"{form.cell(first, row)}:{form.cell(last, row)}"
        best = _fixed(first, last, form, self._last + 1)
        worst = _fixed(first, last, form, self._last + 2)
        to_best, to_worst = f"SQRT(SUMXMY2({own},{best}))", f"SQRT(SUMXMY2({own},{worst}))"
        close = f'IF(COUNT({own})={len(self._names)},IF({to_best}+{to_worst}=0,"",'
        close += f'{to_worst}/({to_best}+{to_worst})),"")'
        found = self._closeness
        cells["closeness"] = Formula(close, "" if found is None else float(found[at]))
        value = "" if found is None else 1 + int((found > found[at] + 1e-9).sum())
        cells["closeness-place"] = Formula(self._place("closeness", row), value)
        return cells

    def _place(self, name: str, row: int) -> str:
        """Return the formula of a place: one more than there are clearly greater values."""
        cell, cells = self._form.cell(name, row), self._range(name)
        return f'IF(ISNUMBER({cell}),SUMPRODUCT(ISNUMBER({cells})*({cells}>{cell}+{_SAME}))+1,"")'

    def _bound(self, key: str, function: str, values: np.ndarray) -> None:
        cells: dict[str, Value] = {
            f"shaped-{name}": Formula(f"{function}({self._range(f'shaped-{name}')})", float(values[at]))
            for at, name in enumerate(self._names)
        }
        cells["title"] = catalogue().say(key, self._page.locale)
        self._page.row([cells.get(each.key) for each in self._form.fields], is_open=False, is_hidden=True)

    def _sorted(self) -> None:
        """Write the topics best first, as the order above says."""
        self._page.skip()
        self._page.heading(catalogue().say("exchange.ranking.sorted", self._page.locale))
        order = self._range("order")
        by_id = {ranked.topic: ranked for ranked in self._topics}
        for place, topic in enumerate(self._order, start=1):
            ranked = by_id[topic]
            found = {
                name: f'IFERROR(INDEX({self._range(name)},MATCH({place},{order},0)),"")'
                for name in ("title", "score", "place")
            }
            self._put(
                number=place,
                title=Formula(found["title"], self._book.title(topic)),
                score=Formula(found["score"], ranked.score),
                place=Formula(found["place"], ranked.place),
            )

    def _shape(self) -> np.ndarray:
        length = np.sqrt((self._means**2).sum(axis=0))
        return np.where(length > 0, self._means / np.where(length > 0, length, 1.0), 0.0) * self._shares

    def _close(self) -> np.ndarray | None:
        if len(self._topics) < 2 or not np.ptp(self._shaped, axis=0).any():
            return None
        return measured.topsis(self._means, self._shares, np.ones(len(self._names)))

    def _range(self, name: str) -> str:
        return f"{self._anchor(name, self._first)}:{self._anchor(name, self._last)}"

    def _anchor(self, name: str, row: int) -> str:
        return _dollar(self._form.cell(name, row), row)

    def _put(self, **cells: Value) -> int:
        return self._page.row([cells.get(each.key) for each in self._form.fields], is_open=False)


def _shares_of(book: Book, names: list[str]) -> list[float]:
    """Return the weights summing to one; all the same where they are nothing."""
    total = sum(book.weights[name] for name in names)
    return [book.weights[name] / total if total else 1 / len(names) for name in names]


def _number(book: Book, topic: str) -> int | None:
    return next((line.number for line in book.topics if line.id == topic), None)


def _dollar(cell: str, row: int) -> str:
    return cell.removesuffix(str(row)) + f"${row}"


def _fixed(first: str, last: str, form: Form, row: int) -> str:
    return f"{_dollar(form.cell(first, row), row)}:{_dollar(form.cell(last, row), row)}"
