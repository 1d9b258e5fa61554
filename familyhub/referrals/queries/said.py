"""Who is named in a request, in the sender's words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Protocol

from familyhub.referrals.terms.requests import SubjectRole

# all that a list needs of somebody who is named: whole rows of 200 people take longer than everything else
SAID = ("id", "number", "role", "given", "family", "described_as", "record_id")


class SaidOf(Protocol):
    """Somebody as a sender named them: a row of SAID, or a whole Subject."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def number(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def given(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def described_as(self) -> str: ...
    @property
    def record_id(self) -> uuid.UUID | None: ...


def who(subjects: Iterable[SaidOf]) -> str:
    """The people named, children first."""
    children_first = sorted(subjects, key=lambda one: (one.role not in {"child", "unborn"}, one.number))
    return ", ".join(said_name(one) for one in children_first)


def said_name(subject: SaidOf) -> str:
    """As the sender named them."""
    name = f"{subject.given} {subject.family}".strip()
    if subject.role == SubjectRole.UNBORN.value:
        return f"unborn baby {subject.family}".strip()
    return name or subject.described_as or "somebody not named"
