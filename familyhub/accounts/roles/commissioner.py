"""Commissioner."""

from familyhub.core.asker import Reach

TITLE = "Commissioner"
WORDS = "Reads totals of requests, with small numbers left out. Sees no request, no family and no name."
PERMISSIONS = {
    "referrals.totals": Reach.COUNTY,
    "workforce.audit_counts": Reach.COUNTY,
}
