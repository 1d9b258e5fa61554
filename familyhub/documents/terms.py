"""The words of files: in which state one is, and why one is not taken."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a file stands between arriving and being opened."""

    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REFUSED = "refused"


STATE_WORDS = {
    State.QUARANTINED: "being checked",
    State.CLEAN: "checked, nothing harmful found",
    State.REFUSED: "refused: it holds something harmful, and was destroyed",
}


class Fault(StrEnum):
    """Why a file is not taken at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    OVER_QUOTA = "over_quota"
    UNKNOWN_TYPE = "unknown_type"
    WRONG_NAME = "wrong_name"
    OLD_WORD = "old_word"
    PHONE_PHOTO = "phone_photo"
    LOCKED = "locked"
    MACROS = "macros"
    ACTIVE = "active"
    ENCLOSED = "enclosed"
    LINKED = "linked"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TWO_IN_ONE = "two_in_one"
    TOO_MANY_PIXELS = "too_many_pixels"
    DAMAGED = "damaged"


FAULT_WORDS = {
    Fault.EMPTY: "it is empty. Open it to see that it is whole, save it again, and choose it again",
    Fault.TOO_LARGE: "it is too large. Send fewer pages, or photograph them at a lower quality",
    Fault.TOO_MANY: "that is more files than one form takes. Put the pages into one PDF",
    Fault.OVER_QUOTA: "you have sent as much as one person can in a day. Go on tomorrow, or phone the front door",
    Fault.UNKNOWN_TYPE: "it is none of the types that we can take. Save or print it as a PDF and choose that",
    Fault.WRONG_NAME: "what is in it is not what its name says. Save it again under its right type and choose that",
    Fault.OLD_WORD: "it is of an old type of Word. Save it as .docx or as a PDF and choose that",
    Fault.PHONE_PHOTO: "it is a photo of a type that not all can show. Save or share it as JPEG and choose that",
    Fault.LOCKED: "it is locked with a password. Save it without one and choose that: it travels encrypted",
    Fault.MACROS: "it holds macros, which are small programs. Save it as .docx without macros, or as a PDF",
    Fault.ACTIVE: "it holds a program or an automatic action. Print it to a new PDF and choose that",
    Fault.ENCLOSED: "it holds another file inside. Send that one by itself, and print this one to a new PDF",
    Fault.LINKED: "it fetches something from elsewhere when it is opened. Print it to a PDF and choose that",
    Fault.UNPACKS_TOO_LARGE: "it unpacks to far more than it says. Print it to a new PDF and choose that",
    Fault.TWO_IN_ONE: "it is two files in one. Print it to a new PDF and choose that",
    Fault.TOO_MANY_PIXELS: "the picture is too large to be shown. Save it smaller and choose that",
    Fault.DAMAGED: "it is damaged or incomplete. Open it, save it again, and choose it again",
}
NO_SCANNER = "no virus scanner is set up: files wait and cannot be opened"
NO_ANSWER = "the virus scanner does not answer"
