"""`python -m benchmarks`: every measure, as a table and as JSON."""

from __future__ import annotations

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from benchmarks.run import main

sys.exit(main())
