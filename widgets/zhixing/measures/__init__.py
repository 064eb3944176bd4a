"""Numerics: ranking, agreement, pairwise judgement, rater severity and rank acceptability."""
