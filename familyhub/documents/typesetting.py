"""Accessible PDFs (PDF/UA-1: tagged, titled, with language and bookmarks) from a sheet of ours and plain data.

What people wrote reaches the typesetter as data alone: none of it is read as markup, no file and no address is opened.
Each is made in a process of its own, with no environment, so much time and so much memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from familyhub.core.clocks import LONDON

FONTS = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif")
"""The first that the machine has; the last comes with the typesetter."""
FOLDER = Path(__file__).with_name("sheets")
PROCESS = Path(__file__).with_name("typst_process.py")
SECONDS = 30
LARGEST = 8_000_000


class Sheet(StrEnum):
    """What a PDF looks like: one file of `sheets/` each."""

    COPY = "copy"
    LETTER = "letter"


class CannotTypeset(Exception):
    """No PDF came of it; the text says why, in words for whoever asked for it, and holds none of theirs."""


def pdf(sheet: Sheet, data: Mapping[str, Any], on: date) -> bytes:
    """The file. Its date is the day alone: the moment would say when somebody worked. Errors: CannotTypeset."""
    told = {
        "sheet": (FOLDER / f"{sheet.value}.typ").read_text(encoding="utf-8"),
        "data": {**data, "day": [on.year, on.month, on.day], "fonts": list(FONTS)},
        "at": int(datetime.combine(on, time(12), tzinfo=LONDON).timestamp()),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROCESS)],
            input=json.dumps(told).encode(),
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise CannotTypeset("It took too long: make the document shorter, then try again") from late
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise CannotTypeset(_why(done.stderr.decode(errors="replace")))
    if len(done.stdout) > LARGEST:
        raise CannotTypeset("The file is too large: make the document shorter, then try again")
    return done.stdout


def _why(said: str) -> str:
    if "could not be displayed" in said or "glyph" in said or "font" in said:
        return "Some letters of it cannot be printed: write the name or the words in letters that this machine has"
    return "The file could not be made. Nothing was kept: try again, and tell whoever runs the service if it stays so"
