"""For every test: hypothesis sets no deadline, since a busy machine is no fault, and tries the same examples again.

`make mutation` takes the profile of that name: a few examples, and the first one that fails is enough.
"""

import signal

from hypothesis import Phase, settings

settings.register_profile("verbetertool", deadline=None, max_examples=150, derandomize=True)
settings.register_profile(
    "mutation",
    parent=settings.get_profile("verbetertool"),
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
    report_multiple_bugs=False,
)
settings.load_profile("verbetertool")

# Under nohup, or in the background of a script, the commands that tests start would ignore SIGHUP or SIGINT, as they
# must; the tests of signals send them.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
