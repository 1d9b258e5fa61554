"""How each stored field must be handled. Every model says `handling = {field: Handling…}`; one without fails a test.

The class of a field drives what is scrubbed from logs, what a subject access request finds, what an extract may hold
and what is masked. A table with any field of class PERSONAL or above is *fenced* (`docs/adr/0003`), unless it stands
on the list of exemptions with a reason.
"""

from __future__ import annotations

from enum import IntEnum


class Handling(IntEnum):
    """From freely public to never shown without a grant of its own."""

    PUBLIC = 0  # may stand on a public page
    INTERNAL = 1  # about the service or its staff at work; signed-in people
    PERSONAL = 2  # identifies a person who uses the service
    SPECIAL = 3  # health, ethnicity, harm: special category data and the story itself
    PROTECTED = 4  # an address or identity that is hidden from somebody


FENCED_FROM = Handling.PERSONAL
