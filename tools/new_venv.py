"""Makes a virtual environment for the Makefile, also in a folder with a colon in its name.

Python refuses that, since to activate such an environment would break PATH. The Makefile activates none.
"""

import os
import sys
import venv

if __name__ == "__main__":
    os.pathsep = "\n"  # what no folder here holds
    venv.main(sys.argv[1:])
