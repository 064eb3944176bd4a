"""The server computes with numpy alone."""

import subprocess
import sys

WHAT_THE_SERVER_CALLS = """
import sys
import zhixing.measures.acceptability, zhixing.measures.agreement, zhixing.measures.ahp
import zhixing.measures.equality
import zhixing.measures.items, zhixing.measures.ranking, zhixing.measures.severity

from zhixing.measures import acceptability, agreement, ahp, equality, items, ranking, severity

scores, weights, senses = [[1, 2, 3], [3, 1, 2], [2, 3, 1]], [0.5, 0.3, 0.2], [1, -1, 1]
ballots = [(2, "ABC"), (1, "BCA")]
for normalisation in (None, "minmax", "vector", "sum"):
    ranking.weighted_sum(scores, weights, senses, normalisation)
ranking.topsis(scores, weights, senses)
ranking.promethee_ii(scores, weights, senses, [ranking.Preference("gaussian", sigma=1), "usual", lambda d: 1])
ranking.flip_distance(scores, weights, senses)
ranking.critic_weights(scores, senses), ranking.entropy_weights(scores)
for method in (ranking.borda, ranking.condorcet_winner, ranking.copeland, ranking.kemeny, ranking.schulze):
    method(ballots)
agreement.kendall_w(scores), agreement.icc([[1, 2], [2, 4], [5, 5]]), agreement.krippendorff_alpha(scores)
agreement.icc_interval([[1, 2], [2, 4], [5, 5]])
ranking.normalised_values(scores, weights, senses), ranking.reversals(scores, weights, senses, "topsis")
agreement.fleiss_kappa([[2, 1], [1, 2]]), agreement.content_validity(scores), agreement.lawshe_cvr(3, 4)
nan = float("nan")
ahp.priorities([[1, 1, 5, 2], [1, 1, 3, 4], [1 / 5, 1 / 3, 1, nan], [1 / 2, 1 / 4, nan, 1]])
ahp.disturbance([[1, 2, 1], [1 / 2, 1, 3], [1, 1 / 3, 1]])
severity.rater_severity([[1, 2], [2, nan]])
equality.gini([1, 2]), equality.evenness([1, 2]), equality.herfindahl([1, 2]), equality.blau([1, 2])
equality.turn_taking(1, 2), equality.imbalance([1, 2], [1, 2])
items.analyse([[1, 1], [0, 1], [0, 0]]), items.cronbach_alpha([[1, 2], [2, 4], [nan, 5], [3, 5]])
acceptability.rank_acceptability(scores, senses, seed=1, draws=10)
unwanted = {"scipy", "pandas", "pymcdm", "matplotlib", "sqlalchemy", "ipywidgets", "IPython"}
print(sorted(unwanted & set(sys.modules)))
"""


def test_measures_load_numpy_only():
    run = subprocess.run(
        [sys.executable, "-c", WHAT_THE_SERVER_CALLS],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stderr == ""
    assert run.stdout.strip() == "[]"
