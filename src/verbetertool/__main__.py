"""`python -m verbetertool`."""

import sys

from verbetertool.cli.main import main

sys.exit(main())
