"""What can be allowed in development."""

from __future__ import annotations

from familyhub.core.permissions import Permission

LISTS = Permission(
    "development.lists", "see a centre's lists of new babies and of who moved in or out", sees="development"
)
NOTIFY = Permission("development.notify", "name a family to its centre after the 14-day check")
BOOK = Permission("development.book", "register a pregnancy")
