"""The live cell of a group's size: lines, minutes, the usual span, both languages."""

from itertools import combinations

import ipywidgets as ipw
import pytest

from factories import make_actor, make_class, make_store
from zhixing.actor import Locale
from zhixing.classroom.tables import ClassroomRow
from zhixing.teams.live import SizeOfGroup
from zhixing.teams.live.figure import ring, threads
from zhixing.teams.rules.group_size import LARGEST, SMALLEST, GroupSize, sizes
from zhixing.text import catalogue
from zhixing.workbook.live import live_cells


class Seen:
    """What somebody sees of the cell."""

    def __init__(self, explorer):
        self.explorer = explorer
        self.widgets = list(explorer.box.children)
        self.people, self.minutes = self._kind(ipw.IntSlider)
        (self.reset,) = self._kind(ipw.Button)
        self.chart = next(child for child in self.widgets if hasattr(child, "data"))

    def _kind(self, kind):
        return [child for child in self.widgets if isinstance(child, kind)]

    @property
    def texts(self):
        return [child.value for child in self._kind(ipw.HTML)]

    @property
    def said(self):
        return self.texts[1]

    @property
    def table(self):
        return self.texts[2]

    @property
    def bars(self):
        """The values of the bars by size, and the one number that is written on them."""
        return [
            (dict(zip(trace.x, trace.y, strict=True)), [text for text in trace.text if text])
            for trace in self.chart.data[2:]
        ]

    def everything(self):
        layout = self.chart.layout
        words = [layout.yaxis2.title.text, layout.yaxis3.title.text, layout.xaxis3.title.text]
        words += [note.text for note in layout.annotations]
        labels = [
            self.people.description,
            self.minutes.description,
            self.reset.description,
            self.reset.tooltip,
        ]
        return self.people.value, self.minutes.value, self.texts, self.bars, words, labels


@pytest.fixture
def cell():
    return Seen(SizeOfGroup())


def say(key, locale=Locale.ZH, **params):
    return catalogue().say(f"group-size.{key}", locale, **params)


@pytest.mark.parametrize("people", range(SMALLEST, LARGEST + 1))
def test_lines_are_the_pairs_and_turns_add_up_to_the_meeting(people):
    size = GroupSize(people, 90)
    assert size.lines == len(list(combinations(range(people), 2)))
    assert size.each * people == pytest.approx(90)
    assert size.each + size.listening == pytest.approx(90)


def test_more_people_have_more_lines_and_fewer_minutes():
    every = sizes(120)
    assert [size.people for size in every] == list(range(2, 15))
    assert [size.lines for size in every] == sorted({size.lines for size in every})
    assert [size.each for size in every] == sorted({size.each for size in every}, reverse=True)


@pytest.mark.parametrize("people", [2, 6, 14])
def test_everybody_has_a_seat_and_a_thread_to_everybody_else(people):
    seats = ring(people)
    assert len(set(seats)) == people
    assert all(x**2 + y**2 == pytest.approx(1, abs=1e-3) for x, y in seats)
    xs, ys = threads(seats)
    assert len(xs) == len(ys) == 3 * GroupSize(people, 90).lines
    ends = {frozenset({(xs[at], ys[at]), (xs[at + 1], ys[at + 1])}) for at in range(0, len(xs), 3)}
    assert ends == {frozenset(pair) for pair in combinations(seats, 2)}


def test_moving_people_redraws_lines_bars_and_sentence(cell):
    cell.people.value = 14
    assert "91 条线" in cell.said
    assert "3.2 倍" in cell.said
    threads_drawn, seats = cell.chart.data[:2]
    assert len(threads_drawn.x) == 3 * 91
    assert len(seats.x) == 14
    (lines, line), (minutes, minute) = cell.bars
    assert lines[14] == 91
    assert line == ["91"]
    assert minutes[14] == pytest.approx(90 / 14, abs=0.01)
    assert minute == ["6.4"]


def test_moving_minutes_changes_turns_and_leaves_lines(cell):
    before = cell.bars
    cell.minutes.value = 180
    assert cell.bars[0] == before[0]
    assert cell.bars[1][0] == {
        people: pytest.approx(2 * each, abs=0.02) for people, each in before[1][0].items()
    }
    assert "30.0" in cell.said


@pytest.mark.parametrize(("people", "key"), [(2, "few"), (4, "usual"), (8, "usual"), (9, "many")])
def test_what_is_said_depends_on_the_usual_span(cell, people, key):
    cell.people.value = people
    others = {"few": "请假", "usual": "追问", "many": "讲半天"}
    assert [name for name, words in others.items() if words in cell.said] == [key]


def test_a_class_with_another_span_is_told_its_own(cell):
    cell.people.value = 5
    assert "追问" in cell.said
    cell.explorer.show({"size": [6, 8]}, Locale.ZH)
    assert "少于 6 人" in cell.said
    assert cell.people.value == 5
    assert cell.chart.layout.annotations[0].text == say("span", low=6, high=8)
    band = cell.chart.layout.shapes[0]
    assert (band.x0, band.x1) == (5.5, 8.5)


def test_the_table_tells_the_same_as_the_bars(cell):
    rows = cell.table.split("<tr")[2:]
    assert len(rows) == LARGEST - SMALLEST + 1
    (lines, _), (minutes, _) = cell.bars
    for people, row in zip(range(SMALLEST, LARGEST + 1), rows, strict=True):
        for number in (str(people), str(lines[people]), f"{GroupSize(people, 90).each:.1f}"):
            assert f"<td>{number}</td>" in row
        assert minutes[people] == pytest.approx(90 / people, abs=0.01)


def test_reset_goes_back_to_where_it_began(cell):
    before = cell.everything()
    cell.people.value, cell.minutes.value = 14, 240
    assert cell.everything() != before
    cell.reset.click()
    assert cell.everything() == before


def test_the_language_changes_in_place_and_back(cell):
    cell.people.value = 11
    before = cell.everything()
    cell.explorer.show(cell.explorer.example, Locale.EN)
    now = cell.everything()
    assert now[:2] == before[:2]
    assert now[3] == before[3]
    words = "".join([*now[2], *now[4], *now[5]])
    assert not any("\u3400" <= sign <= "\u9fff" for sign in words)
    cell.explorer.show(cell.explorer.example, Locale.ZH)
    assert cell.everything() == before
    assert list(cell.explorer.box.children) == cell.widgets


def test_nothing_is_sent_for_what_is_shown_already(cell):
    sent = []
    for widget in cell.widgets:
        widget.observe(sent.append)
    cell.explorer.show(cell.explorer.example, Locale.ZH)
    assert sent == []


@pytest.mark.parametrize("own", [{}, {"group.size": [6, 8]}], ids=["usual", "own"])
def test_it_is_told_the_span_of_the_class(tmp_path, own):
    store = make_store(tmp_path)
    with store.work() as db:
        classroom = make_class(db)
        actor = make_actor(db, classroom)
        db.get(ClassroomRow, actor.classroom).policy = own
    with store.read() as db:
        data = live_cells()["group-size"].data(db, actor)
    store.close()
    assert data == ({"size": own["group.size"]} if own else SizeOfGroup().example)
