"""What the demo organisation plants is found."""

import pytest

from zhixing.classroom.ballots import sample_window
from zhixing.demo.generator import generate
from zhixing.demo.install import install_demo
from zhixing.topics.rules import Kind, Limits, Ratings, compute, most_disputed
from zhixing.topics.service import RATINGS
from zhixing.topics.service.ratings import result_of

CRITERIA = ("importance", "urgency", "cross-department")


@pytest.mark.parametrize("seed", [2026, 1, 7])
def test_the_planted_harsh_rater_and_the_planted_tie_are_found(seed):
    demo = generate(seed)
    topics = tuple(demo.ratings[0])
    found = compute(demo.ratings, topics, dict.fromkeys(CRITERIA, 1.0), Limits())
    assert found.stability.kind is Kind.CLOSE
    assert found.stability.criterion in CRITERIA
    harsh = [severity for severity in found.appendix.severities if abs(severity) >= 1]
    assert len(harsh) == 1
    assert harsh[0] < 0


def test_the_planted_split_is_the_cell_to_talk_about():
    demo = generate()
    topics = tuple(demo.ratings[0])
    cell = most_disputed(demo.ratings, topics, CRITERIA, Limits())
    assert cell is not None
    ratings = Ratings.of(demo.ratings, topics, CRITERIA)
    assert sum(cell.counts.values()) <= ratings.raters


def test_the_demo_class_comes_with_its_example_result(store):
    classroom = install_demo(store)
    with store.read() as db:
        window = sample_window(db, classroom, RATINGS)
        found = result_of(db, window)
    assert found.stability.kind is Kind.CLOSE
    assert found.raters > 30
