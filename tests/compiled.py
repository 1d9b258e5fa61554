"""What Python compiled is kept, for this process and all that the tests start.

Where the environment forbids to keep it beside the sources, each of some hundred processes of a run would compile all
that it imports again, which is half of its start.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

KEPT = Path(__file__).resolve().parents[1] / ".data" / "tests" / "compiled"
PREFIX = "PYTHONPYCACHEPREFIX"

if sys.dont_write_bytecode:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ[PREFIX] = sys.pycache_prefix = str(KEPT)
    sys.dont_write_bytecode = False
