"""The words: dated codes as code. What an authority may reword is a row (`models.py`), the code stays."""

from familyhub.vocabulary.terms.dated import Dated, holding
from familyhub.vocabulary.terms.harm import HARM_WORDS, HarmWord
from familyhub.vocabulary.terms.languages import LANGUAGES, Language
from familyhub.vocabulary.terms.levels import LEVEL_SETS, Level, LevelSet
from familyhub.vocabulary.terms.needs import FRAMEWORKS, Framework, NeedCode
from familyhub.vocabulary.terms.referral_sources import (
    LOCAL_SOURCES,
    REFERRAL_SOURCES,
    LocalSource,
    ReferralSource,
)

__all__ = [
    "FRAMEWORKS",
    "HARM_WORDS",
    "LANGUAGES",
    "LEVEL_SETS",
    "LOCAL_SOURCES",
    "REFERRAL_SOURCES",
    "Dated",
    "Framework",
    "HarmWord",
    "Language",
    "Level",
    "LevelSet",
    "LocalSource",
    "NeedCode",
    "ReferralSource",
    "holding",
]
