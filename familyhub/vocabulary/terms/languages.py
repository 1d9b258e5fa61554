"""Languages that families here speak most, by ISO 639 code. A short list for choosing from, not a census."""

from __future__ import annotations

from dataclasses import dataclass

from familyhub.vocabulary.terms.dated import Dated


@dataclass(frozen=True, kw_only=True)
class Language(Dated):
    """`code` is ISO 639-1 where there is one, else ISO 639-3. `own_name` is how its speakers write it."""

    code: str
    name: str
    own_name: str
    right_to_left: bool = False


_LEFT_TO_RIGHT = (
    ("en", "English", "English"),
    ("pl", "Polish", "polski"),
    ("ro", "Romanian", "română"),
    ("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    ("lt", "Lithuanian", "lietuvių"),
    ("lv", "Latvian", "latviešu"),
    ("pt", "Portuguese", "português"),
    ("es", "Spanish", "español"),
    ("it", "Italian", "italiano"),
    ("fr", "French", "français"),
    ("hu", "Hungarian", "magyar"),
    ("bg", "Bulgarian", "български"),
    ("sk", "Slovak", "slovenčina"),
    ("cs", "Czech", "čeština"),
    ("ru", "Russian", "русский"),
    ("uk", "Ukrainian", "українська"),
    ("sq", "Albanian", "shqip"),
    ("tr", "Turkish", "Türkçe"),
    ("so", "Somali", "Soomaali"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("am", "Amharic", "አማርኛ"),
    ("bn", "Bengali", "বাংলা"),
    ("gu", "Gujarati", "ગુજરાતી"),
    ("hi", "Hindi", "हिन्दी"),
    ("ml", "Malayalam", "മലയാളം"),
    ("ta", "Tamil", "தமிழ்"),
    ("yue", "Cantonese", "廣東話"),
    ("cmn", "Mandarin", "普通话"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("bfi", "British Sign Language", "British Sign Language"),
    ("rmn", "Romani", "romani čhib"),
)
_RIGHT_TO_LEFT = (
    ("ar", "Arabic", "العربية"),
    ("ur", "Urdu", "اردو"),
    ("fa", "Farsi", "فارسی"),
    ("prs", "Dari", "دری"),
    ("ps", "Pashto", "پښتو"),
    ("ckb", "Kurdish (Sorani)", "کوردیی ناوەندی"),
)
LANGUAGES = tuple(Language(code=code, name=name, own_name=own) for code, name, own in _LEFT_TO_RIGHT) + tuple(
    Language(code=code, name=name, own_name=own, right_to_left=True) for code, name, own in _RIGHT_TO_LEFT
)
