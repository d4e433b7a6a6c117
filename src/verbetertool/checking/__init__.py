"""Tools for the author of a rubric: lint, schemas."""
