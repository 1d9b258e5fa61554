"""What can be allowed in workforce."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SUPERVISED = Permission("workforce.supervised", "read one’s own supervision and say what came of its decisions")
SUPERVISE = Permission("workforce.supervise", "write down supervision of those one leads, and see whose is overdue")
DRAW_AUDITS = Permission("workforce.draw_audits", "have families of a team drawn by lot for audit, and say who audits")
AUDIT = Permission("workforce.audit", "audit the work with a family that was drawn, and moderate another’s audit")
AUDITED = Permission(
    "workforce.audited", "read the audits of one’s own work once they are moderated, and do what they ask"
)
AUDIT_COUNTS = Permission(
    "workforce.audit_counts", "read how many audits of each team had which grade, and of no family"
)
