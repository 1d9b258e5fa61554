"""Is the site alive, and is its database? Says no more than that, and never enters the fence."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from psycopg_pool import PoolTimeout

from familyhub.core.permissions import open_to_all


@open_to_all("the supervisor and the load balancer ask; it names nobody")
def alive(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, PoolTimeout):
        return JsonResponse({"database": False}, status=503)
    return JsonResponse({"database": True})
