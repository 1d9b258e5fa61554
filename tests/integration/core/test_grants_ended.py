"""Bars that ended long ago go, by night, and by the worker alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.core.models import Bar


def test_the_worker_removes_bars_that_ended_long_ago_and_no_other(
    fresh_database: str, as_worker: Callable[[], AbstractContextManager[None]]
) -> None:
    now = timezone.now()
    old, holds, lately, yielded = (uuid.uuid4() for _ in range(4))
    with fence.enter(system("test")):
        Bar.objects.bulk_create(
            Bar(
                id=uuid.uuid4(),
                fence=behind,
                because="test",
                since=now - timedelta(days=200),
                until=until,
                yields=yields,
            )
            for behind, until, yields in (
                (old, now - timedelta(days=100), False),
                (yielded, now - timedelta(days=100), True),
                (lately, now - timedelta(days=80), False),
                (holds, None, False),
            )
        )
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            grants.drop_ended_bars(now)
    with as_worker(), fence.enter(system("tidy")):
        assert grants.drop_ended_bars(now) == 2
        assert grants.drop_ended_bars(now) == 0
    with fence.enter(system("test")):
        assert set(Bar.objects.filter(fence__in=[old, holds, lately, yielded]).values_list("fence", flat=True)) == {
            holds,
            lately,
        }
