"""`docs/generated/attachments.md`: which files can be attached, how large, and what is refused with which words."""

from __future__ import annotations

from familyhub.cli.generated import MADE, page, table
from familyhub.config.environment import Environment
from familyhub.documents import accepted
from familyhub.documents.policy import MEGABYTE

WORDS = (
    f"{MADE} For information governance. The type of a file is decided by its content, with which its name must agree. "
    "Each file is looked through when it arrives and then scanned for harmful content by the worker. Until the scanner "
    "has answered it is closed, and when the scanner is away it stays closed. A harmful one is destroyed; that it "
    "came, from whom and when, stays. A file is only ever handed over as a download, to somebody who may see what it "
    "is attached to, and each opening is in the access log with the people that it is about. Pictures are drawn anew, "
    "so that place, camera and author are gone; PDF and Word files are kept byte for byte, author included."
)


def markdown() -> str:
    """The page, with the sizes of an installation that sets none."""
    limits = accepted.limits(Environment())
    sizes = [
        ("one file", f"{limits.a_file // MEGABYTE} MB", "`FAMILYHUB_FILE_MB`"),
        ("files in one form", str(limits.files_a_form), ""),
        ("one person, files within 24 hours", str(limits.files_a_day), "`FAMILYHUB_FILES_A_DAY`"),
        ("one person, size within 24 hours", f"{limits.a_day // MEGABYTE} MB", "`FAMILYHUB_FILES_MB_A_DAY`"),
    ]
    kinds = [(title, endings, f"`{mime}`", not_taken) for title, endings, mime, not_taken in accepted.table()]
    lines = ["## What is taken", "", *table(("type", "name ends in", "for machines", "not taken in it"), kinds), ""]
    lines += ["## How much", "", *table(("what", "at most", "setting"), sizes), ""]
    lines += ["## What the sender reads when a file is not taken", ""]
    lines += table(("why", "words"), [(f"`{code}`", words) for code, words in accepted.faults()])
    return page("Attachments", WORDS, lines)
