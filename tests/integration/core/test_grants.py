"""Grants and bars as rows: given, ended, asked for."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.core.models import Bar, Grant

pytestmark = pytest.mark.django_db


def test_granting_to_nobody_writes_nothing() -> None:
    with fence.enter(system("test")):
        grants.grant([], [uuid.uuid4()], because="test")
        assert Grant.objects.count() == 0


def test_who_holds_a_grant_now() -> None:
    behind, now, once, later = (uuid.uuid4() for _ in range(4))
    with fence.enter(system("test")):
        grants.grant([now], [behind], because="allocated")
        grants.grant([now], [behind], because="also")
        grants.grant(
            [once],
            [behind],
            because="ended",
            until=datetime(2020, 1, 1, tzinfo=UTC),
            since=datetime(2019, 1, 1, tzinfo=UTC),
        )
        grants.grant([later], [behind], because="next year", since=datetime(2099, 1, 1, tzinfo=UTC))
        assert grants.holders_of(behind) == [now]


def test_revoking_without_naming_holders_ends_every_grant_for_that_reason() -> None:
    behind, first, second = (uuid.uuid4() for _ in range(3))
    with fence.enter(system("test")):
        grants.grant([first, second], [behind], because="allocated")
        grants.grant([first], [behind], because="merged")
        assert grants.revoke(None, [behind], because="allocated") == 2
        assert list(Grant.objects.filter(until__isnull=True).values_list("holder", "because")) == [(first, "merged")]


def test_lifting_a_bar_ends_those_for_that_reason_alone() -> None:
    behind = uuid.uuid4()
    with fence.enter(system("test")):
        grants.bar(behind, because="sealed")
        grants.bar(behind, because="declared relation", against=uuid.uuid4())
        assert grants.lift(behind, because="sealed") == 1
        assert list(Bar.objects.filter(until__isnull=True).values_list("because", flat=True)) == ["declared relation"]
