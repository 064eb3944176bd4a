"""Topics: statements, conditions, criteria, ratings, ranking, recommendation."""
