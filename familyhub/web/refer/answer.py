"""What was missing, supplied by the sender."""

from __future__ import annotations

from typing import Any

from django import forms

from familyhub.components import fields
from familyhub.web.refer.sections import EvidenceForm
from familyhub.web.refer.whole import Whole

IN_WORDS = "Neither: I answer in my own words"
SAY_SOMETHING = "Give the assessment or the e-referral, attach it, or answer in your own words"


class WordsForm(forms.Form):
    """An answer in words."""

    words = fields.Words(called="your answer", label="Anything to add?", max_length=2000, required=False)


def answer(data: Any = None) -> Whole:
    """The page."""
    return Whole({"evidence": EvidenceForm(data, none_words=IN_WORDS), "words": WordsForm(data)}, data)


def check(whole: Whole, *, has_files: bool = False) -> bool:
    """Can it be sent? An answer that says nothing and holds nothing cannot."""
    says = has_files or not whole.is_valid()
    if not says and whole.said("evidence")["evidence"] == "none" and not whole.said("words")["words"]:
        whole.refuse(SAY_SOMETHING)
    return whole.is_valid()
