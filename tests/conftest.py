"""For every test: hypothesis sets no deadline, since a busy machine is no fault, and tries the same examples again."""

from hypothesis import settings

settings.register_profile("verbetertool", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("verbetertool")
