"""What can be allowed in imports."""

from __future__ import annotations

from familyhub.core.permissions import Permission

RUN = Permission("imports.run", "bring in a feed, see what became of its rows and take its report", sees="imports")
REVIEW = Permission("imports.review", "decide who somebody in an uncertain row of a feed is", sees="imports")
