"""Ranking alternatives by weighted criteria or by ballots, and how firmly the winner stands."""

from zhixing.measures.ranking.outranking import Preference, preference_indices, promethee_ii
from zhixing.measures.ranking.reversal import Reversal, Rule, normalised_values, reversals
from zhixing.measures.ranking.scoring import Normalisation, topsis, weighted_sum
from zhixing.measures.ranking.sensitivity import Flip, flip_distance, flips
from zhixing.measures.ranking.voting import borda, condorcet_winner, copeland, kemeny, schulze
from zhixing.measures.ranking.weighing import critic_weights, entropy_weights

__all__ = [
    "Flip",
    "Normalisation",
    "Preference",
    "Reversal",
    "Rule",
    "borda",
    "condorcet_winner",
    "copeland",
    "critic_weights",
    "entropy_weights",
    "flip_distance",
    "flips",
    "kemeny",
    "normalised_values",
    "preference_indices",
    "promethee_ii",
    "reversals",
    "schulze",
    "topsis",
    "weighted_sum",
]
