"""Handing over a file: always a download, never shown by the browser inside this site."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.documents import queries
from familyhub.documents.permissions import OPEN

ALONE = {"default-src": ["'none'"], "sandbox": True}  # this answer's own content security policy


@needs(OPEN)
@require_safe
def download(request: HttpRequest, document: uuid.UUID) -> HttpResponse:
    """The bytes of a clean file; the same 404 for everything else."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    found = queries.opened(asker, document)
    if found is None:
        raise Http404
    response = HttpResponse(found.body, content_type=found.mime)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response._csp_replace = ALONE  # type: ignore[attr-defined]
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
