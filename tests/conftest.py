"""For every test: hypothesis sets no deadline, since a busy machine is no fault, and tries the same examples again."""

import signal

from hypothesis import settings

settings.register_profile("verbetertool", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("verbetertool")

# Under nohup the commands that tests start would ignore SIGHUP, as they must; the tests of signals send it.
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
