"""Pure functions from a rubric and answers to an `Assessment`; the rules are those of docs/scoring.md."""
