"""What every task of ours has: a retry, and no database connection left from the task before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy
from procrastinate.tasks import Task

Work = TypeVar("Work", bound=Callable[..., Any])

OFTEN = RetryStrategy(max_attempts=8, exponential_wait=3)  # 3 s, 9 s, 27 s … about 2 hours and 45 minutes
NEXT_ROUND = RetryStrategy(max_attempts=2, wait=5)  # runs each minute or day anyway


def _fresh(work: Work) -> Work:
    @wraps(work)
    def fresh(*args: Any, **kwargs: Any) -> Any:
        close_old_connections()  # before the fence: a connection that died while idle must not fail the job
        try:
            return work(*args, **kwargs)
        finally:
            close_old_connections()

    return fresh  # type: ignore[return-value]


def task(*, name: str, retry: RetryStrategy, queueing_lock: str | None = None) -> Callable[[Work], Task[Any, Any, Any]]:
    """A task of the worker. Its arguments are ids as text; nothing about a person is ever an argument."""

    def made(work: Work) -> Task[Any, Any, Any]:
        return app.task(name=name, retry=retry, queueing_lock=queueing_lock)(_fresh(work))

    return made
