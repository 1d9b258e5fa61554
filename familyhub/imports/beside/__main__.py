"""`python -m familyhub.imports.beside INTAKE DATABASE`: works the rows that it is told of, until nobody tells it more.

A line of standard input is a list of a moment and rows' ids, as JSON; the answers are "held" and "stored".
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from datetime import datetime

import django


def say(word: str) -> None:
    """Tell the process that started this one."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main() -> None:
    """Arguments: the file's id, the database's name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familyhub.config.settings")
    django.setup()
    from django.db import connections

    from familyhub.imports.actions.helping import HELD, STORED
    from familyhub.imports.actions.working import work_part

    intake = uuid.UUID(sys.argv[1])
    connections["default"].settings_dict["NAME"] = sys.argv[2]
    for line in sys.stdin:
        at, ids = json.loads(line)
        told = [uuid.UUID(each) for each in ids]
        work_part(intake=intake, ids=told, at=datetime.fromisoformat(at), begun=lambda: say(HELD))
        say(STORED)


main()
