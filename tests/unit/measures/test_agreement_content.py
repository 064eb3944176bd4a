"""Content validity."""

import numpy as np
import pytest

from zhixing.measures.agreement import content_validity, lawshe_cvr

# Twelve items, six experts: table 4 of PMC7253559, where S-CVI/Ave = .97 and S-CVI/UA = .83.
EXPERTS = np.full((12, 6), 4)
EXPERTS[5] = [2, 3, 4, 3, 3, 4]
EXPERTS[8] = [3, 3, 4, 2, 3, 4]


def test_scale_of_twelve_items():
    result = content_validity(EXPERTS)
    assert result.items[[0, 5, 8]] == pytest.approx([1, 0.83, 0.83], abs=5e-3)
    assert result.scale_ave == pytest.approx(0.97, abs=5e-3)
    assert result.scale_ua == pytest.approx(0.83, abs=5e-3)


@pytest.mark.parametrize(
    ("experts", "agreeing", "kappa"),
    [
        (3, 3, 1.00),
        (3, 2, 0.47),
        (4, 3, 0.67),
        (5, 4, 0.76),
        (6, 5, 0.81),
        (7, 6, 0.85),
        (8, 7, 0.88),
        (9, 7, 0.76),
        (9, 8, 0.89),
        (10, 8, 0.79),
        (10, 7, 0.66),
        (9, 6, 0.60),
    ],
)
def test_modified_kappa_of_polit_beck_and_owen(experts, agreeing, kappa):
    # Polit, Beck & Owen (2007), Research in Nursing & Health 30:459–467, table 4, printed from rounded I-CVI;
    # the last three: table 10 of doi 10.1186/s12913-017-2469-8 (BMC Health Services Research)
    ratings = [[4] * agreeing + [2] * (experts - agreeing)]
    assert content_validity(ratings).kappa == pytest.approx([kappa], abs=1e-2)


def test_where_relevance_begins_can_be_set():
    assert content_validity([[3, 4], [4, 4]], relevant_from=4).scale_ua == 0.5


@pytest.mark.parametrize(
    ("essential", "n", "ratio"), [(5, 10, 0), (10, 10, 1), (0, 10, -1), (8, 10, 0.6), (4, 5, 0.6)]
)
def test_ratio_of_lawshe(essential, n, ratio):
    # Lawshe (1975), Personnel Psychology 28:563–575: zero at half the panel, one when all agree
    assert lawshe_cvr(essential, n) == pytest.approx(ratio)
