"""When a sample for audit is asked for, the system draws it: it alone knows whom to pass over."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.auditing import draw_sample
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.workforce.events.audits import AuditSampleAsked

ON = AuditSampleAsked
WHEN = When.LATER


def react(event: AuditSampleAsked, *, by: Asker, at: datetime) -> None:
    """A second time there is nothing to draw."""
    draw_sample(draw=event.about, by=by, at=at)
