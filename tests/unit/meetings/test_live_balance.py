"""The live cell of speaking: sliders, bars, the curve, what is said of them, both languages."""

import ipywidgets as ipw
import pytest

from zhixing.actor import Locale
from zhixing.meetings.live import SpeakingBalance
from zhixing.text import catalogue
from zhixing.workbook.live import live_cells


class Seen:
    """What somebody sees of the cell."""

    def __init__(self, explorer):
        self.explorer = explorer
        self.widgets = list(explorer.box.children)
        self.sliders = self._kind(ipw.IntSlider)
        self.turns, self.reset = self._kind(ipw.Button)
        self.chart = next(child for child in self.widgets if hasattr(child, "data"))

    def _kind(self, kind):
        return [child for child in self.widgets if isinstance(child, kind)]

    def give(self, *minutes):
        for slider, value in zip(self.sliders, minutes, strict=True):
            slider.value = value

    @property
    def minutes(self):
        return [slider.value for slider in self.sliders]

    @property
    def texts(self):
        return [child.value for child in self._kind(ipw.HTML)]

    @property
    def said(self):
        return self.texts[1]

    @property
    def table(self):
        return self.texts[2]

    def everything(self):
        layout = self.chart.layout
        words = [layout[axis].title.text for axis in ("yaxis", "xaxis2", "yaxis2")]
        words += [note.text for note in layout.annotations]
        labels = [each.description for each in (*self.sliders, self.turns, self.reset)]
        return [*self.texts, *words, *labels, *self.chart.data[0].x]


def say(key, locale=Locale.ZH, **params):
    return catalogue().say(f"speaking-balance.{key}", locale, **params)


@pytest.fixture
def cell():
    return Seen(SpeakingBalance())


def test_it_is_known_by_name_and_needs_no_database():
    found = live_cells()["speaking-balance"]
    assert found.data(None, None) == {}
    assert found.subjects == frozenset()
    assert isinstance(found.build(), SpeakingBalance)


def test_bars_mean_and_curve_follow_the_sliders(cell):
    cell.give(20, 10, 10, 10, 10, 0)
    bars, mean, diagonal, curve = cell.chart.data
    assert list(bars.y) == [20, 10, 10, 10, 10, 0]
    assert set(mean.y) == {10}
    assert list(diagonal.x) == list(diagonal.y) == [0, 100]
    assert list(curve.y) == pytest.approx([0, 0, 100 / 6, 200 / 6, 50, 400 / 6, 100], abs=1e-3)


def test_a_silent_member_is_said_to_count(cell):
    cell.give(20, 10, 10, 10, 10, 0)
    now = say("now", total=60, top="33", silent=1, gini="0.28", even="0.72", pielou="0.87")
    assert now in cell.said
    assert say("silent", without="0.13") in cell.said


def test_turns_make_it_even_and_the_sentence_does_not_praise_it(cell):
    cell.turns.click()
    assert cell.minutes == [10] * 6
    assert say("evenly") in cell.said
    assert "0.00" in cell.said


def test_gathered_talk_names_the_quieter_half(cell):
    cell.give(30, 12, 8, 5, 3, 2)
    assert say("gathered", half="17") in cell.said


def test_nobody_speaking_is_no_error(cell):
    cell.give(0, 0, 0, 0, 0, 0)
    assert say("nobody") in cell.said
    assert "100" not in cell.table


def test_reset_brings_the_first_minutes_back_with_one_silent(cell):
    first = cell.minutes
    cell.turns.click()
    cell.reset.click()
    assert cell.minutes == first
    assert first.count(0) == 1


def test_another_language_changes_every_word_and_no_minute(cell):
    before, minutes = cell.everything(), cell.minutes
    widgets = cell.widgets
    cell.explorer.show({}, Locale.EN)
    after = cell.everything()
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert cell.minutes == minutes
    assert cell.widgets == widgets


def test_it_may_be_shown_in_a_language_before_anybody_looks():
    explorer = SpeakingBalance()
    explorer.show({}, Locale.EN)
    assert say("lead", Locale.EN) in Seen(explorer).texts[0]
