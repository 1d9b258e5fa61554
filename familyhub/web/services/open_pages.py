"""What every page of the public directory has in common: open to all, cacheable, the same for everybody."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from familyhub.components.words import LONDON
from familyhub.core.permissions import open_to_all

SECONDS = 60  # a listing that is closed is closed everywhere a minute later
View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """For everybody, by GET; kept for a minute by anything on the way, and not sent again while it says the same.

    Sent compressed, a quarter of its size: there is no secret in it that its length could give away.
    """

    @open_to_all("The directory is for every family to read, without an account; it names nobody")
    @require_safe
    @gzip_page
    @conditional_page
    @functools.wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200:
            patch_cache_control(answer, public=True, max_age=SECONDS)
        return answer

    return shown


def now_here() -> datetime:
    """This moment by London's clock."""
    return timezone.now().astimezone(LONDON)
