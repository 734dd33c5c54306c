"""``python -m builder`` is ``keikaku``."""

import sys

from builder.cli import main

sys.exit(main())
