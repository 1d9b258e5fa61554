"""Frameworks in which a need is coded (definitions §2.1 and §2.6; S0-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from familyhub.vocabulary.terms.dated import Dated
from familyhub.vocabulary.terms.factors import FACTORS


@dataclass(frozen=True, kw_only=True)
class NeedCode(Dated):
    """One need in a framework. `excludes_others`: chosen alone or not at all."""

    code: str
    name: str
    about: str = ""
    excludes_others: bool = False


@dataclass(frozen=True, kw_only=True)
class Framework(Dated):
    """A set of need codes. `local`: kept in use by the authority's choice after its national life ended."""

    code: str
    title: str
    needs: tuple[NeedCode, ...]
    national_until: date | None = None

    def is_local(self, on: date) -> bool:
        """Is it in use on that day only because the authority keeps it?"""
        return self.national_until is not None and on >= self.national_until


_HEADLINE_OUTCOMES = (
    "Getting a good education",
    "Good early years development",
    "Improved mental and physical health",
    "Better managed substance use",
    "Improved family relationships",
    "Children safe from abuse and exploitation",
    "Families diverted from crime",
    "Safe from domestic abuse",
    "Secure housing",
    "Financial stability",
)
_SERVICE_OUTCOMES = (
    "Good level of development, ready for school, gap closed",
    "Parents ready for work, with aspirations",
    "Improved health, emotional health and wellbeing",
    "Needs identified early, risk of harm prevented",
)
_WHO = {"A": "child", "B": "parent or carer", "C": "another person in the household"}


def _factor(code: str, name: str, since: date | None, until: date | None) -> NeedCode:
    return NeedCode(
        code=code,
        name=name,
        about=_WHO.get(code[-1], "") if code[:-1] in {"1", "2", "3", "4", "5", "6"} else "",
        excludes_others=code == "21",
        valid_from=since,
        valid_to=until,
    )


FRAMEWORKS = (
    Framework(
        code="sf",
        title="Supporting Families headline outcomes",
        valid_from=date(2022, 10, 1),
        national_until=date(2025, 4, 1),
        needs=tuple(NeedCode(code=str(number), name=name) for number, name in enumerate(_HEADLINE_OUTCOMES, start=1)),
    ),
    Framework(
        code="cc",
        title="Children's centre service outcomes",
        needs=tuple(NeedCode(code=str(number), name=name) for number, name in enumerate(_SERVICE_OUTCOMES, start=1)),
    ),
    Framework(
        code="factors",
        title="Factors identified at the end of assessment",
        needs=tuple(_factor(*row) for row in FACTORS),
    ),
)
