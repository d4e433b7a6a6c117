"""Many files in one round: `run` does each file, `outputs` writes what holds for all of them."""
