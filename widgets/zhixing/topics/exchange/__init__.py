"""Topics, verdicts, weights and ratings as Excel files: out with live formulas, edited, and back in."""
