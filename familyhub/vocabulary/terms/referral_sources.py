"""Who referred: the Department for Education's source codes, with a local second level (definitions §2.6, S0-12).

The national list has no code of its own for a midwife, a job centre or a childminder; the local code says more and
always knows which national code it reports as.
"""

from __future__ import annotations

from dataclasses import dataclass

from familyhub.vocabulary.terms.dated import Dated


@dataclass(frozen=True, kw_only=True)
class ReferralSource(Dated):
    """A national source code."""

    code: str
    name: str
    group: str


@dataclass(frozen=True, kw_only=True)
class LocalSource(Dated):
    """A local second level under a national code; shown as local."""

    code: str
    name: str
    reports_as: str


_NATIONAL = (
    ("1A", "Family member, relative or carer", "Individual"),
    ("1B", "Acquaintance", "Individual"),
    ("1C", "Self", "Individual"),
    ("1D", "Other individual", "Individual"),
    ("2A", "School", "Education"),
    ("2B", "Education services", "Education"),
    ("3A", "GP", "Health"),
    ("3B", "Health visitor", "Health"),
    ("3C", "School nurse", "Health"),
    ("3D", "Other primary health services", "Health"),
    ("3E", "Accident and emergency", "Health"),
    ("3F", "Other health services", "Health"),
    ("4", "Housing", "Housing"),
    ("5A", "Social care in this authority", "Local authority"),
    ("5B", "Other service of this authority", "Local authority"),
    ("5C", "Service of another authority", "Local authority"),
    ("5D", "Early help", "Local authority"),
    ("6", "Police", "Police"),
    ("7", "Other legal agency", "Legal"),
    ("8", "Other, including children's centres and voluntary organisations", "Other"),
    ("9", "Anonymous", "Other"),
    ("10", "Unknown", "Other"),
)
REFERRAL_SOURCES = tuple(ReferralSource(code=code, name=name, group=group) for code, name, group in _NATIONAL)

_LOCAL = (
    ("3D-MIDWIFE", "Midwife", "3D"),
    ("3D-DENTIST", "Dentist", "3D"),
    ("3F-CAMHS", "Child and adolescent mental health service", "3F"),
    ("3F-SALT", "Speech and language therapist", "3F"),
    ("2B-NURSERY", "Nursery or pre-school", "2B"),
    ("2B-CHILDMINDER", "Childminder", "2B"),
    ("5B-LIBRARY", "Library", "5B"),
    ("8-CENTRE", "Children's centre or family hub", "8"),
    ("8-JOBCENTRE", "Job centre", "8"),
    ("8-CHARITY", "Charity or community group", "8"),
    ("8-FAITH", "Faith organisation", "8"),
)
LOCAL_SOURCES = tuple(LocalSource(code=code, name=name, reports_as=parent) for code, name, parent in _LOCAL)
