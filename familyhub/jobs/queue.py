"""Putting a job in the queue inside the transaction that is open, so that it commits and rolls back with it."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.tasks import Task


def put(task: Task[Any, Any, Any], **ids: str) -> int:
    """Queue the task with these ids; returns the job's number.

    Always on Django's own connection: in the worker the queue's connector is another one, whose insert would be seen,
    and run, before this transaction commits.
    """
    return JobDeferrer(job_manager=JobManager(DjangoConnector()), job=task.configure().job).defer(**ids)
