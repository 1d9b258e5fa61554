"""Who is asking. Every read starts from an `Asker`, every write names one as `by`.

An asker is not a user account: a parent with a link, a referrer with a link, a machine and the system itself ask too.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

# a grant whose reason begins so is for reading: what it opens is changed by those alone who hold it otherwise
TO_READ = "Opened with a reason"


class Kind(StrEnum):
    """What sort of asker this is; stands in the access log."""

    NOBODY = "nobody"
    STAFF = "staff"
    REFERRER = "referrer"
    FAMILY = "family"
    PARTNER = "partner"
    MACHINE = "machine"
    PUBLIC = "public"
    SYSTEM = "system"


class Reach(IntEnum):
    """How far a permission reaches."""

    OWN = 1
    TEAM = 2
    AREA = 3
    COUNTY = 4


@dataclass(frozen=True)
class Asker:
    """Somebody who asks. `holders` are the numbers whose grants this asker may use: the own one and the teams'.

    `wide` holds the words of the classes of rows that this asker may see county-wide without a grant.
    """

    kind: Kind
    number: uuid.UUID | None = None
    name: str = ""
    holders: frozenset[uuid.UUID] = frozenset()
    wide: frozenset[str] = frozenset()
    permissions: Mapping[str, Reach] = field(default_factory=dict)
    purpose: str = ""

    def may(self, code: str) -> bool:
        """Does this asker hold the permission, at any reach?"""
        return code in self.permissions

    def reach(self, code: str) -> Reach | None:
        """How far the permission reaches for this asker, or None."""
        return self.permissions.get(code)

    @property
    def is_somebody(self) -> bool:
        """False only for a request that nobody has signed for."""
        return self.number is not None


NAMESPACE = uuid.UUID("6f0c6a52-6f0e-5c0b-9d0e-2f2a6a9b7a10")
NOBODY = Asker(kind=Kind.NOBODY)


def system(name: str, *, wide: frozenset[str] = frozenset(), title: str = "the system") -> Asker:
    """The system doing `name` (a job, a reaction, a command). Its number is made from the name.

    `title`: how a timeline calls it.
    `wide`: the classes of rows that this work must see; "hidden" for what is hidden from everybody who was not told.
    """
    number = uuid.uuid5(NAMESPACE, f"system:{name}")
    return Asker(kind=Kind.SYSTEM, number=number, name=title, holders=frozenset({number}), wide=wide, purpose=name)


def public(form: str) -> Asker:
    """Somebody unknown who sends a public form: may write what the form writes and read nothing of anybody's."""
    number = uuid.uuid5(NAMESPACE, f"public:{form}")
    return Asker(kind=Kind.PUBLIC, number=number, name=form, holders=frozenset({number}), purpose=form)
