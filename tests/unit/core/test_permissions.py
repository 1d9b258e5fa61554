"""A permission has one code, and a page that is open to all is open to anybody."""

from __future__ import annotations

import pytest

from familyhub.core.asker import NOBODY, Asker, Kind
from familyhub.core.permissions import PERMISSIONS, Access, Permission, TwicePermission


def test_two_permissions_cannot_share_a_code() -> None:
    known = next(iter(PERMISSIONS))
    with pytest.raises(TwicePermission, match=known):
        Permission(known, "something else")


def test_a_page_for_nobody_in_particular_opens_to_everybody_and_others_to_their_kind() -> None:
    assert Access(kinds=frozenset(), reason="a front page").allows(NOBODY)
    staff_alone = Access(kinds=frozenset({Kind.STAFF}))
    assert not staff_alone.allows(NOBODY)
    assert staff_alone.allows(Asker(kind=Kind.STAFF))
