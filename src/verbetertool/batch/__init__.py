"""A round of many files: `round` is the whole, `worker` does a handful of files, `outputs` reports on all of them."""
