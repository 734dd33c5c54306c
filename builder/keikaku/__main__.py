"""``python -m keikaku`` is ``keikaku``."""

import sys

from keikaku.hosts.cli import main

sys.exit(main())
