"""Assessment factors of the children in need census: code, name, from, until (definitions §2.6).

A is the child, B a parent or carer, C another person in the household, for factors 1 to 6.
"""

from __future__ import annotations

from datetime import date

_SPLIT = date(2021, 4, 1)
_PERSONS = (
    ("1", "Alcohol misuse"),
    ("2", "Drug misuse"),
    ("3", "Domestic abuse"),
    ("4", "Mental health"),
    ("5", "Learning disability"),
    ("6", "Physical disability or illness"),
)
_WHO = (("A", "of the child"), ("B", "of a parent or carer"), ("C", "of another person in the household"))
_SINGLE: tuple[tuple[str, str, date | None, date | None], ...] = (
    ("7A", "Young carer", None, None),
    ("8B", "Privately fostered: child from overseas who intends to return", None, None),
    ("8C", "Privately fostered: child from overseas who intends to stay", None, None),
    ("8D", "Privately fostered: child from the UK in an educational placement", None, None),
    ("8E", "Privately fostered: child from the UK in another family arrangement", None, None),
    ("8F", "Privately fostered: other", None, None),
    ("9A", "Unaccompanied asylum-seeking child", None, None),
    ("10A", "Going missing", None, None),
    ("11A", "Child sexual exploitation", None, None),
    ("12A", "Trafficking", None, None),
    ("13A", "Gangs", None, None),
    ("14A", "Socially unacceptable behaviour", None, None),
    ("15A", "Self-harm", None, None),
    ("16A", "Neglect", None, None),
    ("17A", "Emotional abuse", None, None),
    ("18A", "Physical abuse", None, _SPLIT),
    ("18B", "Physical abuse: child on child", _SPLIT, None),
    ("18C", "Physical abuse: adult on child", _SPLIT, None),
    ("19A", "Sexual abuse", None, _SPLIT),
    ("19B", "Sexual abuse: child on child", _SPLIT, None),
    ("19C", "Sexual abuse: adult on child", _SPLIT, None),
    ("20", "Other factor", None, None),
    ("21", "No factors identified", None, None),
    ("22A", "Female genital mutilation", None, None),
    ("23A", "Abuse linked to faith or belief", None, None),
    ("24A", "Child criminal exploitation", _SPLIT, None),
)
FACTORS: tuple[tuple[str, str, date | None, date | None], ...] = (
    *((number + letter, f"{name} {who}", None, None) for number, name in _PERSONS for letter, who in _WHO),
    *_SINGLE,
)
