"""The words of a link by which a partner without an account is asked for something."""

from __future__ import annotations

from enum import StrEnum


class LinkState(StrEnum):
    """What a partner's link opens. Everything but `OPEN` looks the same as a link that never was."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Use(StrEnum):
    """What was done with a partner's link; each is kept with its time."""

    OPENED = "opened"
    ASKED = "code_asked"
    STRANGER = "other_address"
    WRONG_CODE = "wrong_code"
    PROVED = "proved"
    READ = "read"
    ANSWERED = "answered"


USE_LABELS = {
    Use.OPENED: "The link was opened",
    Use.ASKED: "A code was sent to the address that was named",
    Use.STRANGER: "Another address was given: nothing was sent and nothing was shown",
    Use.WRONG_CODE: "A wrong code was given",
    Use.PROVED: "The code was right",
    Use.READ: "The question was read",
    Use.ANSWERED: "The answer came",
}
