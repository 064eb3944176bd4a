"""Numerics: ranking, agreement, items of tests, pairwise judgement, rater severity and rank acceptability."""
