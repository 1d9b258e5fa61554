"""Words of the public pages in the language of the page.

The same sixty stand on every page of a list: each is looked up once in a language, and not on every page in every
catalogue that may hold it.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils import translation


def say(text: str) -> str:
    """The words, translated."""
    return _said(text, translation.get_language() or "")


@lru_cache(maxsize=2048)
def _said(text: str, _language_code: str) -> str:
    return translation.gettext(text)
