"""What measures refuse, and that every refusal can be worded in both languages."""

import re
from pathlib import Path

import numpy as np
import pytest

import zhixing.measures
from zhixing.actor import Locale
from zhixing.errors import MeasureError
from zhixing.measures.acceptability import rank_acceptability
from zhixing.measures.agreement import (
    content_validity,
    fleiss_kappa,
    icc,
    kendall_w,
    krippendorff_alpha,
    lawshe_cvr,
)
from zhixing.measures.ahp import combine, deviations, disturbance, priorities, random_index
from zhixing.measures.equality import blau, gini, imbalance, share_expected, turn_taking
from zhixing.measures.items import analyse, cronbach_alpha, feldt_interval
from zhixing.measures.ranking import (
    Preference,
    borda,
    condorcet_winner,
    copeland,
    critic_weights,
    entropy_weights,
    flip_distance,
    kemeny,
    promethee_ii,
    schulze,
    topsis,
    weighted_sum,
)
from zhixing.measures.severity import rater_severity
from zhixing.text import catalogue

nan, inf = np.nan, np.inf
TABLE = [[1, 2], [2, 1]]
# Any two columns that share rows run against each other; no complete table can do that.
CONTRADICTING = [[0, 9, nan], [9, 0, nan], [0, nan, 9], [9, nan, 0], [nan, 0, 9], [nan, 9, 0]]
TOO_MANY = [(1, tuple("ABCDEFGHIJKLMNOP"))]

REFUSED = [
    ("not-numeric", lambda: weighted_sum([["a", 1]], [1, 1], [1, 1])),
    ("not-numeric", lambda: kendall_w([[1, 2], [3]])),
    ("not-a-table", lambda: topsis([1, 2], [1, 1], [1, 1])),
    ("not-a-table", lambda: icc([])),
    ("not-a-table", lambda: krippendorff_alpha(np.ones((2, 2, 2)))),
    ("too-few-rows", lambda: topsis([[1, 2]], [1, 1], [1, 1])),
    ("too-few-rows", lambda: promethee_ii([[1, 2]], [1, 1], [1, 1])),
    ("too-few-rows", lambda: icc([[1, 2]])),
    ("too-few-rows", lambda: kendall_w([[1, 2]])),
    ("too-few-rows", lambda: krippendorff_alpha([[1, 2]])),
    ("too-few-rows", lambda: critic_weights([[1, 2]], [1, 1])),
    ("too-few-rows", lambda: entropy_weights([[1, 2]])),
    ("too-few-columns", lambda: kendall_w([[1], [2]])),
    ("too-few-columns", lambda: icc([[1], [2]])),
    ("too-few-columns", lambda: fleiss_kappa([[2]])),
    ("too-few-columns", lambda: content_validity([[4]])),
    ("too-few-columns", lambda: weighted_sum([[]], [], [])),
    ("not-finite", lambda: weighted_sum([[nan, 1]], [1, 1], [1, 1])),
    ("not-finite", lambda: icc([[1, nan], [2, 1]])),
    ("not-finite", lambda: kendall_w([[1, inf], [2, 1]])),
    ("not-finite", lambda: krippendorff_alpha([[1, inf], [2, 1]])),
    ("not-finite", lambda: rater_severity([[1, inf], [2, 1]])),
    ("not-finite-at", lambda: weighted_sum(TABLE, [nan, 1], [1, 1])),
    ("length", lambda: weighted_sum(TABLE, [1], [1, 1])),
    ("length", lambda: topsis(TABLE, [1, 1], [1])),
    ("length", lambda: promethee_ii(TABLE, [1, 1], [1, 1], ["usual"])),
    ("length", lambda: flip_distance(TABLE, [[1, 1]], [1, 1])),
    ("weight-negative", lambda: weighted_sum(TABLE, [2, -1], [1, 1])),
    ("weight-negative", lambda: flip_distance(TABLE, [2, -1], [1, 1])),
    ("weights-zero", lambda: topsis(TABLE, [0, 0], [1, 1])),
    ("sense", lambda: weighted_sum(TABLE, [1, 1], [1, 0])),
    ("sense", lambda: rank_acceptability(TABLE, [1, 2], seed=1)),
    ("negative", lambda: entropy_weights([[1, -1], [2, 3]])),
    ("negative", lambda: fleiss_kappa([[3, -1], [1, 1]])),
    ("negative", lambda: krippendorff_alpha([[1, -1], [1, 2]], "ratio")),
    ("not-positive", lambda: entropy_weights([[1, 0], [2, 0]])),
    ("not-positive", lambda: weighted_sum([[1, 0], [2, 1]], [1, 1], [1, -1], "sum")),
    ("not-positive", lambda: priorities([[1, -2], [-0.5, 1]])),
    ("not-positive", lambda: priorities([[1, 0], [0, 1]])),
    ("not-whole", lambda: fleiss_kappa([[1.5, 0.5], [1, 1]])),
    ("unknown-choice", lambda: weighted_sum(TABLE, [1, 1], [1, 1], "max")),
    ("unknown-choice", lambda: topsis(TABLE, [1, 1], [1, 1], "sum")),
    ("unknown-choice", lambda: topsis(TABLE, [1, 1], [1, 1], None)),
    ("unknown-choice", lambda: promethee_ii(TABLE, [1, 1], [1, 1], ["usual", "odd"])),
    ("unknown-choice", lambda: Preference("odd")),
    ("unknown-choice", lambda: priorities(np.ones((3, 3)), "median")),
    ("unknown-choice", lambda: priorities(np.ones((3, 3)), ri="mine")),
    ("unknown-choice", lambda: krippendorff_alpha(TABLE, "odd")),
    ("no-variation", lambda: topsis([[1, 2], [1, 2]], [1, 1], [1, 1])),
    ("no-variation", lambda: topsis([[1, 2], [1, 3]], [1, 0], [1, 1])),
    ("no-variation", lambda: critic_weights([[1, 2], [1, 2]], [1, 1])),
    ("no-variation", lambda: critic_weights([[1, 2], [2, 3], [3, 4]], [1, 1])),
    ("no-variation", lambda: entropy_weights([[0.1, 2], [0.1, 2], [0.1, 2]])),
    ("no-variation", lambda: kendall_w([[1, 2], [1, 2]])),
    ("no-variation", lambda: icc([[0.1, 0.3], [0.3, 0.1]])),
    ("no-variation", lambda: icc([[2, 2], [2, 2]])),
    ("no-variation", lambda: fleiss_kappa([[3, 0], [3, 0]])),
    ("no-variation", lambda: krippendorff_alpha([[1, 1], [1, 1]])),
    ("thresholds", lambda: Preference("level", q=3, p=1)),
    ("thresholds", lambda: Preference("linear", q=-1, p=1)),
    ("thresholds", lambda: Preference("gaussian")),
    ("thresholds", lambda: Preference("v-shape", p=inf)),
    ("thresholds", lambda: promethee_ii(TABLE, [1, 1], [1, 1], ["usual", "u-shape"])),
    ("preference-range", lambda: promethee_ii(TABLE, [1, 1], [1, 1], ["usual", lambda d: 2 * d])),
    ("preference-range", lambda: promethee_ii(TABLE, [1, 1], [1, 1], [lambda d: nan, "usual"])),
    ("no-ballots", lambda: borda([])),
    ("no-ballots", lambda: schulze([(0, "AB")])),
    ("no-ballots", lambda: kemeny([(2, ())])),
    ("ballot-form", lambda: copeland([("AB", 3)])),
    ("ballot-form", lambda: condorcet_winner(["AB C"])),
    ("ballot-form", lambda: borda([(nan, "AB")])),
    ("ballot-count", lambda: borda([(-1, "AB"), (3, "AB")])),
    ("ballot-count", lambda: borda([(1.5, "AB")])),
    ("ballot-repeats", lambda: schulze([(1, "AB"), (1, "ABA")])),
    ("ballot-candidates", lambda: kemeny([(1, "ABC"), (1, "AB")])),
    ("ballot-candidates", lambda: copeland([(1, "AB"), (1, "AC")])),
    ("too-many-candidates", lambda: kemeny(TOO_MANY)),
    ("not-square", lambda: priorities([[1, 2, 3], [0.5, 1, 2]])),
    ("not-reciprocal", lambda: priorities([[1, 3], [3, 1]])),
    ("not-reciprocal", lambda: priorities([[2, 1], [1, 1]])),
    ("not-reciprocal", lambda: combine([[[1, 2], [0.4, 1]]])),
    ("not-connected", lambda: priorities([[1, nan], [nan, 1]])),
    ("not-connected", lambda: priorities([[1, 2, nan], [0.5, 1, nan], [nan, nan, 1]])),
    ("no-random-index", lambda: priorities(np.ones((16, 16)))),
    ("no-random-index", lambda: random_index(16)),
    ("not-positive", lambda: disturbance([[1, 0], [0, 1]])),
    ("not-positive", lambda: deviations([[1, -3], [-1 / 3, 1]])),
    ("not-reciprocal", lambda: disturbance([[1, 3, 2], [3, 1, 1], [0.5, 1, 1]])),
    ("not-connected", lambda: disturbance([[1, 2, nan], [0.5, 1, nan], [nan, nan, 1]])),
    ("no-random-index", lambda: priorities(np.ones((21, 21)), ri="donegan-dodd")),
    ("no-matrices", lambda: combine([])),
    ("matrix-sizes", lambda: combine([np.ones((2, 2)), np.ones((3, 3))])),
    ("too-few-raters", lambda: fleiss_kappa([[1, 0], [0, 1]])),
    ("unequal-raters", lambda: fleiss_kappa([[2, 1], [1, 1]])),
    ("no-pairs", lambda: krippendorff_alpha([[1, nan], [nan, 2]])),
    ("no-pairs", lambda: krippendorff_alpha([[nan, nan], [nan, nan]])),
    ("essential-range", lambda: lawshe_cvr(6, 5)),
    ("essential-range", lambda: lawshe_cvr(-1, 5)),
    ("essential-range", lambda: lawshe_cvr(0, 0)),
    ("essential-range", lambda: lawshe_cvr(2.5, 5)),
    ("empty-row", lambda: rater_severity([[1, 2], [nan, nan]])),
    ("empty-column", lambda: rater_severity([[1, nan], [2, nan]])),
    ("not-linked", lambda: rater_severity([[1, nan], [nan, 2]])),
    ("too-few-draws", lambda: rank_acceptability(TABLE, [1, 1], seed=1, draws=0)),
    ("not-numeric", lambda: analyse([["a", 1], [0, 1]])),
    ("not-a-table", lambda: analyse([1, 0, 1])),
    ("too-few-rows", lambda: analyse([[1, 0]])),
    ("too-few-columns", lambda: analyse([[1], [0]])),
    ("not-finite", lambda: analyse([[1, nan], [0, 1]])),
    ("not-binary", lambda: analyse([[1, 2], [0, 1]])),
    ("no-variation", lambda: analyse([[1, 0], [0, 1]])),
    ("too-few-rows", lambda: cronbach_alpha([[1, 2], [nan, nan]])),
    ("too-few-columns", lambda: cronbach_alpha([[1], [2]])),
    ("not-finite", lambda: cronbach_alpha([[1, inf], [2, 1]])),
    ("empty-column", lambda: cronbach_alpha([[1, nan], [2, nan]])),
    ("too-few-common", lambda: cronbach_alpha([[1, nan, 1], [2, 3, 4], [nan, 4, 2]])),
    ("no-variation", lambda: cronbach_alpha([[1, 2], [1, 2]])),
    ("no-variation", lambda: cronbach_alpha([[1, 2], [2, 1]])),
    ("missing-contradicts", lambda: cronbach_alpha(CONTRADICTING)),
    ("confidence", lambda: cronbach_alpha([[1, 2], [2, 4]], confidence=1)),
    ("confidence", lambda: feldt_interval(0.8, 30, 10, nan)),
    ("too-few-rows", lambda: feldt_interval(0.8, 1, 10)),
    ("too-few-columns", lambda: feldt_interval(0.8, 30, 1)),
    ("few-chats", lambda: turn_taking(1, 1)),
    ("few-chats", lambda: turn_taking(1.5, 3)),
    ("turns-range", lambda: turn_taking(4, 3)),
    ("turns-range", lambda: turn_taking(0, 3)),
    ("people", lambda: imbalance([1, 2], [60])),
    ("all-zero", lambda: gini([0, 0])),
    ("all-zero", lambda: share_expected([0, 0])),
    ("negative", lambda: gini([1, -1])),
    ("not-whole", lambda: blau([1.5, 2])),
]


@pytest.mark.parametrize(("slug", "compute"), REFUSED)
def test_bad_input_is_refused_with_a_sentence_in_both_languages(slug, compute):
    with pytest.raises(MeasureError) as refusal:
        compute()
    assert refusal.value.code == f"measures.error.{slug}"
    sentences = {catalogue().explain(refusal.value, locale) for locale in Locale}
    assert len(sentences) == len(Locale)


def test_the_faulty_cell_is_counted_from_one():
    with pytest.raises(MeasureError) as refusal:
        priorities([[1, 2, 3], [1 / 2, 1, 4], [1 / 3, 1, 1]])
    assert refusal.value.params == {"row": 2, "column": 3}


def test_raised_worded_and_tested_codes_are_the_same():
    root = Path(zhixing.measures.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py"))
    raised = set(re.findall(r'"(measures\.error\.[a-z-]+)"', source))
    assert raised == {f"measures.error.{slug}" for slug, _ in REFUSED}
    for locale in Locale:
        worded = {key for key in catalogue().sentences[locale] if key.startswith("measures.")}
        assert worded == raised
